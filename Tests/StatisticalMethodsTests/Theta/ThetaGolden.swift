import Foundation
import Testing

/// What statsforecast and statsmodels say of a series, as the script beside the JSON wrote it.
struct ThetaGolden: Decodable {
    struct Model: Decodable {
        var form: String
        var level: Double
        var alpha: Double
        var theta: Double
        var squaredErrors: Double
        var forecast: [Double]
    }

    var name: String
    var values: [Double]
    var season: Int
    var models: [Model]
    var hasSeason: Bool
    var multiplicative: [Double]
    var additive: [Double]

    static func all() throws -> [ThetaGolden] {
        let url = try #require(Bundle.module.url(forResource: "theta", withExtension: "json", subdirectory: "Goldens"))
        return try JSONDecoder().decode([ThetaGolden].self, from: Data(contentsOf: url))
    }

    /// AirPassengers: international airline passengers in thousands a month, 1949 to 1960.
    static func airline() throws -> [Double] { try #require(try all().first { $0.name == "airline" }).values }
}

/// The largest distance between two lists, infinite when they differ in length.
func farthest(_ one: [Double], _ other: [Double]) -> Double {
    guard one.count == other.count else { return .infinity }
    return zip(one, other).map { abs($0 - $1) }.max() ?? 0
}
