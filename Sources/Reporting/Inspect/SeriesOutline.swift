/// The form of a series in a line of blocks: `▁▂▃▄▅▆▇█`, a blank where values are missing.
public struct SeriesOutline: Sendable, Hashable {
    /// Means of equal parts of the rows, NaN where a part has no value.
    private let means: [Double]

    private static let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    /// The most parts that are kept.
    private static let mostParts = 240

    /// Summarises values, NaN where missing.
    public init(_ values: [Double]) {
        means = Self.means(values, parts: min(values.count, Self.mostParts))
    }

    /// The line, `width` characters wide or as wide as there are rows, the lowest part `▁` and the highest `█`.
    public func text(width: Int) -> String {
        let parts = Self.means(means, parts: min(width, means.count))
        let observed = parts.filter { !$0.isNaN }
        guard let lowest = observed.min(), let highest = observed.max() else {
            return String(repeating: " ", count: parts.count)
        }
        let height = highest - lowest
        return String(
            parts.map { part -> Character in
                if part.isNaN { return " " }
                guard height > 0, height.isFinite else { return Self.blocks[3] }
                return Self.blocks[min(7, Int((part - lowest) / height * 8))]
            })
    }

    private static func means(_ values: [Double], parts: Int) -> [Double] {
        guard parts < values.count else { return values }
        return (0..<parts).map { part in
            let rows = values[part * values.count / parts..<(part + 1) * values.count / parts]
            let observed = rows.filter { !$0.isNaN }
            return observed.isEmpty ? .nan : observed.reduce(0) { $0 + $1 / Double(observed.count) }
        }
    }
}
