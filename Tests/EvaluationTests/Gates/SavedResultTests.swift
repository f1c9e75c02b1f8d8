import Diagnostics
import ForecastTestSupport
import Models
import Testing
import TimeSeries

@testable import Evaluation

/// The setting of a backtest of twelve monthly cutoffs.
func madeSetting() -> SavedResult.Setting {
    SavedResult.Setting(
        fingerprint: "0123456789abcdef", columns: ColumnNames(time: "month", target: "temperature"), horizon: 12,
        step: 12, gap: 0, window: "expanding", refit: "never", scaledMetrics: false,
        cutoffs: SavedResult.Cutoffs(count: 10, first: "2000-12", last: "2009-12"), season: 12, levels: ["80", "95"])
}

private let made = SavedResult(
    madeResult(
        models: [madeScore("GRU", errors: [2, -4])], baselines: [madeScore("Naive", errors: [4, -4])]),
    setting: madeSetting())

/// A change of the setting, and what the refusal says of it; nil where scores stay comparable.
private let changes: [(change: @Sendable (inout SavedResult.Setting) -> Void, message: String?)] = [
    ({ $0.fingerprint = "fedcba9876543210" }, "data 0123456789abcdef there, fedcba9876543210 here"),
    ({ $0.horizon = 6 }, "horizon 12 there, 6 here"),
    ({ $0.step = 1 }, "step 12 there, 1 here"),
    ({ $0.gap = 2 }, "gap 0 there, 2 here"),
    ({ $0.cutoffs.count = 9 }, "cutoffs 10 there, 9 here"),
    ({ $0.cutoffs.first = "2001-12" }, "first cutoff 2000-12 there, 2001-12 here"),
    ({ $0.cutoffs.last = "2008-12" }, "last cutoff 2009-12 there, 2008-12 here"),
    ({ $0.scaledMetrics = true }, "scaled metrics off there, on here"),
    (
        {
            $0.horizon = 6
            $0.step = 6
        }, "horizon 12 there, 6 here; step 12 there, 6 here"
    ),
    ({ _ in }, nil),
    ({ $0.window = "rolling" }, nil),
    ({ $0.refit = "always" }, nil),
    ({ $0.season = nil }, nil),
    ({ $0.levels = [] }, nil),
    ({ $0.columns.target = "celsius" }, nil),
    (
        { $0.validation = 50 }, "validation rows of --split none there, 50 here"
    ),
]

/// Files that are no saved result, the error's code and its message.
private let wrong: [(text: String, code: String, message: String)] = [
    ("", "baseline-damaged", "not a saved result, or a damaged one: at byte 0, expected a value, found the end"),
    (
        "month,temperature\n", "baseline-damaged",
        "not a saved result, or a damaged one: at byte 0, expected a value, found 'm'"
    ),
    ("{}", "baseline-of-other-kind", "this is JSON, but not a result that --save wrote"),
    ("[1]", "baseline-of-other-kind", "this is JSON, but not a result that --save wrote"),
    (
        "{\"format\": \"forecast-backtest\", \"formatVersion\": 2}", "baseline-version",
        "the saved result is of format version 2, and this forecast reads 1"
    ),
    (
        "{\"format\": \"forecast-backtest\", \"formatVersion\": 1}", "baseline-damaged",
        "the saved result is damaged: setting: missing"
    ),
    (
        made.text.replacing("\"mae\": 3.0", with: "\"mae\": \"3\""), "baseline-damaged",
        "the saved result is damaged: models.GRU.mae: expected a number, found a string"
    ),
    (
        made.text.replacing("\"horizon\": 12", with: "\"horizon\": 12.5"), "baseline-damaged",
        "the saved result is damaged: setting.horizon: expected a whole number "
            + "from -9223372036854775808 to 9223372036854775807, found a number"
    ),
    (
        String(made.text.dropLast(3)), "baseline-damaged",
        "not a saved result, or a damaged one: at byte \(made.text.utf8.count - 3), expected ',' or '}', found the end"
    ),
]

@Suite struct SavedResultTests {
    @Test func `a result is read back as it was written`() throws {
        let folder = try TemporaryFolder()
        #expect(try SavedResult(path: folder.write(made.text, to: "base.json")) == made)
    }

