/// One model beside another over the same cutoffs: by how much its error is smaller, and whether that may be chance.
public struct SkillComparison: Sendable, Hashable {
    /// The column name of the model in question.
    public var model: String
    /// The column name of what it is measured against.
    public var reference: String
    /// The model's mean absolute error; nil where undefined.
    public var error: Double?
    /// The reference's mean absolute error; nil where undefined.
    public var referenceError: Double?
    /// See ``ModelScore/skill(over:)``.
    public var percentBetter: Double?
    /// The test of the difference over cutoffs; nil where there is none.
    public var test: PairedTest?
    /// Why there is no test.
    public var undefined: PairedTest.Undefined?

    /// The chance below which a difference is taken to be more than chance.
    public static let significance = 0.05

    /// Whether the difference is more than chance: p below ``significance``.
    public var isSignificant: Bool { test.map { $0.pValue < Self.significance } ?? false }

    /// Compares by mean absolute error, each cutoff with the mean over its series and steps.
    ///
    /// - Parameter overlap: See ``Scoreboard/overlap``.
    public init(_ model: ModelScore, against reference: ModelScore, overlap: Int) {
        self.model = model.name
        self.reference = reference.name
        error = model[.mae]
        referenceError = reference[.mae]
        percentBetter = model.skill(over: reference)
        // A cutoff without an observed value has no loss.
        let differences = zip(model.byCutoff, reference.byCutoff).filter { $0.0.count > 0 }.map {
            ($0.value(.mae) ?? .nan) - ($1.value(.mae) ?? .nan)
        }
        do throws(PairedTest.Undefined) {
            test = try PairedTest(differences: differences, overlap: overlap)
        } catch {
            undefined = error
        }
    }
}
