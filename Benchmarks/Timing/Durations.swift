/// How long the runs of one piece of work took.
package struct Durations {
    /// Seconds of each run, the shortest first; never empty.
    private let sorted: [Double]

    /// Repeats `work` for about `seconds`, after three runs that are not counted.
    ///
    /// - Parameter pause: Called about every twenty milliseconds, outside of the durations.
    package init(of seconds: Double, pause: () -> Void = {}, _ work: () -> Void) {
        for _ in 0..<3 { work() }
        var durations: [Double] = []
        let start = Clock.seconds
        var sincePause = 0.0
        repeat {
            let before = Clock.seconds
            work()
            durations.append(Clock.seconds - before)
            sincePause += durations[durations.count - 1]
            if sincePause >= 0.02 {
                pause()
                sincePause = 0
            }
        } while Clock.seconds - start < seconds
        sorted = durations.sorted()
    }

    /// The shortest run, in seconds.
    package var least: Double { sorted[0] }
    /// The run in the middle, in seconds.
    package var median: Double { sorted[sorted.count / 2] }
}
