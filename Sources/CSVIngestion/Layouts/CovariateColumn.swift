import TimeSeries

/// A column that explains the target, as it is read.
struct CovariateColumn {
    /// What the cells of a column are.
    enum Content {
        case number
        /// `true` or `false`, 1 and 0.
        case truth
        case category
    }

    let column: Int
    let name: String
    let role: Covariate.Role
    let content: Content
    /// Categories that are known before the file is read.
    let known: [String]
}

/// The categories of a column as they come: a number for each, in the order of the file.
struct CategoryCodes {
    private(set) var names: [String]
    private let knownCount: Int
    /// For each category the time of its first row.
    private var firstTimes: [Timestamp]
    private var codes: [String: Int]
    private var last: [UInt8] = []
    private var lastCode = 0
    /// Cells of categories that were not known before; nil for none.
    private(set) var unseen: UnseenCategory?

    init(known: [String]) {
        names = known
        knownCount = known.count
        firstTimes = known.map { _ in Timestamp(ticks: .min) }
        codes = Dictionary(zip(known, known.indices), uniquingKeysWith: { first, _ in first })
    }

    /// The number of the category in a field, which is not empty.
    mutating func code(_ reader: borrowing RecordReader, _ column: CovariateColumn, at time: Timestamp)
        throws(CSVError) -> Int
    {
        let last = last
        if last.isEmpty || !reader.withField(column.column, { $0.holds(last) }) {
            let (text, isValid) = reader.text(column.column)
            guard isValid else {
                throw .invalidUTF8(column: column.name, text: text, at: reader.location(ofField: column.column))
            }
            let name = Self.plain(text)
            guard name.utf8.count <= Self.longestName else {
                throw .longCategory(name, column: column.name, at: reader.location(ofField: column.column))
            }
            lastCode = codes[name] ?? names.count
            if lastCode == names.count {
                codes[name] = lastCode
                names.append(name)
                firstTimes.append(time)
            }
            self.last = Array(text.utf8)
        }
        if knownCount > 0, lastCode >= knownCount { addUnseen(column.name, line: reader.recordRow) }
        if time < firstTimes[lastCode] { firstTimes[lastCode] = time }
        return lastCode
    }

    private mutating func addUnseen(_ column: String, line: Int) {
        if unseen == nil { unseen = UnseenCategory(column: column, category: names[lastCode], line: line, cells: 0) }
        unseen?.cells += 1
    }

    /// The most bytes of a category's name; a longer text is none.
    static let longestName = 1000

    /// The name of a category: of a whole number that is written with a point, such as the 9.0 that pandas makes of a 9, the
    /// number.
    private static func plain(_ text: String) -> String {
        guard text.hasSuffix(".0"), let digits = text.dropLast(2).last, digits.isASCII, digits.isNumber,
            let number = Int(text.dropLast(2)), String(number) == text.dropLast(2)
        else { return text }
        return String(number)
    }

    /// For each number the one that the category has in the end: known ones first, then those that come first in time,
    /// then in the order of their characters, so that no row changes the numbers of categories before it.
    func order() -> [Int] {
        let order = names.indices.sorted { one, other in
            if min(one, other) < knownCount { return one < other }
            if firstTimes[one] != firstTimes[other] { return firstTimes[one] < firstTimes[other] }
            return names[one] < names[other]
        }
        var final = order
        for (place, code) in order.enumerated() { final[code] = place }
        return final
    }
}

/// Cells of a column of categories that a model has not seen.
public struct UnseenCategory: Sendable, Hashable {
    /// The column.
    public var column: String
    /// The category of the first.
    public var category: String
    /// The line of the first, counted over all files.
    public var line: Int
    /// How many there are, also of other categories.
    public var cells: Int
}
