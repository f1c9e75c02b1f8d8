import Diagnostics
import ForecastTestSupport
import ModelTestSupport
import NeuralLayers
import Tensors
import Testing
import TimeSeries
import Windowing

@testable import ModelStore
@testable import Models

@Suite struct SavedModelTests {
    private static let scalings = [
        ScalingSpecification(method: .lastValue), ScalingSpecification(method: .robust, takesLogarithm: true),
    ]

    /// The panel with gaps: one at the end, one in the last season, one where the context would begin.
    private var gappyPanel: Panel {
        var panel = wavyPanel()
        for row in [80, 83, 84, 89] { panel.series[0].values[row] = .nan }
        for row in [68, 69] { panel.series[1].values[row] = .nan }
        return panel
    }

    @Test(arguments: ForecasterRegistry.standard.all.map(\.identifier), scalings)
    func `what is read forecasts like what was written, bit for bit`(
        identifier: String, scaling: ScalingSpecification
    ) throws {
        let forecaster = try ForecasterRegistry.standard.named(identifier)
        let plan = try smallPlan(hidden: 7, layers: 2, scaling: scaling)
        for panel in [wavyPanel(), gappyPanel] {
            let model = try fit(forecaster, panel, plan)
            let score = ModelDocument.Score(name: model.columnName, mae: 1.5, rmse: nil)
            let calibration = try calibrated(model, panel, plan)
            let saved = SavedModel(
                model, fittedOn: panel, task: plan.task, scores: [score], calibration: calibration)
            let back = try withTemporaryFolder { folder in
                try saved.write(to: folder + "/model.safetensors")
                let first = try contents(folder + "/model.safetensors")
                let back = try SavedModel.read(folder + "/model.safetensors")
                try back.write(to: folder + "/again.safetensors")
                #expect(try contents(folder + "/again.safetensors") == first)
                return back
            }
            #expect(back.document.heldOutScores == [score] && back.document.model.kind == identifier)
            #expect(back.document.dataFingerprint == panel.fingerprint)
            #expect(try #require(back.calibration).tensors == calibration.tensors)
            for horizon in [1, 3, 20] {
                let expected = try model.forecast(panel, horizon: horizon)
                let own = try back.model.forecast(back.context, horizon: horizon)
                #expect(own == expected)
                let fromKept = try saved.model.forecast(saved.context, horizon: horizon)
                #expect(fromKept == expected)
            }
        }
    }

    @Test(arguments: ["gru", "ridge", "seasonal-naive", "naive"])
    func `no more rows are kept than a forecast needs`(identifier: String) throws {
        let panel = wavyPanel()
        let plan = try smallPlan()
        let model = try fit(ForecasterRegistry.standard.named(identifier), panel, plan)
        let saved = SavedModel(model, fittedOn: panel, task: plan.task, scores: [])
        #expect(saved.context.series.map(\.count) == [model.contextLength, model.contextLength])
    }

    @Test func `the longest lengths that can be fitted can be read, and no longer ones`() throws {
        let panel = samplePanel(wavySeries(60))
        var plan = try smallPlan()
        let longest = WindowShape.longest
        plan.windows = try WindowShape(inputLength: longest, horizon: longest, stride: longest)
        plan.seasonLength = longest
        let model = try fit(NaiveForecaster(), panel, plan)
        try withTemporaryFolder { folder in
            let path = folder + "/model.safetensors"
            for name in ["inputLength", "horizon", "stride", "seasonLength"] {
                try SavedModel(model, fittedOn: panel, task: plan.task, scores: []).write(to: path)
                #expect(try SavedModel.read(path).document.task.windows == plan.windows)
                try rewriteDocument(path) {
                    $0.replacing("\"\(name)\":\(longest)", with: "\"\(name)\":\(longest + 1)")
                }
                #expect(throws: ModelFileError.self, "\(name)") { try SavedModel.read(path) }
            }
        }
    }

