import ForecastTestSupport
import Testing

@testable import StatisticalMethods

@Suite struct RidgePathTests {
    /// Moments of `rows` random rows of `count` regressors and a target that follows the first.
    private func sample(rows: Int, count: Int, noise: Double) -> (
        moments: [Double], products: [Double], square: Double
    ) {
        let numbers = normalNoise(rows * (count + 1), seed: UInt64(rows * 31 + count))
        var (moments, products, square) = (
            [Double](repeating: 0, count: count * count), [Double](repeating: 0, count: count), 0.0
        )
        for row in 0..<rows {
            let x = Array(numbers[row * (count + 1)..<(row + 1) * (count + 1)])
            let target = 2 * x[0] + noise * x[count]
            square += target * target
            for one in 0..<count {
                products[one] += x[one] * target
                for other in 0..<count { moments[one * count + other] += x[one] * x[other] }
            }
        }
        return (moments, products, square)
    }

    /// The solution by elimination with pivots down the diagonal.
    private func eliminated(_ matrix: [Double], _ target: [Double]) -> [Double] {
        let count = target.count
        var (matrix, target) = (matrix, target)
        for pivot in 0..<count {
            for row in pivot + 1..<max(count, pivot + 1) {
                let factor = matrix[row * count + pivot] / matrix[pivot * count + pivot]
                for column in pivot..<count { matrix[row * count + column] -= factor * matrix[pivot * count + column] }
                target[row] -= factor * target[pivot]
            }
        }
        for row in (0..<count).reversed() {
            for column in row + 1..<max(count, row + 1) { target[row] -= matrix[row * count + column] * target[column] }
            target[row] /= matrix[row * count + row]
        }
        return target
    }

    @Test(arguments: [1, 2, 3, 7, 33])
    func `a solution by the tridiagonal form is that of the matrix`(count: Int) {
        let (moments, products, _) = sample(rows: 50, count: count, noise: 1)
        let form = TridiagonalForm(moments, count: count)
        for penalty in [1e-3, 1, 40] {
            var matrix = moments
            for row in 0..<count { matrix[row * count + row] += penalty }
            let expected = eliminated(matrix, products)
            let solution = form.solution(form.rotated(products), penalty: penalty)
            let found = form.rotatedBack(solution.coefficients)
            var trace = 0.0
            for row in 0..<count {
                #expect(abs(found[row] - expected[row]) < 1e-10)
                trace += eliminated(matrix, (0..<count).map { moments[$0 * count + row] })[row]
            }
            #expect(abs(solution.trace - trace) < 1e-9 * Double(count))
            var change = 0.0
            for row in 0..<count {
                for other in 0..<count { change += expected[row] * moments[row * count + other] * expected[other] }
                change -= 2 * expected[row] * products[row]
            }
            #expect(abs(solution.residualChange - change) < 1e-9 * abs(change))
        }
    }

    @Test func `what explains the target is found, what does not is shrunk`() {
        let (moments, products, square) = sample(rows: 400, count: 12, noise: 0.5)
        let path = RidgePath(moments: moments, products: products, square: square, rows: 400)
        #expect(abs(path.coefficients[0] - 2) < 0.1)
        #expect(path.coefficients[1...].allSatisfy { abs($0) < 0.1 })
        #expect(abs(path.variance - 0.25) < 0.05)
    }

    @Test func `more noise means smaller coefficients`() {
        func size(_ noise: Double) -> Double {
            let (moments, products, square) = sample(rows: 30, count: 20, noise: noise)
            return abs(RidgePath(moments: moments, products: products, square: square, rows: 30).coefficients[0])
        }
        #expect(size(0.1) > 1.8 && size(8) < 1.8)
    }

    @Test func `moments of nothing have no coefficients`() {
        let path = RidgePath(moments: [0, 0, 0, 0], products: [0, 0], square: 0, rows: 5)
        #expect(path.coefficients == [0, 0] && path.variance == 0 && path.crossValidation == .infinity)
        #expect(RidgePath(moments: [], products: [], square: 4, rows: 2).coefficients.isEmpty)
        // One row and two regressors: a fit without error, shrunk.
        let exact = RidgePath(moments: [1, 1, 1, 1], products: [1, 1], square: 1, rows: 1)
        #expect(exact.coefficients.allSatisfy { $0.isFinite && $0 >= 0 && $0 <= 0.5 })
    }
}
