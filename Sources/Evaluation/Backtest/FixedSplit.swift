/// A split into training, validation and test rows that a protocol prescribes, counted from the first observed row.
///
/// Rows after the test are not used.
public enum FixedSplit: Sendable, Hashable {
    /// So many rows each.
    case rows(training: Int, validation: Int, test: Int)
    /// Shares of all rows, of 0 to 1, together at most 1.
    ///
    /// Training and test are rounded down; where the shares make a whole, validation has the rows between them, as in
    /// the long-horizon literature.
    case shares(training: Double, validation: Double, test: Double)

    /// Reads `8640,2880,2880` or `0.7,0.1,0.2`.
    ///
    /// - Throws: ``BacktestError/unreadableSplit(text:reason:)`` for anything else, and for a part of no rows.
    public init(parsing text: String) throws(BacktestError) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let isPlain = parts.allSatisfy { part in
            part.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ".") }
        }
        let rows = parts.compactMap { Int($0) }
        let shares = parts.compactMap { Double($0) }
        if isPlain, parts.count == 3, rows.count == 3, rows.allSatisfy({ (1...FixedSplit.mostRows).contains($0) }) {
            self = .rows(training: rows[0], validation: rows[1], test: rows[2])
        } else if isPlain, parts.count == 3, shares.count == 3, shares.allSatisfy({ $0 > 0 && $0 < 1 }),
            shares.reduce(0, +) <= 1 + FixedSplit.slack
        {
            self = .shares(training: shares[0], validation: shares[1], test: shares[2])
        } else {
            throw .unreadableSplit(text: text, reason: Self.reason(parts.count, isPlain ? shares : []))
        }
    }

    /// Why parts, of which `numbers` were read, are no split.
    private static func reason(_ parts: Int, _ numbers: [Double]) -> String? {
        if parts != 3 { return "these are \(parts) part\(parts == 1 ? "" : "s")" }
        guard numbers.count == 3 else { return nil }
        if numbers.contains(0) { return "a part is empty" }
        let sum = (numbers.reduce(0, +) * 1e4).rounded() / 1e4
        return numbers.allSatisfy { $0 < 1 } && sum > 1 ? "these make \(sum)" : nil
    }

    /// No series is longer.
    private static let mostRows = 1 << 40
    /// What the sum of decimal fractions may be off by.
    private static let slack = 1e-9

    /// The parts' rows in a series of `count` rows.
    func sizes(of count: Int) -> (training: Int, validation: Int, test: Int) {
        switch self {
        case .rows(let training, let validation, let test): return (training, validation, test)
        case .shares(let training, let validation, let test):
            let rows = { (share: Double) in Int(Double(count) * share + FixedSplit.slack) }
            let isWhole = abs(training + validation + test - 1) <= FixedSplit.slack
            let middle = isWhole ? count - rows(training) - rows(test) : rows(validation)
            return (rows(training), middle, rows(test))
        }
    }
}
