import CSVIngestion
import Diagnostics
import FuzzDriver
import TimeSeries

// Any bytes read as a CSV file, with options that the first four bytes choose, give a panel or an error; the same in
// chunks of another size, and on several threads.

let file = MemoryFile()
/// Asked for once, as the system is asked for its memory and its processors.
let usual = ReadingLimits()

/// What the first bytes of an input ask for; letters ask for little.
struct Choices {
    var options = CSVOptions()
    let chunk: Int
    let comparesParts: Bool
    let segment: Int

    init(_ bytes: ArraySlice<UInt8>) {
        let bytes = bytes.map { $0 &- UInt8(ascii: "A") } + [0, 0, 0, 0]
        chunk = bytes[0] & 1 == 0 ? 4096 : 7
        comparesParts = bytes[0] & 14 == 14
        segment = 1 + Int(bytes[0] >> 3) * 16
        chooseColumns(bytes[1])
        chooseRepairs(bytes[2])
        chooseText(bytes[3])
    }

    private mutating func chooseColumns(_ byte: UInt8) {
        if byte & 1 != 0 { options.target = byte & 2 != 0 ? "a,b" : "y" }
        if byte & 4 != 0 { options.covariates.past = ["x"] }
        if byte & 8 != 0 { options.covariates.future = ["w"] }
        if byte & 16 != 0 { options.covariates.categorical = ["w"] }
        if byte & 32 != 0 { options.covariates.statics = ["s"] }
        if byte & 64 != 0 { options.id = byte & 2 != 0 ? "s,id" : "id" }
        options.layout.layout = byte & 128 != 0 ? SeriesLayout.allCases[Int(byte & 3)] : nil
    }

    private mutating func chooseRepairs(_ byte: UInt8) {
        func choice<Choice>(_ shift: UInt8, of choices: [Choice]) -> Choice? {
            let place = Int(byte >> shift) % (choices.count + 1)
            return place == 0 ? nil : choices[place - 1]
        }
        options.repairs.gaps = choice(0, of: HoleFilling.allCases)
        options.repairs.fill = choice(1, of: HoleFilling.allCases)
        options.repairs.duplicates = choice(2, of: DuplicateChoice.allCases)
        options.repairs.unsorted = choice(3, of: OrderChoice.allCases)
        options.repairs.aggregate = choice(4, of: Aggregation.allCases)
        options.repairs.every = choice(5, of: [.fixed(seconds: 86400), .calendar(months: 1), .fixed(seconds: 7200)])
        options.skipOffGrid = byte & 128 != 0
    }

    private mutating func chooseText(_ byte: UInt8) {
        options.frequency =
            [nil, nil, .fixed(seconds: 3600), .sessions, .calendar(months: 1), .fixed(seconds: 86400)][
                Int(byte & 31) % 6]
        options.comment = [nil, nil, "", "//"][Int(byte >> 2 & 3)]
        options.dialect.decimal = [nil, nil, .comma, .point][Int(byte >> 3 & 3)]
        options.dialect.thousands = byte & 64 != 0 ? DialectOptions.ThousandsMark.allCases[Int(byte & 3)] : nil
        options.dialect.encoding = byte & 128 != 0 ? TextEncoding.allCases[Int(byte & 3)] : nil
        let formats = ["%d.%m.%Y", "%m/%d/%y %I:%M %p", "%Y%m%d%H", "%s"]
        options.times.format = byte & 0x21 == 0x21 ? formats[Int(byte >> 1 & 3)] : nil
        options.times.zone = byte & 0x12 == 0x12 ? "Europe/Berlin" : nil
    }
}

/// What a user sees.
func outcome(_ path: String, _ options: CSVOptions, _ limits: ReadingLimits) -> String {
    do throws(CSVError) {
        let ingestion = try readPanel(path: path, options: options, limits: limits)
        precondition(ingestion.panel.rowCount > 0, "a panel has rows")
        for series in ingestion.panel.series {
            precondition(series.values.count == series.index.count, "every row has a value")
            precondition(series.values.allSatisfy { !$0.isInfinite }, "values are finite or missing")
            _ = series.index.text(at: series.count - 1)
        }
        return ingestion.panel.fingerprint + "\(ingestion.rowsRead) \(ingestion.notes) \(ingestion.findings)"
    } catch {
        precondition(!error.message.isEmpty && !error.fix.isEmpty, "an error says what to do")
        precondition(error.description.utf8.count < 4000, "an error is short")
        return error.description
    }
}

FuzzDriver.run { bytes in
    guard bytes.count > 4 else { return }
    let choices = Choices(bytes.prefix(4))
    file.hold(Array(bytes.dropFirst(4)))
    var limits = usual
    limits.record = 4096
    limits.chunk = choices.chunk
    limits.memory = 64 << 20
    limits.parallelBytes = .max
    let whole = outcome(file.path, choices.options, limits)
    guard choices.comparesParts else { return }
    limits.chunk = 61
    precondition(outcome(file.path, choices.options, limits) == whole, "chunks give what the whole gives")
    limits.chunk = 4096
    limits.parallelBytes = 0
    limits.segment = choices.segment
    limits.threads = 2
    precondition(outcome(file.path, choices.options, limits) == whole, "parts give what the whole gives")
}
