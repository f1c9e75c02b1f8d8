import Forecasting

/// Shows how far training is: a bar on a terminal, a line for every tenth of the work elsewhere.
struct ProgressDisplay {
    private let isOn: Bool
    private let isTerminal = Terminal.progressIsRead
    private let start = Terminal.seconds
    private var lastShown = -1.0
    private var tenths = 0
    private var barIsShown = false

    init(isOn: Bool) { self.isOn = isOn }

    /// Shows where training stands, at most ten times a second.
    mutating func show(_ progress: TrainingProgress) {
        guard isOn else { return }
        let elapsed = Terminal.seconds - start
        let text = ProgressText(fraction: progress.fraction, loss: progress.trainingLoss, elapsed: elapsed)
        if isTerminal {
            guard elapsed - lastShown >= 0.1 else { return }
            lastShown = elapsed
            barIsShown = true
            Terminal.printProgress("\r\u{1B}[K" + text.bar(width: Terminal.width - 1))
        } else if text.tenths > tenths {
            tenths = text.tenths
            Terminal.printProgress(text.line + "\n")
        }
    }

    /// Clears the bar; a log is told when training ended before its last tenth.
    mutating func finish(_ epochs: FitSummary.Training.Epochs?) {
        clear()
        guard isOn, !isTerminal, let epochs, epochs.end == .earlyStopping else { return }
        Terminal.printProgress(ProgressText.stoppedEarly(after: epochs.run, of: epochs.planned) + "\n")
    }

    /// Clears the bar.
    mutating func clear() {
        if barIsShown { Terminal.printProgress("\r\u{1B}[K") }
        barIsShown = false
    }
}
