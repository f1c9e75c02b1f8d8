import Models
import TimeSeries
import Windowing

extension FitRequest {
    /// The plan for `panel`, and what was chosen for the user, a line each.
    ///
    /// Chosen are: the season, from the frequency; a horizon of one season, or 5 steps where there is none or it is
    /// longer than 24; an input of as many seasons up to three as take at most 200 steps (168 steps where one season is
    /// longer), at least twice the horizon and 20 steps, at most half of what training, validation and test allow.
    /// - Throws: ``WindowingError`` for a length or a season that is less than 1 or more than ``WindowShape/longest``.
    func plan(for panel: Panel) throws -> (plan: FitPlan, notes: [String]) {
        try checkLengths()
        var notes: [String] = []
        let seasonLength = try seasonLength(panel.frequency, &notes)
        let horizon = horizon ?? Self.horizon(season: seasonLength, &notes)
        let inputLength =
            try inputLength
            ?? chosenInputLength(panel, season: seasonLength, horizon: horizon, &notes)
        let plan = FitPlan(
            windows: try WindowShape(inputLength: inputLength, horizon: horizon, stride: stride), split: split,
            seasonLength: seasonLength, scaling: scaling, network: network, training: training, seed: seed,
            compute: compute)
        return (plan, notes)
    }

    /// Nothing is computed from a length before it is known to be one.
    private func checkLengths() throws {
        if let horizon { try WindowShape.check(horizon, flag: "--horizon") }
        if let inputLength { try WindowShape.check(inputLength, flag: "--input-length") }
        try WindowShape.check(stride, flag: "--stride")
        if case .rows(let rows) = season { try WindowShape.check(rows, flag: "--season") }
    }

    private func seasonLength(_ frequency: Frequency, _ notes: inout [String]) throws -> Int? {
        switch season {
        case .none: return nil
        case .rows(let rows): return rows
        case .automatic:
            if let rows = frequency.defaultSeasonLength {
                notes.append("season of \(rows) rows, from the frequency; --season sets another")
            }
            return frequency.defaultSeasonLength
        }
    }

    private static func horizon(season: Int?, _ notes: inout [String]) -> Int {
        if let season, season <= 24 {
            notes.append("horizon of \(season) steps, one season; --horizon sets another")
            return season
        }
        notes.append("horizon of 5 steps; --horizon sets another")
        return 5
    }

    /// Whole seasons, as long as the time a step takes to learn stays short: it grows with the input.
    private static func seasonalInput(_ season: Int) -> Int {
        season > 200 ? 168 : min(3, 200 / max(season, 1)) * season
    }

    private func chosenInputLength(
        _ panel: Panel, season: Int?, horizon: Int, _ notes: inout [String]
    ) throws -> Int {
        let wanted = max(Self.seasonalInput(season ?? 0), 2 * horizon, 20)
        let longest = try ChronologicalSplit.longestInputLength(
            panel, specification: split, horizon: horizon, seasonLength: season)
        // Half of the longest leaves windows to learn from. Where the horizon alone takes too many rows, one input step
        // lets the error name the longest horizon.
        let chosen = max(1, min(wanted, (longest ?? 1) / 2))
        notes.append("input of \(chosen) steps; --input-length sets another")
        return chosen
    }
}
