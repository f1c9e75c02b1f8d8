extension Gates {
    /// Why `result` must not take the place of the one that it was held against.
    ///
    /// A tolerance lets small losses pass, and would let them add up if each became the next measure.
    ///
    /// - Parameters:
    ///   - before: What was read from ``baseline``.
    ///   - findings: What all gates found.
    /// - Returns: Nil when every gate passed, no error is larger, and every model of `before` is in `result`.
    public func reasonToKeep(
        _ before: SavedResult, after findings: [GateFinding], of result: SavedResult
    ) -> String? {
        let failed = findings.count { !$0.passed }
        if failed > 0 { return failed == 1 ? "a gate failed" : "\(failed) gates failed" }
        if let larger = findings.lazy.compactMap(\.largerError).first {
            return "\(larger) is larger now, though tolerated"
        }
        let lost = before.models.keys.sorted().filter { result.metrics(of: $0) == nil }
        return lost.isEmpty ? nil : "it has \(lost.joined(separator: ", ")), which this result lacks"
    }
}

extension GateFinding {
    /// The name of an error that is larger than in a result saved earlier, by however little.
    fileprivate var largerError: String? {
        guard case .notWorse(let before?, _) = rule, case .metric(let metric) = subject.measure,
            let value = subject.value, value > before
        else { return nil }
        return "\(subject.model)'s \(metric.name)"
    }
}
