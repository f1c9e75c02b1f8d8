/// Numbers as people are shown them; files get every digit instead.
public enum NumberText {
    /// `value` with exactly `decimals` digits after the point, rounded half away from zero.
    ///
    /// From 10¹⁵ on the shortest exact form instead, as digits after it would be made up; four significant digits of
    /// what would be all zeros in as many decimals as are ever shown; `undefined` for NaN.
    public static func fixed(_ value: Double, decimals: Int) -> String {
        if decimals >= mostDecimals, value != 0, value.magnitude < 1e-15 { return significant(value, 4) }
        guard value.magnitude < 1e15, var digits = DecimalDigits(value) else {
            return value.isNaN ? "undefined" : value.description
        }
        digits.round(toFractionDigits: decimals)
        return digits.text(fractionDigits: decimals)
    }

    /// The size of a difference in percent, with one decimal; of one that would be all zeros, that it is less.
    static func share(_ percent: Double) -> String {
        percent != 0 && percent.magnitude < 0.05 ? "less than 0.1" : fixed(percent.magnitude, decimals: 1)
    }

    /// `value` rounded to `count` significant digits; with an exponent when it is beyond 10⁻⁵ or 10¹⁵.
    static func significant(_ value: Double, _ count: Int) -> String {
        guard var digits = DecimalDigits(value) else { return value.isNaN ? "undefined" : value.description }
        digits.round(toSignificantDigits: count)
        if value == 0 { return "0" }
        guard (1e-5..<1e15).contains(value.magnitude) else { return digits.scientificText(significantDigits: count) }
        return digits.text(fractionDigits: max(0, count - digits.integerDigits))
    }

    /// Digits after the point in which forecasts of a series are shown.
    ///
    /// As many as the data have, up to 4. Data with more are numbers that some program computed, and get 6 significant
    /// digits of the largest; data with few get enough for 3, as counts forecast in whole numbers would say little.
    ///
    /// - Parameter values: Observed values; missing ones are ignored.
    public static func decimals(of values: [Double]) -> Int {
        let numbers = values.compactMap(DecimalDigits.init)
        let written = numbers.map(\.fractionDigits).max() ?? 0
        let largest = values.filter(\.isFinite).map(\.magnitude).max() ?? 0
        guard largest > 0 else { return min(written, 4) }
        let whole = DecimalDigits(largest)?.integerDigits ?? 0
        return written > 4 ? min(written, max(0, 6 - whole)) : max(written, min(3 - whole, 3))
    }

    /// The most digits after the point that are shown.
    private static let mostDecimals = 18

    /// Digits after the point in which errors are shown: 3 to 4 significant digits of the largest, 18 at most.
    static func decimals(ofErrors errors: [Double]) -> Int {
        var largest = errors.filter(\.isFinite).map(\.magnitude).max() ?? 0
        guard largest > 0, largest < 0.1 else {
            return max(0, 4 - max(DecimalDigits(largest)?.integerDigits ?? 0, 1))
        }
        var decimals = 3
        while largest < 0.1, decimals < mostDecimals {
            largest *= 10
            decimals += 1
        }
        return decimals
    }

    /// A number from −1 to 1 as statisticians write it: `.94`, `-.05`, `1.00`.
    static func fraction(_ value: Double, decimals: Int) -> String {
        let text = fixed(value, decimals: decimals)
        if text.hasPrefix("0.") { return String(text.dropFirst()) }
        return text.hasPrefix("-0.") ? "-" + text.dropFirst(2) : text
    }

    /// `1 row`, `2 rows`.
    static func counted(_ count: Int, _ singular: String, _ plural: String? = nil) -> String {
        "\(count) \(count == 1 ? singular : plural ?? singular + "s")"
    }
}
