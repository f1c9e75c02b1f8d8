import Evaluation

/// Whether one model is better than another, in plain words.
enum SkillText {
    /// One line, such as `GRU beats SeasonalNaive by 14.3% (p = .002, 52 cutoffs)`.
    static func line(_ comparison: SkillComparison) -> String {
        let (model, reference) = (comparison.model.printable, comparison.reference.printable)
        guard comparison.error != nil, comparison.referenceError != nil else {
            return "\(model) cannot be compared with \(reference): an MAE is undefined"
        }
        if comparison.error == comparison.referenceError {
            return "\(model) does not differ from \(reference): both have the same MAE"
        }
        guard let percent = comparison.percentBetter else { return "\(reference) beats \(model), without an error" }
        let share = NumberText.share(percent)
        guard let test = comparison.test else {
            let reason = comparison.undefined?.reason ?? "there is no test"
            return "\(model) has an MAE \(share)% \(percent > 0 ? "below" : "above") \(reference)'s; "
                + "whether by chance is not known: \(reason)"
        }
        let evidence = "(\(probability(test.pValue)), \(NumberText.counted(test.count, "cutoff")))"
        guard comparison.isSignificant else {
            return "no evidence that \(model) differs from \(reference): its MAE is \(share)% "
                + "\(percent > 0 ? "lower" : "higher") \(evidence)"
        }
        return percent > 0
            ? "\(model) beats \(reference) by \(share)% \(evidence)"
            : "\(reference) beats \(model), whose MAE is \(share)% higher \(evidence)"
    }

    /// `p = .002`, `p < .001`.
    static func probability(_ p: Double) -> String {
        guard p >= 0.001 else { return "p < .001" }
        return "p = " + NumberText.fraction(p, decimals: p < 0.1 ? 3 : 2)
    }
}
