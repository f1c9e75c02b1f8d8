/// The regressors of every row as sums of products: how far the lags lie from the row before, and the drift.
struct LaggedEquations {
    /// What the drift's coefficient is multiplied with.
    let driftUnit: Double
    private let moments: [Double]
    private let products: [Double]
    private let square: Double
    private let rows: Int

    /// - Parameter mostRows: How many of the last rows are looked at.
    init(_ values: [Double], isObserved: [Bool], blocks: [ClosedRange<Int>], mostRows: Int) {
        // The first lag is the row that the others are measured from.
        let lags = blocks.flatMap(Array.init).dropFirst()
        let count = lags.count + 1
        let first = max(blocks.last?.upperBound ?? 1, values.count - mostRows)
        let targets = (first..<max(first, values.count)).filter { isObserved[$0] }
        let unit = Self.driftUnit(values, targets)
        var moments = [Double](repeating: 0, count: count * count)
        var products = [Double](repeating: 0, count: count)
        var square = 0.0
        var regressors = [Double](repeating: unit, count: count)
        for row in targets {
            let last = values[row - 1]
            for (place, lag) in lags.enumerated() { regressors[place] = values[row - lag] - last }
            let target = values[row] - last
            square += target * target
            for one in 0..<count {
                let (start, factor) = (one * count, regressors[one])
                products[one] += factor * target
                for other in one..<count { moments[start + other] += factor * regressors[other] }
            }
        }
        for one in 0..<count { for other in 0..<one { moments[one * count + other] = moments[other * count + one] } }
        (self.moments, self.products, self.square) = (moments, products, square)
        (driftUnit, rows) = (unit, targets.count)
    }

    /// A tenth of the standard deviation of the changes.
    private static func driftUnit(_ values: [Double], _ targets: [Int]) -> Double {
        guard !targets.isEmpty else { return 0 }
        let changes = targets.map { values[$0] - values[$0 - 1] }
        let mean = changes.reduce(0, +) / Double(changes.count)
        let variance = changes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(changes.count)
        return 0.1 * variance.squareRoot()
    }

    /// The regression.
    func solved() -> RidgePath {
        RidgePath(moments: moments, products: products, square: square, rows: rows)
    }
}
