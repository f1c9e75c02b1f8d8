import ArgumentParser
import Forecasting

/// What is set of models by name: `--hidden 64` reaches the commands as `--set hidden=64`.
///
/// Which options there are is up to the models that are registered, so the argument parser cannot know them; see
/// ``ModelArguments``.
struct ModelFlags: ParsableArguments {
    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "Set an option of a model by name; --hidden 64 is short for --set hidden=64.", valueName: "name=value"))
    var assignments: [String] = []

    @OptionGroup
    var bounds: RangeFlags

    @Option(parsing: .unconditional, help: ArgumentHelp("Seed of every random number.", valueName: "number"))
    var seed: UInt64 = 1

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Threads; they change the speed, never the result. (default: one a core)", valueName: "count"))
    var threads: Int?

    /// What was set, in the order in which it was typed.
    var values: [OptionValue] {
        assignments.map { text in
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return OptionValue(name: String(parts[0]), text: parts.count > 1 ? String(parts[1]) : "")
        }
    }

    func validate() throws {
        let names = values.map(\.name)
        if names.contains("steps"), names.contains("epochs") {
            throw ValidationError("--steps and --epochs contradict each other; pass one of them")
        }
    }

    func apply(to request: inout TaskRequest) throws {
        request.settings = values
        request.range = bounds.range
        request.seed = seed
        request.runtime = Runtime(threads: threads ?? Terminal.processorCount, kernels: try Kernels.chosen())
    }
}

/// What values a forecast may have.
struct RangeFlags: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Values a forecast may have: 'auto' allows none below zero where there never was one, 'any', or "
                + "'non-negative'.", valueName: "range"))
    var range = ValueRange.automatic
}
