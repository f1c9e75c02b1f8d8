import Models
import TimeSeries
import Windowing

/// The series of a panel that are fitted together, how, and those that are too short for it.
///
/// One series that is a few rows long must not stop the fit of a thousand others, nor shorten what the network sees of
/// them. So the input is chosen for the series that have at least a quarter of the rows of the longest, and what then
/// has no training row, or fewer rows than the input, is left out. Where that would be every series none is, and the
/// fit says what is too short.
struct FittableSeries {
    /// The series to fit.
    let panel: Panel
    /// How.
    let plan: FitPlan
    /// The others, in the file's order.
    let leftOut: [TimeSeries]

    /// - Throws: ``WindowingError`` when there is too little of every series.
    init(_ whole: Panel, _ request: FitRequest, season: Int?, _ choices: inout [String]) throws {
        let horizon = request.plan.horizon(season: season, &choices)
        let specification = SplitSpecification(validation: request.plan.validation, test: request.test)
        let oneStep = try WindowShape(inputLength: 1, horizon: horizon)
        let several = whole.series.count > 1
        let learnable = several ? whole.withoutShort.usable(specification, oneStep, seasonLength: season) : nil
        plan = try request.plan.plan(
            for: learnable ?? whole, test: request.test, horizon: horizon, season: season, &choices)
        let usable = several ? whole.usable(specification, plan.windows, seasonLength: season) : nil
        panel = usable ?? whole
        // Series and places both rise.
        var kept = panel.series[...]
        leftOut = whole.series.filter { series in
            let isKept = kept.first?.id == series.id
            if isKept { kept.removeFirst() }
            return !isKept
        }
        if let note { choices.append(note) }
    }

    /// Which series are left out, the first few by name; nil when none is.
    private var note: String? {
        guard !leftOut.isEmpty else { return nil }
        let shown = leftOut.prefix(5).map { "'\($0.id ?? "")' (\(Self.rows(of: $0)))" }.joined(separator: ", ")
        let more = leftOut.count > 5 ? " and \(leftOut.count - 5) more" : ""
        return "\(leftOut.count) of \(panel.series.count + leftOut.count) series left out as too short for an input of "
            + "\(plan.windows.inputLength) steps, or to learn from: \(shown)\(more)"
    }

    private static func rows(of series: TimeSeries) -> String {
        let observed = series.values.count { !$0.isNaN }
        return observed == 1 ? "1 value" : "\(observed) values"
    }
}
