/// A symmetric matrix as `QTQᵀ` with T tridiagonal and Q a product of Householder reflections.
struct TridiagonalForm {
    private let count: Int
    private var diagonal: [Double]
    private var beside: [Double]
    /// The vectors of the reflections, scaled so that each is `I − vvᵀ`; row i is zero up to its place i.
    private var reflections: [[Double]] = []

    init(_ symmetric: [Double], count: Int) {
        self.count = count
        var matrix = symmetric
        diagonal = [Double](repeating: 0, count: count)
        beside = [Double](repeating: 0, count: max(0, count - 1))
        var vector = [Double](repeating: 0, count: count)
        var product = vector
        for column in 0..<max(0, count - 1) {
            diagonal[column] = matrix[column * count + column]
            let first = column + 1
            var norm = 0.0
            for row in first..<count {
                vector[row] = matrix[column * count + row]
                norm += vector[row] * vector[row]
            }
            norm = norm.squareRoot()
            let head = vector[first]
            beside[column] = head > 0 ? -norm : norm
            // v = (x − βe) / √(β(β − x₁)), with β of the other sign than x₁ so that nothing cancels.
            let size = (beside[column] * (beside[column] - head)).squareRoot()
            vector[first] -= beside[column]
            let factor = size > 0 ? 1 / size : 0
            for row in first..<count { vector[row] *= factor }
            Self.reflect(&matrix, vector, &product, first: first, count: count)
            reflections.append(Array(vector[first...]))
        }
        if count > 0 { diagonal[count - 1] = matrix[count * count - 1] }
    }

    /// Replaces the lower right part A by `(I − vvᵀ)A(I − vvᵀ)`.
    private static func reflect(
        _ matrix: inout [Double], _ vector: [Double], _ product: inout [Double], first: Int, count: Int
    ) {
        for row in first..<count { product[row] = 0 }
        for row in first..<count {
            let (start, factor) = (row * count, vector[row])
            for column in first..<count { product[column] += factor * matrix[start + column] }
        }
        var inner = 0.0
        for row in first..<count { inner += product[row] * vector[row] }
        for row in first..<count { product[row] -= 0.5 * inner * vector[row] }
        for row in first..<count {
            let (start, v, p) = (row * count, vector[row], product[row])
            for column in first..<count { matrix[start + column] -= v * product[column] + p * vector[column] }
        }
    }

    /// `Qᵀx`.
    func rotated(_ values: [Double]) -> [Double] {
        var values = values
        for (place, reflection) in reflections.enumerated() { Self.apply(reflection, from: place + 1, to: &values) }
        return values
    }

    /// `Qx`.
    func rotatedBack(_ values: [Double]) -> [Double] {
        var values = values
        for (place, reflection) in reflections.enumerated().reversed() {
            Self.apply(reflection, from: place + 1, to: &values)
        }
        return values
    }

    private static func apply(_ reflection: [Double], from first: Int, to values: inout [Double]) {
        var inner = 0.0
        for (place, element) in reflection.enumerated() { inner += element * values[first + place] }
        for (place, element) in reflection.enumerated() { values[first + place] -= inner * element }
    }

    /// The ridge solution of one penalty, in the basis of T.
    struct Solution {
        var coefficients: [Double]
        /// `cᵀTc − 2cᵀb`.
        var residualChange: Double
        /// `tr T(T + λI)⁻¹`.
        var trace: Double
    }

    /// Solves `(T + λI)c = target`, by elimination from above; the diagonal of the inverse from that and one from below.
    func solution(_ target: [Double], penalty: Double) -> Solution {
        var (down, up) = (diagonal, diagonal)
        var coefficients = target
        for row in 0..<count { (down[row], up[row]) = (down[row] + penalty, up[row] + penalty) }
        for row in 1..<max(1, count) {
            // Rounding may leave a singular matrix a little below zero; its pivots are at least the penalty.
            let factor = beside[row - 1] / down[row - 1]
            down[row] = max(penalty, down[row] - factor * beside[row - 1])
            coefficients[row] -= factor * coefficients[row - 1]
        }
        for row in (0..<max(0, count - 1)).reversed() {
            up[row] = max(penalty, up[row] - beside[row] * beside[row] / up[row + 1])
        }
        var (change, inverse) = (0.0, 0.0)
        for row in (0..<count).reversed() {
            let next = row + 1 < count ? beside[row] * coefficients[row + 1] : 0
            coefficients[row] = (coefficients[row] - next) / down[row]
            inverse += 1 / max(penalty, down[row] + up[row] - diagonal[row] - penalty)
        }
        // cᵀTc = cᵀ(b − λc).
        for row in 0..<count {
            change -= coefficients[row] * (target[row] + penalty * coefficients[row])
        }
        return Solution(coefficients: coefficients, residualChange: change, trace: Double(count) - penalty * inverse)
    }
}
