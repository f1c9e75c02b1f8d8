import Foundation
import Testing

/// What statsforecast says of a series at given parameters, as the script beside the JSON wrote it.
struct ComplexSmoothingGolden: Decodable {
    struct Model: Decodable {
        var seasonality: String
        var parameters: [Double]
        var squaredErrors: Double
        var forecast: [Double]
    }

    var name: String
    var values: [Double]
    var season: Int
    var models: [Model]

    static func all() throws -> [ComplexSmoothingGolden] {
        let url = try #require(
            Bundle.module.url(forResource: "complex-smoothing", withExtension: "json", subdirectory: "Goldens"))
        return try JSONDecoder().decode([ComplexSmoothingGolden].self, from: Data(contentsOf: url))
    }
}