    @Test func `metrics that are undefined are not written`() {
        #expect(made.models.keys.sorted() == ["GRU"])
        #expect(made.baselines.keys.sorted() == ["Naive"])
        let defined = ["bias", "mae", "mape", "mse", "rmse", "smape", "wape"]
        #expect(made.metrics(of: "GRU")?.keys.sorted() == defined)
        #expect(made.metrics(of: "Naive")?["mae"] == 4)
        #expect(made.metrics(of: "LSTM") == nil)
    }

    @Test func `the text is indented, with sorted keys`() {
        let lines = made.text.split(separator: "\n")
        #expect(lines.prefix(4) == ["{", "  \"baselines\": {", "    \"Naive\": {", "      \"bias\": 0.0,"])
        #expect(lines.contains("  \"format\": \"forecast-backtest\","))
        #expect(lines.contains("    \"season\": 12,"))
        #expect(made.text.hasSuffix("}\n"))
    }

    @Test(arguments: changes.indices)
    func `a result of other data or other forecasts is refused, and what differs named`(row: Int) throws {
        let (change, message) = changes[row]
        var now = madeSetting()
        change(&now)
        guard let message else {
            return try made.check(against: now, models: ["GRU"], path: "base.json")
        }
        let error = try #require(throws: SavedResultError.self) {
            try made.check(against: now, models: ["GRU"], path: "base.json")
        }
        #expect(error.message == "the saved result is of another backtest: \(message)")
        #expect(error.code == "baseline-differs")
        #expect(error.exitStatus == .badData)
        #expect(error.location == DiagnosticLocation(file: "base.json"))
    }

    @Test func `with scaled metrics the training window decides on the unit`() throws {
        var (scaled, now) = (made, madeSetting())
        scaled.setting.scaledMetrics = true
        now.scaledMetrics = true
        try scaled.check(against: now, models: [], path: "")
        now.window = "rolling"
        #expect(throws: SavedResultError.self) { try scaled.check(against: now, models: [], path: "") }
    }

    @Test func `other numbers of scored windows and values are refused`() throws {
        try made.check(scored: SavedResult.Scored(windows: 1, values: 2), path: "")
        let error = try #require(throws: SavedResultError.self) {
            try made.check(scored: SavedResult.Scored(windows: 2, values: 3), path: "")
        }
        #expect(error.message.hasSuffix("windows scored 1 there, 2 here; values scored 2 there, 3 here"))
    }

    @Test func `a model that the saved result lacks is refused, one that was a baseline is not`() throws {
        try made.check(against: madeSetting(), models: ["GRU", "Naive"], path: "")
        let error = try #require(throws: SavedResultError.self) {
            try made.check(against: madeSetting(), models: ["GRU", "LSTM"], path: "")
        }
        #expect(error.message == "the saved result has no model 'LSTM', only GRU, Naive")
        #expect(error.exitStatus == .badData)
    }

    @Test(arguments: wrong.indices)
    func `a file that is no saved result is refused`(row: Int) throws {
        let (text, code, message) = wrong[row]
        let folder = try TemporaryFolder()
        let path = try folder.write(text, to: "base.json")
        let error = try #require(throws: SavedResultError.self) { try SavedResult(path: path) }
        #expect(error.code == code)
        #expect(error.message == message)
        #expect(error.exitStatus == .badData)
        #expect(error.location == DiagnosticLocation(file: path))
    }

    @Test func `a file that is not there, a folder and bytes that are no text are told apart`() throws {
        let folder = try TemporaryFolder()
        let missing = try #require(throws: SavedResultError.self) { try SavedResult(path: folder.path + "/none.json") }
        #expect(missing.code == "baseline-not-found")
        #expect(missing.exitStatus == .noInput)
        let directory = try #require(throws: SavedResultError.self) { try SavedResult(path: folder.path) }
        #expect(directory.message == "this is a folder, not a saved result")
        #expect(directory.exitStatus == .noInput)
        let bytes = try folder.write([UInt8](repeating: 0xFF, count: 8), to: "bytes")
        let noText = try #require(throws: SavedResultError.self) { try SavedResult(path: bytes) }
        #expect(noText.code == "baseline-damaged")
    }
}
