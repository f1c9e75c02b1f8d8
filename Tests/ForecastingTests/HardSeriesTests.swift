import Diagnostics
import ForecastTestSupport
import Forecasting
import Testing

/// A series that much can go wrong with.
struct HardSeries: CustomTestStringConvertible {
    let testDescription: String
    let values: [Double?]
    var season = 7
    var horizon = 7

    static let all = [
        HardSeries(testDescription: "one value", values: [5]),
        HardSeries(testDescription: "two values", values: [5, 7]),
        HardSeries(testDescription: "all equal", values: .init(repeating: 3, count: 60)),
        HardSeries(testDescription: "all zero", values: .init(repeating: 0, count: 60)),
        HardSeries(testDescription: "one spike among zeros", values: (0..<60).map { $0 == 30 ? 9 : 0 }),
        HardSeries(testDescription: "tiny", values: (0..<60).map { 1e-300 * Double($0 % 7 + 1) }),
        HardSeries(testDescription: "huge", values: (0..<60).map { 1e300 * Double($0 % 7 + 1) }),
        HardSeries(testDescription: "tiny and huge", values: (0..<60).map { $0 % 2 == 0 ? 1e-300 : 1e300 }),
        HardSeries(testDescription: "huge of both signs", values: (0..<60).map { $0 % 2 == 0 ? -1e305 : 1e305 }),
        HardSeries(
            testDescription: "a season longer than half of the rows", values: (0..<60).map { Double($0 % 40) },
            season: 40),
        HardSeries(
            testDescription: "a season longer than the series", values: (0..<60).map { Double($0 % 5) }, season: 90),
        HardSeries(testDescription: "nothing observed", values: .init(repeating: nil, count: 60)),
        HardSeries(testDescription: "one of ten observed", values: (0..<60).map { $0 % 10 == 0 ? Double($0) : nil }),
        HardSeries(
            testDescription: "a horizon longer than the history", values: (0..<30).map { Double($0 % 7) }, horizon: 100),
    ]
}

/// What every model makes of series that much can go wrong with.
@Suite struct HardSeriesTests {
    @Test(arguments: HardSeries.all, ForecasterRegistry.standard.all.map(\.identifier))
    func `there is a finite forecast, or an error that says what to do`(series: HardSeries, model: String) throws {
        let folder = try TemporaryFolder()
        let rows = series.values.enumerated().map { "\($0),\($1.map(\.description) ?? "")\n" }.joined()
        var request = FitRequest(path: try folder.write("row,value\n" + rows, to: "data.csv"))
        request.model = model
        request.task.horizon = series.horizon
        request.task.season = .rows(series.season)
        if ["auto", "gru", "lstm", "rnn", "rnn-relu", "transformer"].contains(model) {
            let size = model == "transformer" ? ("model-size", "8") : ("hidden", "4")
            request.task.settings = [
                OptionValue(name: "steps", text: "20"), OptionValue(name: size.0, text: size.1),
            ]
        }
        do {
            let run = try FitRun(request) { _ in .proceed }
            let levels = try PredictionLevel.list(parsing: "80")
            for levels in run.saved.model.hasDistribution ? [[], levels] : [[]] {
                let forecast = try run.saved.model.forecast(
                    run.saved.context, horizon: series.horizon, levels: levels)
                let one = forecast.series[0]
                let bounds = one.intervals.flatMap { $0.lower + $0.upper }
                #expect(one.values.count == series.horizon && bounds.count == 2 * levels.count * series.horizon)
                // Of a few values a model learns nothing, and has no error that an interval could be made of.
                let finite = series.values.count { $0 != nil } > 7 ? one.values + bounds : one.values
                #expect(finite.allSatisfy { $0.isFinite }, "\(finite)")
            }
        } catch let error as any Diagnostic {
            #expect(!error.message.isEmpty && !error.fix.isEmpty && [.badData, .usage].contains(error.exitStatus))
        }
    }
}
