import ForecastTestSupport
import Forecasting
import Testing

/// A model of somebody else's goes through everything that the package's own go through.
@Suite struct WindowMeanTests {
    private let registry = ForecasterRegistry.withWindowMean

    /// A file of two series of days with a week and a trend.
    private func file(in folder: TemporaryFolder) throws -> String {
        let rows = (0..<120).flatMap { row in
            ["a", "b"].enumerated().map { place, id in
                "\(id),\(row),\(Double((place + 1) * (20 + row % 7)) + 0.25 * Double(row))\n"
            }
        }
        return try folder.write("id,row,value\n" + rows.joined(), to: "data.csv")
    }

    private func request(_ path: String, rows: String? = "5") -> FitRequest {
        var request = FitRequest(path: path)
        request.model = "window-mean"
        request.task.horizon = 3
        request.task.season = .rows(7)
        request.task.settings = rows.map { [OptionValue(name: "rows", text: $0)] } ?? []
        return request
    }

    @Test func `it is fitted, scored, saved, restored with its settings, and forecasts the same`() throws {
        let folder = try TemporaryFolder()
        var request = request(try file(in: folder))
        request.output = folder.path + "/model.safetensors"
        let fit = try FitRun(request, registry: registry) { _ in .proceed }
        #expect(fit.summary.model == "WindowMean" && fit.summary.learnedFromAllRows)
        #expect(fit.summary.data.notes.contains("WindowMean averages 5 rows"))
        #expect(fit.summary.training.parameterCount == 2)
        #expect(fit.summary.heldOut?.models.first?.name == "WindowMean")
        #expect(fit.summary.heldOut?.baselines.map(\.name) == ["Naive", "SeasonalNaive"])
        try fit.saved.write(to: request.output)

        var predict = PredictRequest()
        predict.model = request.output
        predict.horizon = 4
        let forecast = try PredictRun(predict, registry: registry).forecast
        let expected = try fit.saved.model.forecast(fit.saved.context, horizon: 4)
        #expect(forecast == expected && forecast.modelColumn == "WindowMean" && forecast.series.count == 2)
        // The mean of the last five rows of the file, and a step of what 119 steps made.
        let values = (0..<120).map { Double(20 + $0 % 7) + 0.25 * Double($0) }
        let step = (values[119] - values[0]) / 119
        let first = values[115...].reduce(0, +) / 5 + step
        #expect(abs(forecast.series[0].values[0] - first) < 1e-9)
        #expect(fit.saved.context.series.map(\.count) == [5, 5])
    }

    @Test func `intervals are made of what it got wrong on the held-out rows`() throws {
        let folder = try TemporaryFolder()
        let request = request(try file(in: folder))
        let fit = try FitRun(request, registry: registry) { _ in .proceed }
        let levels = try PredictionLevel.list(parsing: "80")
        let forecast = try fit.saved.forecast(fit.saved.context, horizon: 3, levels: levels)
        for series in forecast.series {
            let interval = try #require(series.intervals.first)
            for step in 0..<3 {
                #expect(interval.lower[step] < series.values[step] && series.values[step] < interval.upper[step])
            }
        }
    }

    @Test func `who does not know it says so`() throws {
        let folder = try TemporaryFolder()
        let request = request(try file(in: folder))
        let error = #expect(throws: ForecastError.self) { try FitRun(request) { _ in .proceed } }
        #expect(error?.code == "unknown-model")
        let path = folder.path + "/model.safetensors"
        try FitRun(request, registry: registry) { _ in .proceed }.saved.write(to: path)
        var predict = PredictRequest()
        predict.model = path
        let unread = #expect(throws: ModelFileError.self) { try PredictRun(predict) }
        #expect(unread?.message.contains("it is of a model called 'window-mean', which is not known here") == true)
    }

    @Test func `its options are checked, and nobody else's are taken`() throws {
        let folder = try TemporaryFolder()
        let path = try file(in: folder)
        let zero = #expect(throws: SettingError.self) {
            try FitRun(request(path, rows: "0"), registry: registry) { _ in .proceed }
        }
        #expect(zero?.message == "--rows is 0, but must be at least 1")
        var other = request(path)
        other.task.settings = [OptionValue(name: "hidden", text: "3")]
        let hidden = #expect(throws: SettingError.self) { try FitRun(other, registry: registry) { _ in .proceed } }
        #expect(hidden?.message == "--hidden means nothing to window-mean")
        let wrong = #expect(throws: SettingError.self) {
            try registry.named(["ets"], settings: [OptionValue(name: "rows", text: "3")])
        }
        #expect(wrong?.fix == "leave --rows out, or choose a model that has it: --model window-mean")
    }

    @Test func `it is backtested beside the others`() throws {
        let folder = try TemporaryFolder()
        var request = BacktestRequest(path: try file(in: folder))
        request.models = ["window-mean", "ets"]
        request.task.horizon = 3
        request.task.season = .rows(7)
        request.task.settings = [OptionValue(name: "rows", text: "7")]
        request.extent = .windows(5)
        let result = try BacktestRun(request, registry: registry).summary.result
        #expect(result.models.map(\.name) == ["WindowMean", "ETS"])
        #expect(result.windows == 10 && result.omitted.isEmpty)
        #expect(result.models.allSatisfy { $0[.mae].map { $0 >= 0 && $0.isFinite } == true })
    }

    @Test func `it is audited, and does not look ahead`() throws {
        let folder = try TemporaryFolder()
        let run = try AuditRun(request(try file(in: folder)), registry: registry)
        #expect(run.audit.passed && run.audit.model == "WindowMean")
        #expect(Set(run.audit.checks.map(\.name)) == ["parameters", "intervals", "forecasts", "later forecasts"])
    }

    @Test func `it may be a candidate of a combination`() throws {
        let folder = try TemporaryFolder()
        var registry = ForecasterRegistry.standard
        registry.register(
            AutoForecaster(candidates: [NaiveForecaster(), WindowMeanForecaster()]), as: .model)
        registry.register(WindowMeanForecaster(), as: .model)
        var request = request(try file(in: folder))
        request.model = "auto"
        let fit = try FitRun(request, registry: registry) { _ in .proceed }
        #expect(fit.summary.candidates.map(\.identifier).sorted() == ["naive", "window-mean"])
        let path = folder.path + "/model.safetensors"
        try fit.saved.write(to: path)
        let back = try SavedModel.read(path, registry: registry)
        #expect(
            try back.model.forecast(back.context, horizon: 3) == fit.saved.model.forecast(fit.saved.context, horizon: 3)
        )
    }
}
