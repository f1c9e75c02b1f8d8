/// How often an interval is meant to hold what happens: 80 or 95 percent, say.
///
/// Kept as a whole number of ten-thousandths of a percent, so that ranks are counted without rounding.
public struct PredictionLevel: Sendable, Hashable, Comparable {
    /// Ten-thousandths of a percent: 800,000 for 80%.
    let tenThousandths: Int

    /// All of it: 100%.
    static let whole = 1_000_000

    /// Reads a percentage such as `80` or `99.5`, from 1 to below 100, of at most four decimals.
    ///
    /// Below 1 it would be a share mistaken for a percentage, as in `.95`.
    /// - Throws: ``IntervalError/unreadableLevel(text:)``.
    public init(parsing text: String) throws(IntervalError) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let decimals = parts.count == 2 ? parts[1] : "0"
        let isShort = (1...3).contains(parts[0].utf8.count) && (1...4).contains(decimals.utf8.count)
        let digits = parts[0] + decimals + String(repeating: "0", count: max(0, 4 - decimals.utf8.count))
        let isPlain = digits.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard isShort, isPlain, let number = Int(digits), (Self.whole / 100..<Self.whole).contains(number)
        else { throw .unreadableLevel(text: text) }
        tenThousandths = number
    }

    init(tenThousandths: Int) { self.tenThousandths = tenThousandths }

    /// Reads levels with commas between them, such as `80,95`: sorted, each once.
    ///
    /// - Throws: ``IntervalError/unreadableLevel(text:)`` for the first that cannot be read.
    public static func list(parsing text: String) throws(IntervalError) -> [PredictionLevel] {
        var levels: Set<PredictionLevel> = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            levels.insert(try PredictionLevel(parsing: String(part.trimmingBlanks)))
        }
        return levels.sorted()
    }

    /// The lower level first.
    public static func < (left: Self, right: Self) -> Bool { left.tenThousandths < right.tenThousandths }

    /// The level in percent.
    public var percent: Double { Double(tenThousandths) / 10_000 }

    /// The column of the lower bounds of `model`, such as `GRU-lo-80`.
    public func lowerColumn(of model: String) -> String { "\(model)-lo-\(self)" }

    /// The column of the upper bounds of `model`, such as `GRU-hi-80`.
    public func upperColumn(of model: String) -> String { "\(model)-hi-\(self)" }
}

extension PredictionLevel {
    /// The rank, from 1, of the residual that `count` exchangeable ones give as this level's radius: `⌈(n+1)(1−α)⌉`.
    ///
    /// It is beyond `count` when there are too few residuals.
    func rank(among count: Int) -> Int { ((count + 1) * tenThousandths + Self.whole - 1) / Self.whole }

    /// The fewest residuals whose largest is this level's radius: `⌈(1−α)/α⌉`, 4 for 80%, 19 for 95%.
    package var neededResiduals: Int {
        let rest = Self.whole - tenThousandths
        return (tenThousandths + rest - 1) / rest
    }

    /// The highest level in whole percent that `count` residuals are enough for; nil without any.
    package static func highest(with count: Int) -> PredictionLevel? {
        count < 1 ? nil : PredictionLevel(tenThousandths: min(99, 100 * count / (count + 1)) * 10_000)
    }
}

extension PredictionLevel: CustomStringConvertible {
    /// The level in percent without needless zeros, such as `80` or `99.5`.
    public var description: String {
        let (whole, rest) = tenThousandths.quotientAndRemainder(dividingBy: 10_000)
        guard rest > 0 else { return String(whole) }
        var decimals = String(String(10_000 + rest).dropFirst())
        while decimals.hasSuffix("0") { decimals.removeLast() }
        return "\(whole).\(decimals)"
    }
}

extension Substring {
    fileprivate var trimmingBlanks: Substring {
        let rest = drop { $0 == " " }
        return rest.lastIndex { $0 != " " }.map { rest[...$0] } ?? ""
    }
}