    @Test func `each sound file with a hostile document is refused with the reason`() throws {
        let panel = samplePanel(wavySeries(60))
        let plan = try smallPlan()
        let model = try fit(recurrentForecasters[0], panel, plan)
        let saved = SavedModel(model, fittedOn: panel, task: plan.task, scores: [])
        let changes: [(String, String)] = [
            ("\"hiddenSize\":5", "\"hiddenSize\":0"), ("\"hiddenSize\":5", "\"hiddenSize\":-5"),
            ("\"hiddenSize\":5", "\"hiddenSize\":9223372036854775807"), ("\"hiddenSize\":5", "\"hiddenSize\":1048576"),
            ("\"hiddenSize\":5", "\"hiddenSize\":6"), ("\"layerCount\":1", "\"layerCount\":0"),
            ("\"layerCount\":1", "\"layerCount\":1048576"), ("\"layerCount\":1", "\"layerCount\":2"),
            ("\"inputSize\":1", "\"inputSize\":2"), ("\"outputSize\":3", "\"outputSize\":4"),
            ("\"outputSize\":3", "\"outputSize\":0"), ("\"horizon\":3", "\"horizon\":4"),
            ("\"horizon\":3", "\"horizon\":-1"), ("\"inputLength\":6", "\"inputLength\":0"),
            ("\"inputLength\":6", "\"inputLength\":4611686018427387904"), ("\"cell\":\"gru\"", "\"cell\":\"lstm\""),
            ("\"cell\":\"gru\"", "\"cell\":\"?\""), ("\"kind\":\"gru\"", "\"kind\":\"lstm\""),
            ("\"kind\":\"gru\"", "\"kind\":\"none\""), ("\"scalings\":[{", "\"scalins\":[{"),
            ("\"learned\":{", "\"learnt\":{"), ("\"settings\":{", "\"setting\":{"),
            ("\"scalings\":[{", "\"scalings\":[],\"x\":[{"),
            ("\"scale\":", "\"scale\":-"), ("\"seasonLength\":8", "\"seasonLength\":0"),
            ("\"seasonLength\":8", "\"seasonLength\":-9223372036854775808"),
            ("\"frequency\":\"ordinal:1\"", "\"frequency\":\"ordinal:0\""), ("\"series\":[{", "\"series\":[],\"x\":[{"),
            ("\"network\":{", "\"networ\":{"), ("\"series\":[{", "\"series\":[{\"rows\":1},{"),
        ]
        try withTemporaryFolder { folder in
            let path = folder + "/model.safetensors"
            for change in changes {
                try saved.write(to: path)
                try rewriteDocument(path) {
                    #expect($0.contains(change.0), "\(change.0)")
                    return $0.replacing(change.0, with: change.1)
                }
                do {
                    _ = try SavedModel.read(path)
                    Issue.record("\(change.1) was believed")
                } catch {
                    #expect(error is any Diagnostic, "\(change.1): \(error)")
                }
            }
        }
    }

    @Test func `a network too large to count its parameters is refused before they are counted`() throws {
        let panel = samplePanel(wavySeries(60))
        let plan = try smallPlan()
        let model = try fit(recurrentForecasters[1], panel, plan)
        try withTemporaryFolder { folder in
            let path = folder + "/model.safetensors"
            try SavedModel(model, fittedOn: panel, task: plan.task, scores: []).write(to: path)
            try rewriteDocument(path) {
                $0.replacing(
                    "\"hiddenSize\":5,\"inputSize\":1,\"layerCount\":1",
                    with: "\"hiddenSize\":1048576,\"inputSize\":1,\"layerCount\":1048576")
            }
            let error = #expect(throws: ModelFileError.self) { try SavedModel.read(path) }
            #expect(error?.message.hasSuffix("the network is larger than any that can be fitted") == true)
        }
    }

    @Test func `timestamps from which a step would overflow are refused`() throws {
        let panel = samplePanel(wavySeries(60))
        let plan = try smallPlan()
        let model = try fit(NaiveForecaster(), panel, plan)
        try withTemporaryFolder { folder in
            let path = folder + "/model.safetensors"
            for ticks in [Int64.max, .min, 1_000_000_000_000_000, -1_000_000_000_000_000] {
                try SavedModel(model, fittedOn: panel, task: plan.task, scores: []).write(to: path)
                let old = try SafeTensors(path: path)
                let tensors = old.tensors.map {
                    $0.name.hasSuffix("timestamps") ? StoredTensor(name: $0.name, elements: .int64([ticks])) : $0
                }
                try put(SafeTensors(tensors: tensors, metadata: old.metadata).encode(), at: path)
                let error = #expect(throws: ModelFileError.self) { try SavedModel.read(path) }
                #expect(error?.code == "model-damaged" && error?.location?.file == path)
            }
        }
    }

