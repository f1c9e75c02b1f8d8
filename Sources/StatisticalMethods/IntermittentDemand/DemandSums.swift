/// Means of so many rows in a row, for any number of rows.
struct DemandSums {
    /// Sums of the rows before each, times ``scale``; shape `[N + 1]`.
    private let sums: [Double]
    /// A power of two, so that it changes no digit.
    private let scale: Double

    /// - Parameter values: None below zero.
    init(_ values: ArraySlice<Double>) {
        let largest = values.reduce(0) { max($0, abs($1)) }
        let exponent = largest > 0 ? Int(largest.exponent) : 0
        let scale = Double(sign: .plus, exponent: -max(-1000, min(1000, exponent)), significand: 1)
        var sums = [0.0]
        sums.reserveCapacity(values.count + 1)
        var sum = 0.0
        for value in values {
            sum += value * scale
            sums.append(sum)
        }
        (self.sums, self.scale) = (sums, scale)
    }

    /// The means of `level` rows, oldest first, the last one at the end; rows at the start that fill none are left out.
    func means(of level: Int, atMost limit: Int) -> [Double] {
        let rows = sums.count - 1
        guard rows > 0 else { return [] }
        let level = min(level, rows)
        let count = min(rows / level, limit)
        let unit = 1 / (Double(level) * scale)
        return (0..<count).map { block in
            let end = rows - (count - 1 - block) * level
            return (sums[end] - sums[end - level]) * unit
        }
    }
}
