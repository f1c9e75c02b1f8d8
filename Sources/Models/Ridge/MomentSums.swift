import NeuralLayers
import TimeSeries
import Windowing

/// Sums over windows of the products of their values, without the windows.
///
/// A window is W = L + H consecutive values, inputs and targets. For n windows that begin one row after another at x[0]
/// the sums are those of a Hankel matrix, whose rows follow from each other:
/// ```
/// M[i][j] = Σ x[t+i] x[t+j], t in 0 ..< n;  M[i+1][j+1] = M[i][j] − x[i] x[j] + x[n+i] x[n+j]
/// ```
/// so that they take n W + L W steps rather than n L W.
struct MomentSums {
    /// L.
    let inputLength: Int
    /// H.
    let horizon: Int
    /// Windows added.
    private(set) var count = 0
    /// M, shape `[L, W]`; only its upper triangle.
    private(set) var products: DoubleMatrix
    /// Of each of a window's values, shape `[W]`.
    private(set) var sums: [Double]
    /// Of the squares of all targets.
    private(set) var targetSquares = 0.0

    init(_ shape: WindowShape) {
        inputLength = shape.inputLength
        horizon = shape.horizon
        products = DoubleMatrix(rows: inputLength, columns: inputLength + horizon)
        sums = [Double](repeating: 0, count: inputLength + horizon)
    }

    /// Adds the windows that begin at each of the first `count` values.
    ///
    /// - Precondition: `values` are `count + W − 1` numbers.
    mutating func add(_ values: [Double], count: Int, kernels: Kernels) {
        let width = sums.count
        precondition(count > 0 && values.count == count + width - 1, "the windows' values and no others")
        self.count += count
        addSums(values, count)
        var row = kernels.laggedProducts(values[...], count: count, lags: width)
        for i in 0..<inputLength {
            products.add(row[..<(width - i)], row: i, firstColumn: i)
            let (leaving, entering) = (values[i], values[count + i])
            for lag in 0..<width - i - 1 {
                row[lag] += entering * values[count + i + lag] - leaving * values[i + lag]
            }
        }
        addTargetSquares(values, count, first: row[0])
    }

    /// Adds the windows of `other`, which are as long.
    mutating func add(_ other: MomentSums) {
        count += other.count
        for row in 0..<inputLength {
            products.add(other.products.row(row).dropFirst(row), row: row, firstColumn: row)
        }
        for place in sums.indices { sums[place] += other.sums[place] }
        targetSquares += other.targetSquares
    }

    private mutating func addSums(_ values: [Double], _ count: Int) {
        var sum = values[..<count].reduce(0, +)
        for i in sums.indices {
            sums[i] += sum
            if i + 1 < sums.count { sum += values[count + i] - values[i] }
        }
    }

    private mutating func addTargetSquares(_ values: [Double], _ count: Int, first: Double) {
        var squares = first
        for i in inputLength..<sums.count {
            targetSquares += squares
            if i + 1 < sums.count { squares += values[count + i] * values[count + i] - values[i] * values[i] }
        }
    }
}