    @Test(arguments: ["rnn", "ridge", "seasonal-naive", "pretrained"] + localForecasters.map(\.identifier))
    func `a file cut anywhere or with any byte changed is refused, or forecasts without a crash`(
        identifier: String
    ) throws {
        let panel = samplePanel(wavySeries(40))
        let plan = try smallPlan(inputLength: 2, horizon: 1, hidden: 1) { $0.epochs = 1 }
        let model = try fit(ForecasterRegistry.standard.named(identifier), panel, plan)
        try withTemporaryFolder { folder in
            let path = folder + "/model.safetensors"
            let calibration = try calibrated(model, panel, plan)
            try SavedModel(
                model, fittedOn: panel, task: plan.task, scores: [], calibration: calibration
            ).write(to: path)
            let bytes = try contents(path)
            // Of a large file every seventh byte of what is not numbers, and a few of those.
            let places = bytes.indices.filter { bytes.count < 50_000 || $0 < 4_000 && $0 % 7 == 0 || $0 % 9_973 == 0 }
            for count in places {
                try put(Array(bytes.prefix(count)), at: path)
                #expect(throws: ModelFileError.self) { try SavedModel.read(path) }
            }
            var readable = 0
            for place in places {
                for flip in [UInt8(1) << (place % 8), 0xFF] {
                    var copy = bytes
                    copy[place] ^= flip
                    try put(copy, at: path)
                    do {
                        let back = try SavedModel.read(path)
                        readable += 1
                        _ = try back.model.forecast(back.context, horizon: 4)
                        _ = try back.forecast(back.context, horizon: 1, levels: [PredictionLevel(parsing: "80")])
                    } catch {
                        #expect(error is any Diagnostic, "byte \(place): \(error)")
                    }
                }
            }
            #expect(readable > 50)
        }
    }

    @Test func `a file whose forecast would take far more memory than it has bytes is refused`() throws {
        let panel = samplePanel(wavySeries(60))
        let plan = try smallPlan(hidden: 1, layers: 64) { $0.epochs = 1 }
        let model = try fit(recurrentForecasters[0], panel, plan)
        try withTemporaryFolder { folder in
            let path = folder + "/model.safetensors"
            for (inputLength, isBelievable) in [(100_000, true), (1 << 20, false)] {
                try SavedModel(model, fittedOn: panel, task: plan.task, scores: []).write(to: path)
                try rewriteDocument(path) { $0.replacing("\"inputLength\":6", with: "\"inputLength\":\(inputLength)") }
                if isBelievable {
                    #expect(try SavedModel.read(path).model.contextLength == inputLength)
                } else {
                    let error = #expect(throws: ModelFileError.self) { try SavedModel.read(path) }
                    #expect(error?.message.contains("more than an input of 1048576 steps accounts for") == true)
                }
            }
        }
    }

    @Test func `how the data were read is kept, but no delimiter that means something else`() throws {
        let panel = samplePanel(wavySeries(60))
        let plan = try smallPlan()
        let model = try fit(NaiveForecaster(), panel, plan)
        var saved = SavedModel(model, fittedOn: panel, task: plan.task, scores: [])
        saved.document.reading = FileReading(
            missing: ["NA", "-"], delimiter: 9, comment: "#", skipOffGrid: true)
        try withTemporaryFolder { folder in
            let path = folder + "/model.safetensors"
            try saved.write(to: path)
            #expect(try SavedModel.read(path).document.reading == saved.document.reading)
            for byte in [10, 13, 34, 256, -1] {
                try saved.write(to: path)
                try rewriteDocument(path) { $0.replacing("\"delimiter\":9", with: "\"delimiter\":\(byte)") }
                #expect(throws: ModelFileError.self) { try SavedModel.read(path) }
            }
        }
    }
}
