import Timing

/// One cell and shape, and what was measured of it, as lines of JSON.
struct StepReport {
    /// The cell's name.
    let cell: String
    /// The batch's windows, their steps and features, and the hidden units.
    let sizes: StepSizes
    /// The name of the kernels that ran.
    let kernels: String
    let threads: Int

    /// How long steps took and what they did; `peak` in GFLOP/s.
    func line(_ step: TimedStep<some TimedNetwork>, _ durations: Durations, peak: Double) -> String {
        let gflops = step.operations / durations.median / 1e9
        let (activations, workspaces) = (step.activationBytes, step.workspaceBytes)
        return """
            {\(head), "ms_min": \(durations.least * 1e3), "ms_median": \(durations.median * 1e3), \
            "windows_per_s": \(Double(sizes.batch) / durations.median), "gflops": \(gflops), \
            "peak_gflops": \(peak), "peak_share": \(gflops / peak), "activation_bytes": \(activations), "workspace_bytes": \(workspaces), \
            "lane_gradient_bytes": \(step.laneGradientBytes), \
            "workspaces_per_activations": \(Double(workspaces) / Double(activations))}
            """
    }

    /// Milliseconds of each part of a step, and the share of those that are not the recurrence.
    func line(_ stopwatch: Stopwatch) -> String {
        let times = StepPart.allCases.map { (part: $0, ms: stopwatch.median($0) * 1e3) }
        let all = times.reduce(0) { $0 + $1.ms }
        let outside = times.filter { !$0.part.isRecurrence }.reduce(0) { $0 + $1.ms }
        let parts = times.map { "\"\($0.part.rawValue)\": \($0.ms)" }.joined(separator: ", ")
        return "{\(head), \"ms\": {\(parts)}, \"ms_sum\": \(all), \"outside_recurrence\": \(outside / all)}"
    }

    /// The keys that both lines begin with.
    private var head: String {
        """
        "peer": "forecast \(kernels)", "cell": "\(cell)", "B": \(sizes.batch), "T": \(sizes.steps), \
        "D": \(sizes.features), "H": \(sizes.hidden), "threads": \(threads)
        """
    }
}
