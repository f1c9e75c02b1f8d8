package import JSON
public import Windowing
package import Tensors

/// What a model file keeps of a fitted model: a value that says of what kind it is, and nests, so that a combination of
/// models is a model like any other and a file holds a tree of them.
///
/// Enough to make the model again, nothing that only its training needed.
public struct ModelState: Sendable, Equatable {
    /// The identifier of the forecaster that fitted it, and restores it.
    public var kind: String
    /// One map a series, in the panel's order; empty for a model that does not scale.
    public var scalings: [SeriesScaling] = []
    /// How covariates and calendar become numbers; nil for a model without.
    public var features: FeatureMap?
    /// How training went; nil for a model that is not trained in rounds.
    public var training: TrainingRecord?
    /// Models it is made of.
    public var children: [ModelState] = []
    /// The settings it was fitted with.
    package var settings: JSONValue
    /// What was learned and is no tensor, such as a network's sizes or the parameters of one fit a series.
    package var learned: JSONValue
    /// Learned tensors.
    package var tensors: [StoredTensor]

    package init(
        kind: String, settings: JSONValue = .object([:]), learned: JSONValue = .object([:]),
        scalings: [SeriesScaling] = [], features: FeatureMap? = nil, training: TrainingRecord? = nil,
        tensors: [StoredTensor] = [], children: [ModelState] = []
    ) {
        self.kind = kind
        self.settings = settings
        self.learned = learned
        self.scalings = scalings
        self.features = features
        self.training = training
        self.tensors = tensors
        self.children = children
    }

    /// The state of a model that `forecaster` fitted.
    ///
    /// - Parameter learned: What was learned, in any type that can be encoded: numbers stay exact.
    public init<Kind: Forecaster>(of forecaster: Kind, learned: some Encodable = NoSettings()) {
        self.init(kind: forecaster.identifier, settings: Self.json(forecaster.settings), learned: Self.json(learned))
    }

    /// What was learned, as it was given to ``init(of:learned:)``.
    ///
    /// - Throws: ``InvalidState`` where the file holds something else.
    public func learned<Value: Decodable>(as type: Value.Type) throws(InvalidState) -> Value {
        do {
            return try learned.decode(type)
        } catch {
            throw InvalidState(reason: "what '\(kind)' learned: \(codingReason(error))")
        }
    }

    /// Numbers that were learned, those of the children included.
    public var parameterCount: Int {
        ownParameterCount + children.reduce(0) { $0 + $1.parameterCount }
    }

    /// Numbers that were learned, without those of the children.
    package var ownParameterCount: Int { tensors.reduce(0) { $0 + $1.elements.count } + learned.numberCount }

    /// Whether it, or a model it is made of, is told of covariates that are known ahead.
    package var knowsAhead: Bool { features?.hasFuture == true || children.contains(where: \.knowsAhead) }

    /// The JSON of a value; numbers that are not finite, which no file can hold, leave an empty object.
    package static func json(_ value: some Encodable) -> JSONValue { (try? JSONValue(encoding: value)) ?? .object([:]) }
}

extension JSONValue {
    /// Numbers in the tree.
    fileprivate var numberCount: Int {
        switch self {
        case .null, .bool, .string: 0
        case .integer, .unsigned, .double: 1
        case .array(let elements): elements.reduce(0) { $0 + $1.numberCount }
        case .object(let members): members.values.reduce(0) { $0 + $1.numberCount }
        }
    }
}

/// Why a model cannot be made again of what a file holds.
public struct InvalidState: Error, Equatable {
    /// What is wrong, in words.
    public let reason: String

    /// Creates an error.
    public init(reason: String) { self.reason = reason }
}
