extension SavedResult {
    /// Makes sure that a backtest of `setting` forecasts the same rows of the same data, and that its models are here.
    ///
    /// How models are fitted may differ, for that is what two results are compared for.
    /// - Parameter path: The file that this was read from.
    /// - Throws: ``SavedResultError``.
    public func check(against now: Setting, models names: [String], path: String) throws(SavedResultError) {
        let differences = setting.differences(from: now)
        guard differences.isEmpty else { throw SavedResultError(.differs(differences), file: path) }
        for name in names where metrics(of: name) == nil {
            let known = (models.keys.sorted() + baselines.keys.sorted())
            throw SavedResultError(.withoutModel(name: name, known: known), file: path)
        }
    }

    /// Makes sure that a backtest scored as many windows and values.
    ///
    /// - Throws: ``SavedResultError``.
    public func check(scored now: Scored, path: String) throws(SavedResultError) {
        let differences = [
            Difference(what: "windows scored", saved: "\(scored.windows)", now: "\(now.windows)"),
            Difference(what: "values scored", saved: "\(scored.values)", now: "\(now.values)"),
        ].filter(\.isOne)
        guard differences.isEmpty else { throw SavedResultError(.differs(differences), file: path) }
    }

    /// Something in which two backtests differ.
    package struct Difference: Sendable, Hashable {
        /// What it is.
        var what: String
        /// How it was when the result was saved.
        var saved: String
        /// How it is now.
        var now: String

        var isOne: Bool { saved != now }
    }
}

extension SavedResult.Setting {
    /// What makes scores incomparable: other data, other forecasts, another unit.
    func differences(from now: Self) -> [SavedResult.Difference] {
        var pairs: [(String, String, String)] = [
            ("data", fingerprint, now.fingerprint),
            ("horizon", "\(horizon)", "\(now.horizon)"),
            ("gap", "\(gap)", "\(now.gap)"),
            ("step", "\(step)", "\(now.step)"),
            ("cutoffs", "\(cutoffs.count)", "\(now.cutoffs.count)"),
            ("first cutoff", cutoffs.first, now.cutoffs.first),
            ("last cutoff", cutoffs.last, now.cutoffs.last),
            (
                "validation rows of --split", validation.map(String.init) ?? "none",
                now.validation.map(String.init) ?? "none"
            ),
            ("scaled metrics", scaledMetrics ? "on" : "off", now.scaledMetrics ? "on" : "off"),
        ]
        // The unit of scaled metrics is taken from the rows that are learned from.
        if scaledMetrics, now.scaledMetrics { pairs.append(("training window", window, now.window)) }
        return pairs.map(SavedResult.Difference.init).filter(\.isOne)
    }
}
