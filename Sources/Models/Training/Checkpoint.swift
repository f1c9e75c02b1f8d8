import JSON
import NeuralLayers
import Tensors
import TimeSeries

/// Where the state after each round is written, and where a stopped run continues from.
public struct CheckpointPaths: Sendable, Hashable {
    /// Written after every round; nil for no checkpoints.
    public var write: String?
    /// Read before the first round; nil to start anew.
    public var resume: String?

    /// Creates the paths.
    public init(write: String? = nil, resume: String? = nil) {
        self.write = write
        self.resume = resume
    }
}

/// What two runs must share for one to continue the other.
struct CheckpointIdentity<Settings: NetworkSettings>: Codable {
    /// The forecaster's identifier.
    var model: String
    /// What was asked.
    var task: ForecastTask
    /// What was set of the forecaster.
    var settings: Settings
    /// The data's fingerprint.
    var fingerprint: String
}

/// The state of a run between two rounds, in a safetensors file of its own.
enum Checkpoint {
    private struct Document<Settings: NetworkSettings>: Codable {
        var tool = "forecast"
        var kind = "checkpoint"
        var run: CheckpointIdentity<Settings>
        var record: TrainingRecord
    }

    /// Names of the buffers, each as long as the parameters.
    private static let (parameters, best, first, second) = ("parameters", "best", "first_moments", "second_moments")

    static func write(
        _ state: TrainerState, of run: CheckpointIdentity<some NetworkSettings>, to path: String
    ) throws(CheckpointError) {
        let buffers = [
            (parameters, state.parameters), (best, state.best), (first, state.optimizer.firstMoments),
            (second, state.optimizer.secondMoments),
        ]
        do {
            try TensorFile.write(
                document: Document(run: run, record: state.record),
                tensors: buffers.map { StoredTensor(name: $0.0, elements: .float32($0.1.array)) }, to: path)
        } catch {
            throw CheckpointError(error)
        }
    }

    /// Reads the state at `path` and makes sure that it belongs to `run`, which follows `schedule`.
    ///
    /// - Parameter count: Parameters of the network.
    static func read(
        _ path: String, of run: CheckpointIdentity<some NetworkSettings>, count: Int, schedule: TrainingSchedule
    ) throws -> TrainerState {
        do {
            return try state(path, of: run, count: count, schedule: schedule)
        } catch let error as TensorFileError {
            throw CheckpointError(error, file: path)
        }
    }

    private static func state<Settings: NetworkSettings>(
        _ path: String, of run: CheckpointIdentity<Settings>, count: Int, schedule: TrainingSchedule
    ) throws -> TrainerState {
        let content = try TensorFile.read(path)
        guard content.document["kind"] == .string("checkpoint") else {
            throw TensorFileError.otherKind("a model")
        }
        if let model = content.document["run"]?["model"], model != .string(run.model) {
            throw TrainingError.checkpointMismatch(path: path, what: "--model \(model.text.replacing("\"", with: ""))")
        }
        let document = try content.document(as: Document<Settings>.self)
        if let what = try document.run.difference(from: run) {
            throw TrainingError.checkpointMismatch(path: path, what: what)
        }
        func floats(_ name: String) throws(TensorFileError) -> [Float] {
            try content.tensors.float32(name, shape: [count])
        }
        guard document.record.isPossible(schedule) else {
            throw TensorFileError.document(reason: "its counts of rounds and steps contradict each other")
        }
        var state = TrainerState(run.settings.training, schedule: schedule, parameters: try floats(parameters))
        state.best.assign(try floats(best))
        state.optimizer.firstMoments.assign(try floats(first))
        state.optimizer.secondMoments.assign(try floats(second))
        state.optimizer.steps = document.record.steps
        state.record = document.record
        return state
    }
}

extension TrainingRecord {
    /// Whether a run that follows `schedule` can have this record after one of its rounds.
    fileprivate func isPossible(_ schedule: TrainingSchedule) -> Bool {
        roundLength == schedule.roundLength && plannedSteps == schedule.plannedSteps && !rounds.isEmpty
            && rounds.count <= schedule.plannedSteps / schedule.roundLength + 1
            && (0...rounds.count).contains(bestRound) && (0...plannedSteps).contains(steps)
            && steps <= rounds.count * roundLength && steps > (rounds.count - 1) * roundLength
            && (0...steps).contains(clippedSteps) && (decayStart.map { (0...steps).contains($0) } ?? true)
    }
}
