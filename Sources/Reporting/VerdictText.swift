public import Evaluation
import JSON

/// What the scores mean, in plain words.
public enum VerdictText {
    /// Percent below which a smaller error is no reason to prefer a model.
    private static let closeCall = 2.0

    /// One line for each baseline: by how much it was beaten, or that it was not.
    ///
    /// - Parameter decimals: Digits after the point of the errors.
    public static func text(_ verdict: Verdict, decimals: Int) -> String {
        if verdict.comparisons.isEmpty { return "\(verdict.model.printable) had no baseline to be compared with\n" }
        return verdict.comparisons.map { line(verdict, $0, decimals) + "\n" }.joined()
    }

    private static func line(_ verdict: Verdict, _ comparison: Verdict.Comparison, _ decimals: Int) -> String {
        let (model, baseline) = (verdict.model.printable, comparison.baseline.printable)
        guard let error = verdict.modelError else {
            return "\(model) did not beat \(baseline): its \(Verdict.metric) is undefined"
        }
        guard let other = comparison.baselineError else {
            return "\(model) cannot be compared with \(baseline), whose \(Verdict.metric) is undefined"
        }
        let (ours, theirs) = (
            NumberText.fixed(error, decimals: decimals), NumberText.fixed(other, decimals: decimals)
        )
        let numbers = "(\(ours) against \(theirs))"
        if error == other {
            return "\(model) did not beat \(baseline): both have an \(Verdict.metric) of \(ours)"
        }
        guard let percent = comparison.percentBetter else {
            return "\(model) did not beat \(baseline): its \(Verdict.metric) is higher \(numbers)"
        }
        let share = NumberText.share(percent)
        if comparison.isBeaten, percent < closeCall {
            return "\(model) hardly beat \(baseline): its \(Verdict.metric) is \(share)% lower \(numbers), "
                + "which chance alone can do"
        }
        return comparison.isBeaten
            ? "\(model) beat \(baseline): its \(Verdict.metric) is \(share)% lower \(numbers)"
            : "\(model) did not beat \(baseline): its \(Verdict.metric) is \(share)% higher \(numbers)"
    }

    /// The verdict as JSON.
    static func json(_ verdict: Verdict) -> JSONValue {
        let comparisons = verdict.comparisons.map { comparison in
            JSONValue.object([
                "baseline": .string(comparison.baseline),
                "isBeaten": .bool(comparison.isBeaten),
                "percentBetter": .optional(comparison.percentBetter),
            ])
        }
        return .object([
            "beatsBestBaseline": .bool(verdict.beatsBest),
            "bestBaseline": .optional(verdict.best?.baseline),
            "comparisons": .array(comparisons),
            "metric": .string(Verdict.metric),
            "model": .string(verdict.model),
        ])
    }
}
