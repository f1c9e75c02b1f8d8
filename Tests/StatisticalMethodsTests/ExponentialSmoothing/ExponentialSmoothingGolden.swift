import Foundation
import Testing

@testable import StatisticalMethods

/// What R's `forecast::ets` found, as the script beside the JSON collected it.
struct ExponentialSmoothingGolden: Decodable {
    struct Series: Decodable {
        var season: Int
        var values: [Double]
    }

    struct StateAtRow: Decodable {
        var row: Int
        var state: [Double]
    }

    struct Fit: Decodable, CustomTestStringConvertible {
        var series: String
        var form: String
        /// α, β, γ, φ.
        var parameters: [Double?]
        var initial: [Double]
        var states: [StateAtRow]
        var variance: Double
        var logLikelihood: Double
        var forecast: [Double]

        var testDescription: String { "\(form) of \(series)" }
    }

    struct LargestRoot: Decodable {
        var season: Int
        var parameters: [Double]
        var largest: Double
    }

    var series: [String: Series]
    var fits: [Fit]
    var roots: [LargestRoot]

    static let shared: ExponentialSmoothingGolden? = {
        guard
            let url = Bundle.module.url(
                forResource: "exponential-smoothing", withExtension: "json", subdirectory: "Goldens"),
            let data = try? Data(contentsOf: url)
        else { return nil }
        return try? JSONDecoder().decode(ExponentialSmoothingGolden.self, from: data)
    }()

    static func named(_ name: String) throws -> Series {
        try #require(shared?.series[name])
    }

    /// R's fits; a test over none of them fails in ``named(_:)``.
    static var allFits: [Fit] { shared?.fits ?? [] }
}

extension ExponentialSmoothingGolden.Fit {
    /// R's parameters and initial states as ours, whose season is by row: R keeps the newest state first.
    func asFit() throws -> ExponentialSmoothingFit {
        let form = try #require(ExponentialSmoothingForm(form))
        let (level, growth, season) = Self.parts(of: initial, form)
        return ExponentialSmoothingFit(
            form: form,
            parameters: SmoothingParameters(
                alpha: parameters[0] ?? 0, beta: parameters[1] ?? 0, gamma: parameters[2] ?? 0,
                phi: parameters[3] ?? 1),
            level: level, growth: growth, season: season, standardDeviation: variance.squareRoot(),
            logLikelihood: logLikelihood, correctedAkaike: nil)
    }

    /// Level, growth and the season, oldest first.
    static func parts(
        of states: [Double], _ form: ExponentialSmoothingForm
    ) -> (level: Double, growth: Double?, season: [Double]) {
        let hasTrend = form.trend != .none
        return (states[0], hasTrend ? states[1] : nil, Array(states[(hasTrend ? 2 : 1)...].reversed()))
    }

    /// A search whose only point is R's, and that point.
    func asPoint(_ values: [Double]) throws -> (search: SmoothingSearch, point: SmoothingPoint) {
        let fit = try asFit()
        var bounds = SmoothingBounds()
        bounds.givenBeta = fit.parameters.beta
        bounds.givenGamma = fit.parameters.gamma
        let workspace = SmoothingWorkspace(values: values, seasonLength: fit.seasonLength)
        let states = [fit.level] + (fit.growth.map { [$0] } ?? []) + Array(fit.season.dropFirst())
        let point = SmoothingPoint(states: states, box: SIMD4(fit.parameters.alpha, 0, 0, fit.parameters.phi))
        return (SmoothingSearch(workspace, form: fit.form, bounds: bounds), point)
    }
}

/// Whether two numbers agree to so many parts of the larger.
func isClose(_ one: Double, _ other: Double, to tolerance: Double) -> Bool {
    abs(one - other) <= tolerance * max(1, abs(one), abs(other))
}
