import ForecastTestSupport
import Forecasting
import Testing

/// What a fit goes through after its model is chosen.
@Suite struct FitStagesTests {
    /// Weeks with noise; in the last rows of each series something else entirely when `ends` says so.
    private func file(
        _ lengths: [String: Int], in folder: TemporaryFolder, ends: Double? = nil, held: Int = 0
    ) throws -> String {
        let rows = lengths.sorted { $0.key < $1.key }.flatMap { id, count in
            normalNoise(count, seed: UInt64(count)).enumerated().map { row, noise in
                let value = row >= count - held && row < count - 1 ? ends ?? 0 : 20 + 3 * Double(row % 7) + noise
                return "\(id),\(row),\(value)\n"
            }
        }
        return try folder.write("id,row,value\n" + rows.joined(), to: "data.csv")
    }

    private func request(_ path: String, _ model: String, keepsScored: Bool = false) -> FitRequest {
        var request = FitRequest(path: path)
        (request.model, request.keepsScored) = (model, keepsScored)
        request.task.horizon = 7
        request.task.season = .rows(7)
        if ["gru", "auto"].contains(model) {
            request.task.settings = [OptionValue(name: "steps", text: "50"), OptionValue(name: "hidden", text: "4")]
        }
        if model == "auto" {
            request.task.settings.append(OptionValue(name: "candidates", text: "naive,ets,ridge,gru"))
        }
        return request
    }

    private func fit(_ request: FitRequest) throws -> FitRun { try FitRun(request) { _ in .proceed } }

    @Test(arguments: ["gru", "ridge", "ets", "mean", "auto"])
    func `the model that is kept learned from every row, and the scores are of the one before`(model: String) throws {
        let folder = try TemporaryFolder()
        let path = try file(["a": 200], in: folder)
        let run = try fit(request(path, model))
        let scored = try fit(request(path, model, keepsScored: true))
        #expect(run.summary.learnedFromAllRows && !scored.summary.learnedFromAllRows)
        #expect(run.saved.document.learnedFromAllRows && !scored.saved.document.learnedFromAllRows)
        #expect(run.summary.heldOut == scored.summary.heldOut && run.summary.heldOut != nil)
        #expect(run.saved.document.heldOutScores == scored.saved.document.heldOutScores)
        if model != "mean" { #expect(run.saved.model.state != scored.saved.model.state) }
    }

    /// Before the held-out year there are two years, of which no model learns a season beside a trend.
    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func `three years with a season and a trend are forecast as what has seen three years can`(seed: UInt64) throws {
        let folder = try TemporaryFolder()
        let season: [Double] = [-20, -25, -5, 0, 5, 10, 15, 12, 3, 5, 25, 60]
        let expected = (0..<48).map { 200 + 2 * Double($0) + season[$0 % 12] }
        let rows = zip(expected, normalNoise(36, seed: seed)).enumerated().map { "\($0),\($1.0 + 6 * $1.1)\n" }
        var request = FitRequest(path: try folder.write("row,value\n" + rows.joined(), to: "data.csv"))
        request.task.horizon = 12
        request.task.season = .rows(12)
        let run = try fit(request)
        let forecast = try run.saved.model.forecast(run.saved.context, horizon: 12).series[0].values
        let error = zip(forecast, expected[36...]).reduce(0) { $0 + abs($1.0 - $1.1) } / 12
        #expect(error < 12, "the year before is 24 below")
    }

    @Test func `a combination tells the weights of what was scored, and of what is kept`() throws {
        let folder = try TemporaryFolder()
        let path = try file(["a": 200], in: folder)
        let tried = try fit(request(path, "auto")).summary.candidates
        let scored = try fit(request(path, "auto", keepsScored: true)).summary.candidates
        #expect(tried.map(\.identifier) == scored.map(\.identifier))
        #expect(tried.map(\.weight) == scored.map(\.weight) && tried.map(\.score) == scored.map(\.score))
        #expect(scored.allSatisfy { $0.finalWeight == nil })
        #expect(abs(tried.reduce(0) { $0 + ($1.finalWeight ?? 0) } - 1) < 1e-12)
        #expect(tried.map(\.finalWeight) != tried.map(\.weight), "more windows, other weights")
    }

    @Test(arguments: [("non-negative", true), ("auto", false)])
    func `a range that negative values are outside of is told`(range: String, isTold: Bool) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("row,value\n" + (0..<40).map { "\($0),\($0 % 7 - 9)\n" }.joined(), to: "data.csv")
        var request = request(path, "ets")
        request.task.range = try #require(ValueRange(rawValue: range))
        let notes = try fit(request).summary.data.notes
        #expect(notes.contains("values go down to -9.00, and --range non-negative forecasts none below zero") == isTold)
    }

