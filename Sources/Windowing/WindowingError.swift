public import Diagnostics
package import TimeSeries

/// Why windows, splits or scalers cannot be made.
public enum WindowingError: Diagnostic, Hashable {
    /// A length or a stride is less than 1.
    case belowOne(flag: String, value: Int)
    /// A length, a stride or a season is more than ``WindowShape/longest``.
    case aboveLongest(flag: String, value: Int)
    /// A partition size is neither rows nor a percentage.
    case unreadablePartition(flag: String, text: String)
    /// The rows asked for cannot hold one window's targets.
    case partitionShorterThanHorizon(partition: Partition, rows: Int, horizon: Int)
    /// No series has enough rows for the windows and what is held out.
    case tooShort(TooShortSeries)
    /// A series of a panel has its first value at or after `cutoff`, the time of the first validation row.
    case beginsAfterTraining(series: String?, firstTime: String, cutoff: String)
    /// A series of a panel has fewer rows than a forecast from its end looks back on; `longest` is the longest input
    /// that would do, if any.
    case shorterThanInput(series: String?, rows: Int, inputLength: Int, longest: Int?)
    /// Every value that could be learned from is missing.
    case nothingObserved(series: String?)
    /// A logarithm was asked of a value that has none.
    case noLogarithm(value: ValuePlace)
    /// A value is beyond the numbers a model computes in.
    case tooLarge(value: ValuePlace)
    /// The rows held out leave none to learn from; `rows` are those of the series that is counted on.
    case nothingBeforeTest(rows: Int)

    /// A stable name for scripts.
    public var code: String {
        switch self {
        case .belowOne: "windows-below-one"
        case .aboveLongest: "windows-above-longest"
        case .unreadablePartition: "split-unreadable"
        case .partitionShorterThanHorizon: "split-shorter-than-horizon"
        case .tooShort: "series-too-short"
        case .beginsAfterTraining: "series-begins-after-training"
        case .shorterThanInput: "series-shorter-than-input"
        case .nothingObserved: "series-all-missing"
        case .noLogarithm: "scaling-no-logarithm"
        case .tooLarge: "scaling-too-large"
        case .nothingBeforeTest: "split-test-takes-all"
        }
    }

    /// What is wrong.
    public var message: String {
        switch self {
        case .belowOne(let flag, let value): "\(flag) is \(value), and must be at least 1"
        case .aboveLongest(let flag, let value): "\(flag) is \(value), and must be at most \(WindowShape.longest)"
        case .unreadablePartition(let flag, let text):
            "\(flag) takes a number of rows, a percentage between 0 and 100, or auto, not '\(text)'"
        case .partitionShorterThanHorizon(let partition, let rows, let horizon):
            "the \(partition.rawValue) partition of \(rows) \(rows == 1 ? "row" : "rows") cannot hold "
                + "a horizon of \(horizon)"
        case .tooShort(let shortage): shortage.message
        case .beginsAfterTraining(let series, let firstTime, let cutoff):
            "\(name(of: series)) begins \(firstTime), after the training rows, which end before \(cutoff) in all series"
        case .shorterThanInput(let series, let rows, let inputLength, _):
            "\(name(of: series)) has \(counted(rows, "row")), too few to be forecast from "
                + "\(counted(inputLength, "input step"))"
        case .nothingObserved(let series): "\(name(of: series)) has no value to learn from: all are missing"
        case .noLogarithm(let place): "\(place) has no logarithm"
        case .tooLarge(let place): "\(place) is too large to compute with"
        case .nothingBeforeTest(let rows):
            "--test holds out all of the \(counted(rows, "row")), so that nothing is left to learn from"
        }
    }

