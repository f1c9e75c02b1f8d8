import Diagnostics
import ForecastTestSupport
import JSON
import ModelTestSupport
import Tensors
import Testing
import TimeSeries
import Windowing

@testable import ModelStore
@testable import Models

@Suite struct ConformalCalibrationStorageTests {
    private let panel = samplePanel(wavySeries(60))
    private static let name = "residuals.0"

    private func saved(log: Bool = false, calibrates: Bool = true) throws -> SavedModel {
        let plan = try smallPlan(scaling: ScalingSpecification(method: .lastValue, takesLogarithm: log))
        let model = NaiveModel()
        return SavedModel(
            model, fittedOn: panel, task: plan.task, scores: [],
            calibration: calibrates ? try calibrated(model, panel, plan) : nil)
    }

    @Test(arguments: [false, true])
    func `what is read makes the same intervals, bit for bit`(log: Bool) throws {
        let saved = try saved(log: log)
        let levels = try PredictionLevel.list(parsing: "50,80")
        try withTemporaryFolder { folder in
            try saved.write(to: folder + "/model.safetensors")
            let back = try SavedModel.read(folder + "/model.safetensors")
            #expect(back.calibration == saved.calibration)
            #expect(back.document.residuals == (log ? .absoluteLogarithmic : .absolute))
            let own = try back.forecast(back.context, horizon: 3, levels: levels)
            #expect(try own == saved.forecast(saved.context, horizon: 3, levels: levels))
            #expect(own.series[0].intervals.map(\.level) == levels)
        }
    }

    @Test func `a file from before intervals were calibrated forecasts, and has no levels`() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/model.safetensors"
            try saved(calibrates: false).write(to: path)
            #expect(try TensorFile.read(path).tensors.tensors.allSatisfy { !$0.name.hasPrefix("residuals") })
            #expect(try !TensorFile.read(path).document.text.contains("residuals"))
            let back = try SavedModel.read(path)
            #expect(back.calibration == nil)
            #expect(
                try back.forecast(back.context, horizon: 5, levels: []) == back.model.forecast(back.context, horizon: 5)
            )
            let error = #expect(throws: IntervalError.self) {
                try back.forecast(back.context, horizon: 2, levels: [PredictionLevel(parsing: "80")])
            }
            #expect(error == .notCalibrated)
        }
    }

    /// The file with its residuals replaced; nil for none.
    private func read(with tensor: StoredTensor?) throws -> SavedModel {
        try withTemporaryFolder { folder in
            let path = folder + "/model.safetensors"
            try saved().write(to: path)
            let old = try SafeTensors(path: path)
            #expect(old[Self.name] != nil)
            let tensors = old.tensors.filter { $0.name != Self.name } + (tensor.map { [$0] } ?? [])
            try put(SafeTensors(tensors: tensors, metadata: old.metadata).encode(), at: path)
            return try SavedModel.read(path)
        }
    }

    private func residuals(_ shape: [Int]? = nil, _ values: [Double]) -> StoredTensor {
        StoredTensor(name: Self.name, shape: shape, elements: .float64(values))
    }

    @Test func `residuals of any other shape, type or kind of number are refused with the reason`() throws {
        let six = [1.0, 2, 3, 4, 5, 6]
        let cases: [(StoredTensor?, String)] = [
            (nil, "tensor 'residuals.0' is missing"),
            (residuals(nil, six), "has shape [6] where [6, 3] is expected"),
            (residuals([3, 2], six), "has shape [3, 2] where [3, 3] is expected"),
            (residuals([1, 2, 3], six), "has shape [1, 2, 3] where [1, 3] is expected"),
            (residuals([], [1]), "has shape [] where [0, 3] is expected"),
            (residuals([1 << 40, 0], []), "where [1099511627776, 3] is expected"),
            (residuals([2, 3], [1, 2, 3, 4, -5, 6]), "holds a residual below 0"),
            (residuals([2, 3], [1, 2, 3, 4, .infinity, 6]), "not finite, at element 4"),
            (
                StoredTensor(name: Self.name, shape: [2, 3], elements: .float32([1, 2, 3, 4, 5, 6])),
                "holds F32 where F64 is expected"
            ),
            (residuals([201, 3], Array(repeating: 1, count: 603)), "holds more than 200 windows"),
        ]
        for (tensor, reason) in cases {
            let error = #expect(throws: ModelFileError.self) { try read(with: tensor) }
            #expect(error?.message.contains(reason) == true, "\(error?.message ?? "read"), not \(reason)")
            #expect(error?.exitStatus == .badData && error?.location != nil)
        }
    }

    @Test func `as many windows as are kept are read, none too, and missing residuals`() throws {
        #expect(try read(with: residuals([200, 3], Array(repeating: 1, count: 600))).calibration != nil)
        let none = try #require(try read(with: residuals([0, 3], [])).calibration)
        #expect(none.residualCount(series: 0, horizon: 3) == 0)
        let gap = try #require(try read(with: residuals([2, 3], [1, .nan, 3, 4, 5, 6])).calibration)
        #expect(gap.residualCount(series: 0, horizon: 1) == 2 && gap.residualCount(series: 0, horizon: 2) == 1)
    }

    @Test func `the description decides whether residuals are of logarithms`() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/model.safetensors"
            try saved().write(to: path)
            try rewriteDocument(path) {
                $0.replacing("\"residuals\":\"absolute\"", with: "\"residuals\":\"absolute-logarithmic\"")
            }
            #expect(try SavedModel.read(path).calibration?.takesLogarithm == true)
        }
    }

    @Test func `a description that disagrees with the residuals is refused`() throws {
        let changes = [
            ("\"residuals\":\"absolute\"", "\"residuals\":\"signed\"", "residuals"),
            ("\"residuals\":\"absolute\"", "\"residuals\":1", "residuals"),
            ("\"residuals\":\"absolute\"", "\"residual\":\"absolute\"", "is not mentioned in the model's description"),
            ("\"horizon\":3", "\"horizon\":4", "where [10, 4] is expected"),
        ]
        try withTemporaryFolder { folder in
            let path = folder + "/model.safetensors"
            for (old, new, reason) in changes {
                try saved().write(to: path)
                try rewriteDocument(path) {
                    #expect($0.contains(old))
                    return $0.replacing(old, with: new)
                }
                let error = #expect(throws: ModelFileError.self) { try SavedModel.read(path) }
                #expect(error?.message.contains(reason) == true, "\(error?.message ?? "read"), not \(reason)")
            }
        }
    }
}
