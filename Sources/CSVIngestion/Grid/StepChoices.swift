import Diagnostics
import TimeSeries

/// How the rows of a longer step become one, for the target and for each covariate.
struct StepChoices {
    let target: Aggregation
    let covariates: [Aggregation]
    private let columns: ColumnNames
    private let isAsked: Bool

    /// - Parameter isContinuing: Whether the choices are those of a model, which may not read all columns of its file.
    /// - Throws: ``CSVError/Kind/unknownColumn`` for a choice for a column that is not read, and
    ///   ``CSVError/Kind/notACovariate`` for one that categories do not have.
    init(_ repairs: RepairOptions, _ columns: ColumnNames, isContinuing: Bool, path: String) throws(CSVError) {
        let asked = repairs.aggregates ?? [:]
        let place = DiagnosticLocation(file: path)
        let known = [columns.target] + columns.covariates.map(\.name)
        if !isContinuing, let stray = asked.keys.sorted().first(where: { !known.contains($0) }) {
            throw .noSuchAggregate(stray, known: known, at: place)
        }
        var covariates: [Aggregation] = []
        for column in columns.covariates {
            let choice = asked[column.name]
            guard column.categories != nil else {
                covariates.append(choice ?? .standard)
                continue
            }
            if let choice, choice != .first, choice != .last {
                throw .categoriesAggregated(column.name, by: choice, at: place)
            }
            covariates.append(choice ?? .last)
        }
        target = asked[columns.target] ?? repairs.aggregate ?? .standard
        self.covariates = covariates
        self.columns = columns
        isAsked = repairs.aggregate != nil || asked[columns.target] != nil
    }

    /// What one row is made of, for a note.
    var words: String {
        let others = zip(columns.covariates, covariates).map { "of '\(display($0.name))' the \($1.words)" }
        let most = 8
        let more = others.count > most ? [" and \(others.count - most) more"] : []
        let covariates = others.isEmpty ? "" : "; " + (others.prefix(most) + more).joined(separator: ", ")
        let first = columns.covariates.first.map { "\(shellWord($0.name))=CHOICE" }
        let hint =
            isAsked
            ? first.map { "; --aggregate \($0) sets another" } ?? ""
            : "; --aggregate sets another"
        return "each the \(target.words) of its rows\(covariates)\(hint)"
    }
}

extension CSVError {
    fileprivate static func noSuchAggregate(
        _ name: String, known: [String], at place: DiagnosticLocation
    ) -> CSVError {
        let nearest = nearestName(to: name, among: known).map { "did you mean \(shellWord($0))? " } ?? ""
        return CSVError(
            .unknownColumn, "--aggregate names '\(display(name))', which is neither the target nor a covariate",
            fix: "\(nearest)name one of \(list(known)), or add the column with --past or --future", at: place,
            exitStatus: .usage)
    }

    fileprivate static func categoriesAggregated(
        _ name: String, by choice: Aggregation, at place: DiagnosticLocation
    ) -> CSVError {
        CSVError(
            .notACovariate, "column '\(display(name))' holds categories, which have no \(choice.words)",
            fix: "pass --aggregate \(shellWord(name))=last or \(shellWord(name))=first", at: place,
            exitStatus: .usage)
    }

    /// Of no step all rows are there.
    static func noWholeStep(
        _ step: Frequency, of column: String, flags: String?, at place: DiagnosticLocation
    ) -> CSVError {
        guard let flags else {
            return CSVError(
                .noWholeStep,
                "no \(step) step is covered by values of '\(display(column))' from its beginning to its end",
                fix: "pass --every with a shorter step, or give more rows", at: place)
        }
        return CSVError(
            .noWholeStep, "no \(step) step has all its values of '\(display(column))', so none has a sum",
            fix: "\(flags) what is absent as zero; --aggregate mean makes one of what is there", at: place)
    }
}
