import Timing

/// What a training step consists of.
enum StepPart: String, CaseIterable {
    case shuffle
    case packWindows = "pack_windows"
    case forward
    case loss
    case backward
    case reduce
    case clip
    case adam
    case packWeights = "pack_weights"

    /// Whether it is the recurrent network itself.
    var isRecurrence: Bool { self == .forward || self == .backward }
}

/// Gives every moment of a step to one of its parts: a lap ends where the next begins.
final class Stopwatch {
    private var seconds: [StepPart: [Double]] = [:]
    private var current: [StepPart: Double] = [:]
    private var last = 0.0

    /// Begins a step.
    func start() {
        current = [:]
        last = Clock.seconds
    }

    /// Ends a lap, which was spent on `part`.
    func lap(_ part: StepPart) {
        let now = Clock.seconds
        current[part, default: 0] += now - last
        last = now
    }

    /// Ends the step.
    func stop() {
        for (part, time) in current { seconds[part, default: []].append(time) }
    }

    /// The median over the steps of the time that `part` took in each, in seconds.
    func median(_ part: StepPart) -> Double {
        let times = seconds[part, default: [0]].sorted()
        return times[times.count / 2]
    }
}
