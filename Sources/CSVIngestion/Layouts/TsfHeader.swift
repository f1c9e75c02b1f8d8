import Diagnostics
import TimeSeries

/// What the lines before `@data` of a `.tsf` file say.
///
/// The format of the Monash forecasting archive (Godahewa et al. 2021, arXiv:2105.06643): comments begin with `#`, and each
/// line of the header is a tag and its value.
struct TsfHeader {
    /// A piece of information that stands before the values of every series.
    struct Attribute {
        enum Content: String {
            case string, numeric, date
        }

        let name: String
        let content: Content
    }

    private(set) var attributes: [Attribute] = []
    /// The step between values; nil where the header does not say.
    private(set) var frequency: FrequencyRequest?
    /// Steps to forecast.
    private(set) var horizon: Int?
    private(set) var notes: [String] = []

    /// Reads up to the line `@data`.
    init(_ reader: inout RecordReader) throws(CSVError) {
        var last = 0
        while try reader.next() {
            last = reader.recordLine
            let words = reader.texts.joined(separator: ",").split { $0 == " " || $0 == "\t" }.map(String.init)
            let place = reader.location(ofField: 0)
            guard let tag = words.first, tag.hasPrefix("@") else { throw .tsfLineBeforeData(at: place) }
            if tag.lowercased() == "@data" {
                guard !attributes.isEmpty else { throw .tsfNoAttributes(at: place) }
                return
            }
            try read(tag, Array(words.dropFirst()), at: place)
        }
        throw .tsfNoData(at: DiagnosticLocation(file: reader.path, line: last))
    }

    private mutating func read(_ tag: String, _ words: [String], at place: DiagnosticLocation) throws(CSVError) {
        switch tag.lowercased() {
        case "@attribute": try readAttribute(words, at: place)
        case "@frequency":
            guard let word = words.first, words.count == 1 else {
                throw .tsfBadTag(tag, words, expected: "@frequency monthly", at: place)
            }
            guard let request = Self.frequency(word) else { throw .tsfUnknownFrequency(word, at: place) }
            frequency = request
        case "@horizon":
            guard words.count == 1, let steps = Int(words[0]), steps > 0 else {
                throw .tsfBadTag(tag, words, expected: "@horizon 8", at: place)
            }
            horizon = steps
        case "@relation", "@missing", "@equallength": break
        default: notes.append("line \(place.line ?? 0) says \(display(tag)), which is left aside")
        }
    }

    private mutating func readAttribute(_ words: [String], at place: DiagnosticLocation) throws(CSVError) {
        guard words.count == 2, let content = Attribute.Content(rawValue: words[1].lowercased()) else {
            throw .tsfBadTag(
                "@attribute", words,
                expected: "@attribute series_name string, with the type string, numeric or date", at: place)
        }
        if attributes.contains(where: { $0.name == words[0] }) { throw .tsfRepeatedAttribute(words[0], at: place) }
        attributes.append(Attribute(name: words[0], content: content))
    }

    /// Reads a step as the archive writes it, such as `half_hourly`, `10_minutes` or `4_seconds`.
    private static func frequency(_ text: String) -> FrequencyRequest? {
        let text = text.lowercased()
        let words: [String: FrequencyRequest] = [
            "secondly": .fixed(seconds: 1), "minutely": .fixed(seconds: 60), "half_hourly": .fixed(seconds: 1800),
        ]
        if let request = words[text] ?? FrequencyRequest(text) {
            if case .ordinal = request { return nil }
            return request
        }
        let pieces = text.split(separator: "_")
        let units = [
            "second": "s", "minute": "min", "hour": "h", "day": "d", "week": "w", "month": "mo", "quarter": "q",
            "year": "y",
        ]
        guard pieces.count == 2,
            let unit = units[pieces[1].hasSuffix("s") ? String(pieces[1].dropLast()) : String(pieces[1])]
        else { return nil }
        return FrequencyRequest(pieces[0] + unit)
    }
}
