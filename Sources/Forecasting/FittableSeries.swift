import Models
import TimeSeries
import Windowing

/// The series of a panel that a model is fitted to, for what, and those that are too short for it.
///
/// What can learn from any number of rows is fitted to every series with a value. A model of windows is not stopped by one
/// series that is a few rows long, nor sees less of a thousand others for it: its input is chosen for the series that have at
/// least a quarter of the rows of the longest, and what then has no training row, or fewer rows than the input, is forecast
/// by something else. Where that would be every series none is, and the fit says what is too short.
struct FittableSeries {
    /// The series to fit the model to.
    let panel: Panel
    /// What is asked of it.
    let task: ForecastTask
    /// Series with values that are too few for the model, in the file's order.
    let short: [TimeSeries]
    /// Series without any value, in the file's order.
    let leftOut: [TimeSeries]

    /// - Throws: ``WindowingError`` when there is too little of every series.
    init(
        _ whole: Panel, _ request: FitRequest, _ forecaster: any Forecaster, season: Int?, _ choices: inout Choices
    ) throws {
        let horizon = request.task.horizon(season: season, &choices)
        let observed = whole.series.filter { $0.values.contains { !$0.isNaN } }
        leftOut = whole.series.filter { $0.values.allSatisfy(\.isNaN) }
        let known = observed.isEmpty ? whole : whole.with(observed)
        try known.checkSizes()
        if !leftOut.isEmpty, !observed.isEmpty {
            choices.append(
                "\(leftOut.count) of \(whole.series.count) series without a value left out: \(Self.names(leftOut))")
        }
        guard forecaster.learnsFromWindows else {
            let test = Self.testSize(request.test, known, horizon: horizon, season: season)
            (panel, short) = (known, [])
            if !observed.isEmpty { try Self.checkRowsBeforeTest(known, test, horizon: horizon, season: season) }
            task = try request.task.task(
                for: known, test: test, horizon: horizon, season: season, needsInput: false, &choices)
            return
        }
        let specification = SplitSpecification(validation: request.task.validation, test: request.test)
        let oneStep = try WindowShape(inputLength: 1, horizon: horizon)
        let several = known.series.count > 1
        let learnable = several ? known.withoutShort.usable(specification, oneStep, seasonLength: season) : nil
        task = try request.task.task(
            for: learnable ?? known, test: request.test, horizon: horizon, season: season,
            needsInput: forecaster.readsWindows, &choices)
        panel = (several ? known.usable(specification, task.windows, seasonLength: season) : nil) ?? known
        // Series and places both rise.
        var kept = panel.series[...]
        short = known.series.filter { series in
            let isKept = kept.first?.id == series.id
            if isKept { kept.removeFirst() }
            return !isKept
        }
    }

    private static func checkRowsBeforeTest(
        _ panel: Panel, _ test: PartitionSize, horizon: Int, season: Int?
    ) throws(WindowingError) {
        let rows = try ChronologicalSplit.rowsBeforeTest(
            of: panel, specification: SplitSpecification(test: test), horizon: horizon, seasonLength: season)
        if rows.allSatisfy(\.isEmpty) {
            throw .nothingBeforeTest(rows: ChronologicalSplit.referenceRows(of: panel))
        }
    }

    /// Rows to hold out: those asked for, else as many as can be spared.
    private static func testSize(_ size: PartitionSize, _ panel: Panel, horizon: Int, season: Int?) -> PartitionSize {
        guard size == .automatic else { return size }
        let rows = ChronologicalSplit.referenceRows(of: panel)
        return .rows(PartitionSize.affordable(of: rows, horizon: horizon, seasonLength: season) ?? 0)
    }

    /// Which series are too short for the model, the first few by name, and what forecasts them; nil when none is.
    func note(fallback: String) -> String? {
        guard !short.isEmpty else { return nil }
        return "\(short.count) of \(panel.series.count + short.count) series are too short for an input of "
            + "\(task.windows.inputLength) steps, or to learn from, and are forecast by \(fallback): \(Self.names(short))"
    }

    private static func names(_ series: [TimeSeries]) -> String {
        let shown = series.prefix(5).map { "'\($0.id ?? "")' (\(rows(of: $0)))" }.joined(separator: ", ")
        return shown + (series.count > 5 ? " and \(series.count - 5) more" : "")
    }

    private static func rows(of series: TimeSeries) -> String {
        let observed = series.values.count { !$0.isNaN }
        return observed == 1 ? "1 value" : "\(observed) values"
    }
}
