import Diagnostics
import TimeSeries

/// What the first cells of a column look like.
struct ColumnProfile {
    enum Content {
        /// No cell holds anything.
        case empty
        case number
        /// Times in a form that is known; plain integers count as numbers.
        case date
        /// What looks like a date and is none, such as 32/01/2020.
        case foreignDate
        case text
    }

    private(set) var filled = 0
    /// Cells that mean "missing" in a column of numbers; they are not among the filled.
    var tokens = 0
    private(set) var numbers = 0
    private(set) var integers = 0
    private(set) var dates = 0
    private(set) var foreignDates = 0
    /// In which forms the cells are times.
    private(set) var times = TimeEvidence()
    /// Whether some cell came twice.
    private(set) var repeats = false
    /// Whether every cell is greater than the one before, as an integer or in the order of its characters.
    private(set) var increases = true
    /// Whether the cells count 1, 2, 3 …, from any number on.
    private(set) var counts = true

    /// The first cell that is neither a number nor a date.
    private(set) var firstText: String?
    /// Where ``firstText`` is.
    var firstTextPlace: DiagnosticLocation?

    /// The sampled row, from 0, of the first cell that holds something.
    private(set) var firstRow: Int?

    /// Whether every cell says true or false, with words.
    var isTruth: Bool {
        !seen.isEmpty && seen.allSatisfy { ["true", "false"].contains($0.lowercased()) }
    }

    /// How many different cells there are.
    var distinct: Int { seen.count }

    /// The different cells.
    var cells: Set<String> { seen }

    /// Cells of text that mean a number, such as `0.08%`.
    private(set) var marked = 0
    /// What the first of them is.
    private(set) var mark: MarkedNumber?

    private var seen: Set<String> = []
    private var previous: String?
    private var previousInteger: Int?

    /// What most of the cells hold.
    var content: Content {
        if filled == 0 { return .empty }
        if dates * 2 > filled { return .date }
        if foreignDates * 2 > filled { return .foreignDate }
        return numbers * 2 > filled ? .number : .text
    }

    /// Whether most of the cells are integers.
    var isInteger: Bool { filled > 0 && integers * 2 > filled }

    /// What the cells are where they are text and most of them mean numbers.
    var markedNumbers: MarkedNumber? { content == .text && (marked + numbers) * 2 > filled ? mark : nil }

    /// Whether most of the cells come only once.
    var isMostlyDistinct: Bool { distinct * 2 > filled }

    /// Whether the column merely numbers the rows.
    var isCounter: Bool { isInteger && counts && filled >= 3 }

    /// Adds a cell that is not empty.
    mutating func add(_ text: String, row: Int = 0, _ style: NumberStyle = .plain) {
        filled += 1
        if firstRow == nil { firstRow = row }
        let bytes = Array(text.utf8)
        let integer = TimestampFormat.ordinal.timestamp(utf8: bytes.span).map { Int($0.ticks) }
        if integer != nil { integers += 1 }
        let isNumber = number(utf8: bytes.span, style) != nil
        let isTime = times.add(bytes.span)
        let isForeignDate = !isTime && !isNumber && looksLikeForeignDate(bytes)
        if isNumber { numbers += 1 }
        if isTime { dates += 1 }
        if isForeignDate { foreignDates += 1 }
        if !isNumber, !isTime, !isForeignDate {
            if firstText == nil { firstText = text }
            if let mark = MarkedNumber(text) {
                marked += 1
                if self.mark == nil { self.mark = mark }
            }
        }
        addOrder(text, integer)
    }

    private mutating func addOrder(_ text: String, _ integer: Int?) {
        if !seen.insert(text).inserted { repeats = true }
        if let integer, let previousInteger {
            if integer <= previousInteger { increases = false }
            if integer != previousInteger + 1 { counts = false }
        } else if let previous {
            if text <= previous { increases = false }
            counts = false
        }
        previous = text
        previousInteger = integer
    }
}

/// Whether the cell is probably a date in another form: three groups of digits between slashes, points or dashes, or the name of a
/// month beside a year.
func looksLikeForeignDate(_ text: [UInt8]) -> Bool {
    if looksLikeNamedMonth(text) { return true }
    guard let date = text.prefix(11).split(separator: UInt8(ascii: " ")).first, date.count >= 6, date.count <= 10 else {
        return false
    }
    let groups = date.split(omittingEmptySubsequences: false) { "/.-".utf8.contains($0) }
    return groups.count == 3
        && groups.allSatisfy { group in
            (1...4).contains(group.count) && group.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        }
}

/// Whether the cell is a month in words of some language and a year of four digits, perhaps with a day.
func looksLikeNamedMonth(_ text: [UInt8]) -> Bool {
    guard (7...30).contains(text.count), text.contains(where: { $0 >= 0x41 }) else { return false }
    let words = String(decoding: text, as: UTF8.self).lowercased().split { " -./,".contains($0) }
    guard (2...3).contains(words.count) else { return false }
    let names = words.filter { word in word.utf8.count >= 3 && monthNames.contains { $0.hasPrefix(word) } }
    let numbers = words.filter { $0.utf8.count <= 4 && $0.allSatisfy { ("0"..."9").contains($0) } }
    return names.count == 1 && numbers.count == words.count - 1 && numbers.contains { $0.utf8.count == 4 }
}

/// Months in German, French, Spanish, Italian and Dutch, as far as they begin otherwise than in English.
private let monthNames = [
    "januar", "jänner", "februar", "märz", "maerz", "mai", "juni", "juli", "oktober", "dezember", "janvier", "février",
    "fevrier", "mars", "avril", "juin", "juillet", "août", "aout", "septembre", "octobre", "novembre", "décembre",
    "decembre", "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
    "noviembre", "diciembre", "gennaio", "febbraio", "aprile", "maggio", "giugno", "luglio", "settembre", "ottobre",
    "dicembre", "januari", "februari", "maart", "mei", "augustus",
]
