import Foundation
import ForecastTestSupport
import Testing

/// What statsmodels and scipy say of a series, as the script beside the JSON wrote it.
struct DiagnosisGolden: Decodable {
    struct Decomposition: Decodable {
        var season: Int
        var robust: Int
        var jumps: Bool
        /// The first rows of the season.
        var seasonal: [Double]
        /// The last rows of the trend.
        var trend: [Double]
        var seasonStrength: Double
        var trendStrength: Double
    }

    struct Stationarity: Decodable {
        var differences: Int
        var lags: Int
        var statistic: Double
    }

    struct Forecastability: Decodable {
        var segment: Int
        var value: Double
    }

    var file: String
    var column: String
    var decompositions: [Decomposition]
    var stationarity: [Stationarity]
    var forecastability: Forecastability

    static func all() throws -> [DiagnosisGolden] {
        let url = try #require(
            Bundle.module.url(forResource: "diagnosis", withExtension: "json", subdirectory: "DiagnosisGoldens"))
        return try JSONDecoder().decode([DiagnosisGolden].self, from: Data(contentsOf: url))
    }

    func values() throws -> [Double] { try datasetColumn(column, of: file) }
}

/// Whether two numbers agree to so many parts of the larger.
func agree(_ one: Double, _ other: Double, to tolerance: Double = 1e-9) -> Bool {
    abs(one - other) <= tolerance * max(1, abs(one), abs(other))
}
