import NeuralLayers
import TimeSeries

/// Where the state after each epoch is written, and where a stopped run continues from.
public struct CheckpointPaths: Sendable, Hashable {
    /// Written after every epoch; nil for no checkpoints.
    public var write: String?
    /// Read before the first epoch; nil to start anew.
    public var resume: String?

    /// Creates the paths.
    public init(write: String? = nil, resume: String? = nil) {
        self.write = write
        self.resume = resume
    }
}

/// What two runs must share for one to continue the other.
struct CheckpointIdentity: Codable {
    /// The forecaster's identifier.
    var model: String
    /// Everything that decides what is learned.
    var plan: FitPlan
    /// The data's fingerprint.
    var fingerprint: String
}

/// The state of a run between two epochs, in a safetensors file of its own.
enum Checkpoint {
    private struct Document: Codable {
        var tool = "forecast"
        var kind = "checkpoint"
        var run: CheckpointIdentity
        var record: TrainingRecord
    }

    /// Names of the buffers, each as long as the parameters.
    private static let (parameters, best, first, second) = ("parameters", "best", "first_moments", "second_moments")

    static func write(
        _ state: TrainerState, of run: CheckpointIdentity, shape: RecurrentNetworkShape, to path: String
    ) throws(ModelFileError) {
        let buffers = [
            (parameters, state.parameters), (best, state.best), (first, state.optimizer.firstMoments),
            (second, state.optimizer.secondMoments),
        ]
        try ModelFile.write(
            document: Document(run: run, record: state.record),
            tensors: buffers.map { StoredTensor(name: $0.0, elements: .float32($0.1.array)) }, to: path)
    }

    /// Reads the state at `path` and makes sure that it belongs to `run`.
    static func read(
        _ path: String, of run: CheckpointIdentity, shape: RecurrentNetworkShape, plan: FitPlan
    ) throws -> TrainerState {
        let content = try ModelFile.read(path)
        guard content.document["kind"] == .string("checkpoint") else {
            throw ModelFileError(.document(reason: "it is a model, not a checkpoint"), file: path)
        }
        let document = try content.document(as: Document.self)
        if let what = try difference(document.run, run) {
            throw TrainingError.checkpointMismatch(path: path, what: what)
        }
        let count = ParameterLayout(shape).count
        var state = TrainerState(plan.training, parameters: try floats(parameters, count, content, path))
        state.best.assign(try floats(best, count, content, path))
        state.optimizer.firstMoments.assign(try floats(first, count, content, path))
        state.optimizer.secondMoments.assign(try floats(second, count, content, path))
        state.optimizer.steps = document.record.steps
        state.record = document.record
        return state
    }

    private static func floats(
        _ name: String, _ count: Int, _ content: ModelFile.Content, _ path: String
    ) throws(ModelFileError) -> [Float] {
        do {
            return try content.tensors.float32(name, shape: [count])
        } catch {
            throw error.inFile(path)
        }
    }

    /// The first thing that the two runs do not share, as a person would call it.
    private static func difference(_ old: CheckpointIdentity, _ new: CheckpointIdentity) throws -> String? {
        if old.model != new.model { return "--model (\(old.model))" }
        if old.fingerprint != new.fingerprint { return "data file" }
        let (oldPlan, newPlan) = (try JSONValue(encoding: old.plan), try JSONValue(encoding: new.plan))
        return oldPlan.firstDifference(from: newPlan).map { "setting of \($0)" }
    }
}
