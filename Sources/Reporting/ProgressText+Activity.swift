public import Evaluation

extension ProgressText {
    /// How far a backtest is: `GRU  cutoff 12 of 52`, or `scoring  cutoff 12 of 52`.
    public init(_ progress: BacktestProgress, elapsed: Double) {
        let activity =
            switch progress.activity {
            case .fitting(let model): model.printable
            case .scoring: "scoring"
            }
        self.init(
            fraction: progress.fraction, activity: "\(activity)  cutoff \(progress.cutoff) of \(progress.cutoffs)",
            loss: nil, elapsed: elapsed)
    }

    /// How far an audit is: `GRU  fit 2 of 5`.
    public init(_ progress: AuditProgress, elapsed: Double) {
        self.init(
            fraction: progress.fraction,
            activity: "\(progress.model.printable)  fit \(progress.fit) of \(progress.fits)", loss: nil,
            elapsed: elapsed)
    }
}
