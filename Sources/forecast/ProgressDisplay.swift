import Forecasting
import Synchronization

/// Shows how far the work is: a bar on a terminal; of training, a line for every tenth of the work elsewhere.
struct ProgressDisplay {
    private let isOn: Bool
    private let isTerminal = Terminal.progressIsRead
    private let start = Terminal.seconds
    private var lastShown = -1.0
    private var tenths = 0

    init(isOn: Bool) { self.isOn = isOn }

    /// Shows where training stands.
    mutating func show(_ progress: TrainingProgress) {
        let text = { ProgressText(fraction: progress.fraction, loss: progress.trainingLoss, elapsed: $0) }
        if isTerminal { return draw(text) }
        guard isOn, text(0).tenths > tenths else { return }
        tenths = text(0).tenths
        Terminal.printProgress(text(0).line + "\n")
    }

    /// Shows where a backtest stands, on a terminal.
    mutating func show(_ progress: BacktestProgress) { draw { ProgressText(progress, elapsed: $0) } }

    /// Shows where an audit stands, on a terminal.
    mutating func show(_ progress: AuditProgress) { draw { ProgressText(progress, elapsed: $0) } }

    /// Draws the bar at most ten times a second; `text` is made of the seconds since the start.
    private mutating func draw(_ text: (Double) -> ProgressText) {
        guard isOn, isTerminal else { return }
        let elapsed = Terminal.seconds - start
        guard elapsed - lastShown >= 0.1 else { return }
        lastShown = elapsed
        Terminal.showLine(text(elapsed).bar(width: Terminal.width - 1))
    }

    /// Clears the bar; a log is told when training ended before its last tenth.
    mutating func finish(_ record: TrainingRecord?) {
        clear()
        guard isOn, !isTerminal, let record, [.earlyStopping, .converged].contains(record.end) else { return }
        Terminal.printProgress(ProgressText.endedEarly(record) + "\n")
    }

    /// Clears the bar.
    func clear() { Terminal.clearLine() }
}

/// A display that any thread may show something on.
final class SharedProgressDisplay: Sendable {
    private let display: Mutex<ProgressDisplay>

    init(isOn: Bool) { display = Mutex(ProgressDisplay(isOn: isOn)) }

    /// Shows where a backtest stands.
    func show(_ progress: BacktestProgress) { display.withLock { $0.show(progress) } }

    /// Clears the bar.
    func clear() { display.withLock { $0.clear() } }
}
