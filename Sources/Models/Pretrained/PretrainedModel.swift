import NeuralLayers
import Numerics
import SyntheticSeries
import TimeSeries

/// A network that was trained on made-up series, for the season of the user's.
struct PretrainedModel: FittedModel {
    /// What is kept in a model file beside the weights.
    struct Learned: Codable {
        var seasonLength: Int
        /// Steps of fine-tuning; 0 for the weights of the program.
        var tunedSteps: Int
        var plan: PretrainingPlan
        /// Of the networks of coarser steps.
        var coarser: [PretrainingPlan]
    }

    let forecaster: PretrainedForecaster
    let slots: SeasonSlots
    let weights: PretrainedWeights
    /// Of the networks of coarser steps, in the order of ``SeasonSlots/coarser``.
    let coarser: [PretrainedWeights]
    let tunedSteps: Int
    let notes: [String]
    let hierarchy: TemporalHierarchy

    init(
        forecaster: PretrainedForecaster, slots: SeasonSlots, weights: PretrainedWeights,
        coarser: [PretrainedWeights], tunedSteps: Int = 0, notes: [String] = [], kernels: Kernels
    ) {
        self.tunedSteps = tunedSteps
        self.notes = notes
        self.forecaster = forecaster
        self.slots = slots
        self.weights = weights
        self.coarser = coarser
        hierarchy = TemporalHierarchy(weights, slots: slots, coarser: coarser, kernels: kernels)
    }

    var columnName: String { forecaster.columnName }
    var contextLength: Int { slots.contextLength }
    var hasDistribution: Bool { true }
    /// The steps that it answers for at once.
    var trainedHorizon: Int? { slots.steps(inSlots: slots.layout.horizon) }
    /// Where it stops to go on from its own answers.
    var farthestHorizon: Int? { slots.steps(inSlots: hierarchy.network.farthest) }
    /// One row.
    var leastContext: Int { 1 }

    /// What is before the names of a coarser network's tensors.
    static func prefix(of plan: PretrainingPlan) -> String { plan.frequency.rawValue + "." }

    var state: ModelState {
        var state = ModelState(
            of: forecaster,
            learned: Learned(
                seasonLength: slots.seasonLength, tunedSteps: tunedSteps, plan: weights.plan,
                coarser: coarser.map(\.plan)))
        state.tensors = weights.tensors + coarser.flatMap { $0.tensors(prefix: Self.prefix(of: $0.plan)) }
        return state
    }

    func predictions(
        _ series: TimeSeries, index: Int, origins: [Int], horizon: Int, probabilities: [Double]
    ) throws -> [Prediction] {
        let first = series.values.firstIndex { !$0.isNaN } ?? series.count
        if let earliest = origins.min(), earliest <= first {
            throw ForecastError.contextTooShort(needed: 1, available: 0, series: series.id)
        }
        var predictions: [Prediction] = []
        for start in stride(from: 0, to: origins.count, by: 32) {
            let block = origins[start..<min(origins.count, start + 32)]
            predictions +=
                block.count == 0
                ? []
                : self.predictions(
                    series, Array(block), first: first, horizon: horizon, probabilities: probabilities)
        }
        return predictions
    }

    /// The rows `rows` of `values` as the network reads them.
    private static func context(_ values: [Double], _ rows: Range<Int>) -> ArraySlice<Double> {
        guard let stray = IsolatedValue(in: values[rows]) else { return values[rows] }
        var context = Array(values[rows])
        context[stray.place - rows.lowerBound] = .nan
        return context[...]
    }

    private func predictions(
        _ series: TimeSeries, _ origins: [Int], first: Int, horizon: Int, probabilities: [Double]
    ) -> [Prediction] {
        let contexts = origins.map { Self.context(series.values, max(first, $0 - contextLength)..<$0) }
        let answers = hierarchy.answers(
            contexts.map(slots.slots), horizon: slots.slot(ofStep: horizon - 1) + 1)
        return origins.indices.map { place in
            guard let answer = answers[place] else {
                // What never moved stays where it is, as far as anybody can say.
                let last = series.lastObservedRow(before: origins[place]).map { series.values[$0] } ?? .nan
                let path = [Double](repeating: last, count: horizon)
                return Prediction(point: path, quantiles: probabilities.map { _ in path })
            }
            let shared = SharedSlots(contexts[place], slots)
            let count = QuantileLevels.all.count
            func value(_ step: Int, _ probability: Double) -> Double {
                let slot = slots.slot(ofStep: step)
                let quantiles = answer[slot * count..<(slot + 1) * count]
                return shared.value(
                    QuantileLevels.value(quantiles, at: probability), at: probability, step: step,
                    median: quantiles[quantiles.startIndex + QuantileLevels.median])
            }
            return Prediction(
                point: (0..<horizon).map { value($0, 0.5) },
                quantiles: probabilities.map { probability in (0..<horizon).map { value($0, probability) } })
        }
    }
}

extension QuantileLevels {
    /// The median of a slot of `answer`, `[slots × quantiles]`.
    static func median(_ answer: [Double], slot: Int) -> Double { answer[slot * all.count + median] }

    /// The distance between the quantiles 0.2 and 0.8 of a slot of `answer`, `[slots × quantiles]`.
    static func spread(_ answer: [Double], slot: Int) -> Double {
        answer[slot * all.count + median + 3] - answer[slot * all.count + median - 3]
    }

    /// Moves all quantiles of a slot of `answer`, `[slots × quantiles]`, by as much; by what is no number, not at all.
    static func shift(_ answer: inout [Double], slot: Int, by distance: Double) {
        guard distance.isFinite else { return }
        for place in slot * all.count..<(slot + 1) * all.count { answer[place] += distance }
    }

    /// The quantile at any probability: straight lines between those that are known, over the quantiles of the normal
    /// distribution, and the outermost of them on beyond.
    static func value(_ quantiles: ArraySlice<Double>, at probability: Double) -> Double {
        let first = quantiles.startIndex
        if let place = all.firstIndex(of: probability) { return quantiles[first + place] }
        let above = all.firstIndex { $0 > probability } ?? all.count
        let left = min(max(above - 1, 0), all.count - 2)
        let (low, high) = (scores[left], scores[left + 1])
        let share = (NormalDistribution.quantile(probability) - low) / (high - low)
        return quantiles[first + left] + share * (quantiles[first + left + 1] - quantiles[first + left])
    }

    private static let scores = all.map(NormalDistribution.quantile)
}
