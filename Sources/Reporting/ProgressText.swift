public import Models

/// How far training has come, as text.
public struct ProgressText: Sendable, Hashable {
    /// The part of the work that is done, 0 to 1.
    public var fraction: Double
    /// What is worked at, such as `GRU  cutoff 12 of 52`; nil where there is one thing only.
    public var activity: String?
    /// The latest training loss, if there is one yet.
    public var loss: Double?
    /// Seconds since training began.
    public var elapsed: Double

    /// Creates a report; a fraction outside 0 to 1 is brought back into it.
    public init(fraction: Double, activity: String? = nil, loss: Double?, elapsed: Double) {
        self.fraction = fraction > 0 ? min(fraction, 1) : 0
        self.activity = activity
        self.loss = loss
        self.elapsed = elapsed
    }

    /// How many tenths of the work are done, 0 to 10; a log gets a line when this number grows.
    public var tenths: Int { parts(of: 10) }

    /// A line for a terminal of `width` cells, never wider: bar, percentage, activity, loss and time left.
    ///
    /// Where there is little room, the bar goes first, then activity and loss, then the time.
    public func bar(width: Int) -> String {
        let details = [activity, loss.map { "loss \(NumberText.significant($0, 4))" }].compactMap { $0 }
        let time = timeLeft.map { ["\($0) left"] } ?? []
        let full = ([percentage] + details + time).joined(separator: "  ")
        let room = width - full.displayWidth - 3
        if room >= Self.shortestBar { return "[\(cells(min(room, Self.longestBar)))] \(full)" }
        let narrower = [full, ([percentage] + time).joined(separator: "  "), percentage]
        return narrower.first { $0.displayWidth <= width } ?? ""
    }

    /// A line for a log; without times, so that the log of the same fit is the same text.
    public var line: String {
        ["trained \(percentageOfWork)", loss.map { "loss \(NumberText.significant($0, 4))" }]
            .compactMap { $0 }.joined(separator: ", ")
    }

    /// The last line of a log whose training ended before its last step, so that it does not look cut off.
    public static func endedEarly(_ record: TrainingRecord) -> String {
        let run = record.countsEpochs ? record.rounds.count : record.steps
        let planned = record.countsEpochs ? record.plannedSteps / max(1, record.roundLength) : record.plannedSteps
        return "ended after \(NumberText.counted(run, record.countsEpochs ? "epoch" : "step")) of \(planned)"
    }

    private static let shortestBar = 10
    private static let longestBar = 40

    /// Whole parts done of `count`; 29 of 100 steps are 29 parts although 0.29 × 100 is a little less.
    private func parts(of count: Int) -> Int { Int(fraction * Double(count) + 1e-9) }

    private var percentageOfWork: String { "\(parts(of: 100))%" }
    private var percentage: String { percentageOfWork.paddedLeft(to: 4) }

    private func cells(_ count: Int) -> String {
        let done = parts(of: count)
        return String(repeating: "=", count: done) + String(repeating: " ", count: count - done)
    }

    /// Time left at the pace so far; nil before anything is done.
    private var timeLeft: String? {
        guard fraction > 0, elapsed >= 0, elapsed.isFinite else { return nil }
        let seconds = (elapsed / fraction * (1 - fraction)).rounded(.up)
        return seconds < 360_000 ? Self.clock(Int(seconds)) : nil
    }

    /// `0:05`, `12:30`, `1:02:03`.
    static func clock(_ seconds: Int) -> String {
        let pair = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
        return hours > 0 ? "\(hours):\(pair(minutes)):\(pair(seconds % 60))" : "\(minutes):\(pair(seconds % 60))"
    }
}
