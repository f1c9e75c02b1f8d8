extension AutoModel {
    /// What is kept beside the members.
    private struct Learned: Codable {
        struct Member: Codable {
            var weight: Double
            /// For each series its place among those that the member was fitted to; nil when these are all of them.
            var places: [Int?]?
        }
        /// The name of the forecast's column; nil for that of a combination.
        var columnName: String?
        var members: [Member]
        /// Nil where the members' own distributions do.
        var spread: ErrorSpread?
    }

    /// The members, each with a state of its own.
    public var state: ModelState {
        var kept: [(member: Learned.Member, state: ModelState)] = []
        for place in memberPlaces {
            let (candidate, weight) = (candidates[place], weights[place])
            guard let model = candidate.model else { continue }
            let isWhole = candidate.places.enumerated().allSatisfy { $0 == $1 }
            kept.append((Learned.Member(weight: weight, places: isWhole ? nil : candidate.places), model.state))
        }
        var state = ModelState(
            of: forecaster,
            learned: Learned(
                columnName: columnName == Self.name ? nil : columnName, members: kept.map(\.member),
                spread: spread))
        state.children = kept.map(\.state)
        return state
    }

    /// The combination that a file holds.
    ///
    /// - Throws: ``InvalidState`` where weights, places and members do not fit together.
    init(_ state: ModelState, forecaster: AutoForecaster, _ context: RestoreContext) throws {
        let learned = try state.learned(as: Learned.self)
        guard !state.children.isEmpty, learned.members.count == state.children.count,
            learned.members.allSatisfy({ $0.weight > 0 && $0.weight <= 1 }),
            learned.spread?.isSound(seriesCount: context.seriesCount) != false
        else { throw InvalidState(reason: "weights and members of '\(state.kind)' do not fit together") }
        var candidates: [Candidate] = []
        for (member, child) in zip(learned.members, state.children) {
            let places = member.places ?? Array(0..<context.seriesCount)
            let count = places.count { $0 != nil }
            guard places.count == context.seriesCount, places.compactMap({ $0 }) == Array(0..<count), count > 0 else {
                throw InvalidState(reason: "a member of '\(state.kind)' is of other series")
            }
            var candidate = Candidate(try context.registry.named(child.kind))
            candidate.model = try context.registry.restore(
                child, task: context.task, runtime: context.runtime, seriesCount: count)
            candidate.places = places
            candidates.append(candidate)
        }
        self.init(
            forecaster: forecaster, restored: candidates, weights: learned.members.map(\.weight), learned.spread,
            columnName: learned.columnName ?? Self.name)
    }

    private init(
        forecaster: AutoForecaster, restored: [Candidate], weights: [Double], _ spread: ErrorSpread?, columnName: String
    ) {
        self.columnName = columnName
        self.forecaster = forecaster
        candidates = restored
        trials = []
        self.weights = weights
        hasChosen = false
        self.spread = spread
    }
}