    @Test(arguments: ["gru", "ridge", "ets", "auto"])
    func `held-out rows bear on the model that learns again from all, and not on the one that was scored`(
        model: String
    ) throws {
        let folder = try TemporaryFolder()
        func states(_ ends: Double?) throws -> [ModelState] {
            let path = try file(["a": 200], in: folder, ends: ends, held: ends == nil ? 0 : 20)
            return try [false, true].map { keeps in
                var request = request(path, model, keepsScored: keeps)
                request.test = .rows(21)
                return try fit(request).saved.model.state
            }
        }
        let (plain, other) = (try states(nil), try states(90))
        #expect(plain[0] != other[0])
        #expect(plain[1] == other[1])
    }

    @Test(arguments: ["gru", "ridge"])
    func `a series too short for a model of windows is forecast by another, under the model's name`(model: String)
        throws
    {
        let folder = try TemporaryFolder()
        let path = try file(["a": 200, "b": 190, "few": 9, "one": 1], in: folder)
        let run = try fit(request(path, model))
        let note = try #require(run.summary.data.notes.first { $0.contains("too short") })
        #expect(
            note.hasPrefix(
                "2 of 4 series are too short for an input of 21 steps, or to learn from, and are forecast by ETS: "))
        #expect(note.contains("'few' (9 values), 'one' (1 value)"))
        let model = folder.path + "/model.safetensors"
        try run.saved.write(to: model)
        let back = try SavedModel.read(model)
        let forecast = try back.model.forecast(back.context, horizon: 7)
        #expect(forecast.series.map(\.id) == ["a", "b", "few", "one"])
        #expect(forecast.series.allSatisfy { $0.values.count == 7 && $0.values.allSatisfy(\.isFinite) })
        #expect(forecast.modelColumn == run.summary.model)
        #expect(try forecast == run.saved.model.forecast(run.saved.context, horizon: 7))
        // The others are as if the short ones were not there.
        let alone = try fit(request(file(["a": 200, "b": 190], in: folder), self.name(of: run)))
        let expected = try alone.saved.model.forecast(alone.saved.context, horizon: 7)
        #expect(Array(forecast.series.prefix(2)) == expected.series)
    }

    private func name(of run: FitRun) -> String { run.summary.model.lowercased() }

    @Test func `a series without a value is left out by name, whatever the model`() throws {
        let folder = try TemporaryFolder()
        var text = "id,row,value\n" + (0..<60).map { "a,\($0),\($0 % 7)\n" }.joined()
        text += (0..<10).map { "empty,\($0),\n" }.joined()
        let path = try folder.write(text, to: "data.csv")
        for model in ["ets", "ridge"] {
            let run = try fit(request(path, model))
            #expect(run.summary.leftOut == ["empty"] && run.saved.document.leftOut == ["empty"])
            #expect(run.summary.data.notes.contains("1 of 2 series without a value left out: 'empty' (0 values)"))
        }
    }

    @Test(arguments: [(1, false), (2, false), (3, true), (8, true)])
    func `a few rows are forecast, with a score as soon as any can be held out`(rows: Int, isScored: Bool) throws {
        let folder = try TemporaryFolder()
        let lines = (0..<rows).map { "2024-01-0\($0 + 1),\($0 * 2 + 3)\n" }
        var request = request(try folder.write("day,value\n" + lines.joined(), to: "data.csv"), "auto")
        request.csv.frequency = FrequencyRequest("daily")
        let run = try fit(request)
        #expect((run.summary.heldOut != nil) == isScored)
        let forecast = try run.saved.model.forecast(run.saved.context, horizon: 7).series[0]
        #expect(forecast.values.count == 7 && forecast.values.allSatisfy(\.isFinite))
    }
}
