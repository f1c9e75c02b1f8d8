import ArgumentParser
import Forecasting

/// What is done about gaps, repeated and misplaced rows.
struct RepairFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What times without a row become: \(choices(HoleFilling.self)). (default: \(HoleFilling.standard.rawValue))",
            discussion:
                "Zeros are data, learned from and scored; what is carried forward is never scored. 'interpolate' draws "
                + "its line only for windows that begin to forecast after the gap is over.",
            valueName: "choice"))
    var gaps: HoleFilling?

    @Option(
        help: ArgumentHelp(
            "What empty cells become: \(choices(HoleFilling.self)). (default: \(HoleFilling.standard.rawValue))",
            valueName: "choice"))
    var fill: HoleFilling?

    @Option(
        help: ArgumentHelp(
            "Which of several rows of one time is kept: \(choices(DuplicateChoice.self)). "
                + "(default: \(DuplicateChoice.standard.rawValue))",
            valueName: "choice"))
    var duplicates: DuplicateChoice?

    @Option(
        help: ArgumentHelp(
            "What to do about rows out of order: \(choices(OrderChoice.self)). "
                + "(default: \(OrderChoice.standard.rawValue))",
            valueName: "choice"))
    var unsorted: OrderChoice?

    @Option(
        help: ArgumentHelp(
            "Bring rows together to a coarser step, such as hour, day, week, month, quarter, year or 15min; weeks begin "
                + "on Monday.",
            valueName: "step"))
    var every: FrequencyRequest?

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "How the target's rows of one --every step become one: \(choices(Aggregation.self)). "
                + "(default: \(Aggregation.standard.rawValue))",
            discussion:
                "Other columns become their mean, categories the last; COLUMN=choice sets another, as in sum,price=max. "
                + "The sum of a step that lacks rows is missing.",
            valueName: "choice,..."))
    var aggregate: [String] = []

    var options: RepairOptions {
        var options = RepairOptions()
        options.gaps = gaps
        options.fill = fill
        options.duplicates = duplicates
        options.unsorted = unsorted
        options.every = every
        let list = AggregateList(aggregate)
        options.aggregate = list.target
        options.aggregates = list.columns.isEmpty ? nil : list.columns
        return options
    }

    func validate() throws {
        if !aggregate.isEmpty, every == nil {
            throw ValidationError("--aggregate says how rows are brought together, and needs --every with the step")
        }
        if let stray = AggregateList(aggregate).stray {
            throw ValidationError(
                "--aggregate does not know '\(stray)'; pass one of \(choices(Aggregation.self)), for another column than "
                    + "the target as COLUMN=mean")
        }
    }
}

/// The words of a choice.
private func choices<Choice: CaseIterable & RawRepresentable<String>>(_: Choice.Type) -> String {
    Choice.allCases.map(\.rawValue).joined(separator: ", ")
}
