/// What a season adds to a value, or multiplies it by.
package struct SeasonalIndices: Sendable, Codable, Equatable {
    /// How indices and trend make up a value.
    package enum Form: String, Sendable, Codable {
        /// Value = index · rest; the indices are 1 on average.
        case multiplicative
        /// Value = index + rest; the indices are 0 on average.
        case additive
    }

    /// How they are applied.
    package let form: Form
    /// Shape `[m]`, that of the first row of the series first.
    package let indices: [Double]

    /// What is left of `value` in `row` without its season.
    func adjusted(_ value: Double, row: Int) -> Double {
        let index = indices[row % indices.count]
        return form == .multiplicative ? value / index : value - index
    }

    /// A value in `row` with its season.
    func seasonal(_ value: Double, row: Int) -> Double {
        let index = indices[row % indices.count]
        return form == .multiplicative ? value * index : value + index
    }

    /// The values from row `begin` on without their season.
    static func adjusted(_ values: [Double], _ season: SeasonalIndices?, from begin: Int) -> [Double] {
        guard let season else { return begin == 0 ? values : Array(values[begin...]) }
        return values.indices[begin...].map { season.adjusted(values[$0], row: $0) }
    }
}
