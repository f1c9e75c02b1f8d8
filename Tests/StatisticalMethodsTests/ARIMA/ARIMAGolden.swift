import Foundation
import Testing

@testable import StatisticalMethods

/// What `Goldens/make_arima_goldens.py` writes of one model and series.
struct ARIMAGolden: Decodable {
    /// p, d, q, P, D, Q and m.
    var order: [Int]
    var phi: [Double]
    var theta: [Double]
    var seasonalPhi: [Double]
    var seasonalTheta: [Double]
    var values: [Double]
    /// Shape `[K, N]`.
    var regressors: [[Double]]
    /// Rows that are missing, and rows before the first difference that are missing besides.
    var missing: [Int]
    var missingEarly: [Int]
    var logLikelihood: Double
    var withRegressors: Double
    var beta: [Double]
    var withMissing: Double
    var withMissingEarly: Double
    /// σ, forecasts and their standard deviations with the missing rows.
    var deviation: Double
    var forecasts: [Double]
    var deviations: [Double]

    private struct File: Decodable {
        var cases: [ARIMAGolden]
    }

    static func all() throws -> [ARIMAGolden] {
        let url = try #require(Bundle.module.url(forResource: "arima", withExtension: "json", subdirectory: "Goldens"))
        return try JSONDecoder().decode(File.self, from: Data(contentsOf: url)).cases
    }

    /// Monthly airline passengers 1949-1960, Box & Jenkins 1970, series G.
    static func airline() throws -> [Double] {
        try #require(try all().first { $0.values.count == 144 }).values
    }

    var model: ARIMAOrder {
        ARIMAOrder(
            order[0], order[1], order[2], seasonal: (order[3], order[4], order[5]), seasonLength: order[6])
    }

    /// The unbounded numbers of the coefficients.
    func numbers() throws -> [Double] {
        try [phi, seasonalPhi, theta.map { -$0 }, seasonalTheta.map { -$0 }].flatMap { coefficients in
            try #require(ARMAPolynomials.partials(coefficients)).map { $0 / (1 - $0 * $0).squareRoot() }
        }
    }

    func values(without rows: [Int]) -> [Double] {
        var gaps = values
        for row in rows { gaps[row] = .nan }
        return gaps
    }
}