    /// What to do about it.
    public var fix: String {
        switch self {
        case .belowOne(let flag, _): "pass \(flag) 1 or more"
        case .aboveLongest(let flag, _): "pass \(flag) \(WindowShape.longest) or less"
        case .unreadablePartition: "write rows such as 120, or a percentage such as 20%"
        case .partitionShorterThanHorizon(let partition, let rows, let horizon):
            "pass --\(partition.rawValue) \(horizon) or more, or --horizon \(max(rows, 1))"
        case .tooShort(let shortage): shortage.fix
        case .beginsAfterTraining: "leave the series out, or hold out less with --test and --validation"
        case .shorterThanInput(_, _, _, let longest):
            (longest.map { "pass --input-length \($0) (the longest that all series allow), or " } ?? "")
                + "leave the series out"
        case .nothingObserved: "pass --target with another column, or leave the series out"
        case .noLogarithm: "leave --log out, as it is for series of positive values only"
        case .nothingBeforeTest(let rows): rows > 1 ? "pass --test \(rows - 1) or less" : "leave --test out"
        case .tooLarge: "write the column in a larger unit, such as thousands"
        }
    }

    /// Flags are usage, values are data.
    public var exitStatus: ExitStatus {
        switch self {
        case .belowOne, .aboveLongest, .unreadablePartition, .partitionShorterThanHorizon, .nothingBeforeTest: .usage
        case .tooShort, .beginsAfterTraining, .shorterThanInput, .nothingObserved, .noLogarithm, .tooLarge: .badData
        }
    }
}

/// A value in a series, as an error names it.
public struct ValuePlace: Sendable, Hashable, CustomStringConvertible {
    /// The series' name, if it has one.
    public var series: String?
    /// Row within the series, counted from 0.
    public var row: Int
    /// The row's timestamp as the file writes it.
    public var time: String
    /// The value.
    public var value: Double

    package init(_ series: TimeSeries, row: Int) {
        self.series = series.id
        self.row = row
        self.time = series.index.text(at: row)
        self.value = series.values[row]
    }

    /// The value, its row counted from 1, its time and its series.
    public var description: String {
        let owner = series.map { " of series '\($0)'" } ?? ""
        return "the value \(value) in row \(row + 1) (\(time))\(owner)"
    }
}

/// What series that are too short were asked for, and what they could do.
public struct TooShortSeries: Sendable, Hashable {
    /// The series' name, if it has one and is the only one.
    public var id: String?
    /// How many series there are.
    public var seriesCount = 1
    /// Rows from the first observed to the last, of the longest series.
    public var rows: Int
    /// Input length asked for.
    public var inputLength: Int
    /// Horizon asked for.
    public var horizon: Int
    /// The longest input length that is possible with this horizon, if any.
    public var longestInputLength: Int?
    /// The longest horizon that is possible with this input length, if any.
    public var longestHorizon: Int?
    /// The longest input length that is possible with a horizon of 1, if any.
    public var longestInputLengthOfOneStep: Int?
    /// Whether test rows are held out as well as those for validation.
    public var hasTest = true

    var message: String {
        let owner = seriesCount == 1 ? "\(name(of: id)) has" : "the longest of \(seriesCount) series has"
        return "\(owner) \(counted(rows, "row")), too few for windows of \(counted(inputLength, "input step")) and "
            + "\(counted(horizon, "forecast step")) in \(hasTest ? "each of training, validation and test" : "both training and validation")"
    }

    var fix: String {
        let options = [
            longestInputLength.map { "--input-length \($0) (the longest with --horizon \(horizon))" },
            longestHorizon.map { "--horizon \($0) (the longest with --input-length \(inputLength))" },
        ].compactMap { $0 }
        if !options.isEmpty { return "pass " + options.joined(separator: " or ") }
        if let length = longestInputLengthOfOneStep {
            return "pass --horizon 1 and --input-length \(length) (the longest with it)"
        }
        return "add rows (\(hasTest ? 4 : 3) at the very least), or hold out fewer with --validation"
            + (hasTest ? " and --test" : "")
    }
}

private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

private func name(of series: String?) -> String { series.map { "series '\($0)'" } ?? "the series" }
