import ForecastTestSupport
import Foundation
import Testing

@testable import StatisticalMethods

/// What `Goldens/make_multiple_seasons_goldens.py` writes.
private struct DecompositionGolden: Decodable {
    var stride: Int
    var values: [Double]
    var trend: [Double]
    var season24: [Double]
    var season168: [Double]
    var remainder: [Double]
}

@Suite struct MultipleSeasonalTrendTests {
    /// Without interpolation between fits, as R was run, the parts agree to the digits of the file.
    @Test func `the decomposition is that of mstl in R`() throws {
        let golden = try golden()
        var smoothness = MultipleSeasonalTrend.Smoothness()
        smoothness.jumps = false
        let parts = MultipleSeasonalTrend(golden.values, seasonLengths: [168, 24], smoothness: smoothness)
        #expect(parts.seasonLengths == [24, 168])
        let size = 1000.0
        for (place, row) in stride(from: 0, to: golden.values.count, by: golden.stride).enumerated() {
            #expect(abs(parts.trend[row] - golden.trend[place]) < 1e-9 * size)
            #expect(abs(parts.seasons[0][row] - golden.season24[place]) < 1e-9 * size)
            #expect(abs(parts.seasons[1][row] - golden.season168[place]) < 1e-9 * size)
            #expect(abs(parts.remainder[row] - golden.remainder[place]) < 1e-9 * size)
        }
    }

    /// The seasons have standard deviations of about 1100 and 560 MW: about two in a hundred of them.
    @Test func `interpolating between fits changes little`() throws {
        let golden = try golden()
        let parts = MultipleSeasonalTrend(golden.values, seasonLengths: [24, 168])
        var squares = (0.0, 0.0, 0.0)
        for (place, row) in stride(from: 0, to: golden.values.count, by: golden.stride).enumerated() {
            let errors = (
                parts.trend[row] - golden.trend[place], parts.seasons[0][row] - golden.season24[place],
                parts.seasons[1][row] - golden.season168[place]
            )
            squares.0 += errors.0 * errors.0
            squares.1 += errors.1 * errors.1
            squares.2 += errors.2 * errors.2
        }
        let count = Double(golden.trend.count)
        for square in [squares.0, squares.1, squares.2] { #expect((square / count).squareRoot() < 13) }
        #expect(squares.0 > 0)
    }

    @Test func `the parts add up to the values, and a missing value has no remainder`() {
        var values = (0..<300).map { (row: Int) -> Double in
            let (week, month) = (Double(row % 7), Double(row % 31))
            return week + 3 * month + 0.1 * Double(row)
        }
        values[40] = .nan
        let parts = MultipleSeasonalTrend(values, seasonLengths: [31, 7, 7])
        for row in values.indices where row != 40 {
            let sum = parts.season(at: row) + parts.trend[row] + parts.remainder[row]
            #expect(abs(sum - values[row]) < 1e-9)
        }
        #expect(parts.remainder[40].isNaN && parts.trend[40].isFinite)
        #expect(parts.season(at: 300) == parts.seasons[0][293] + parts.seasons[1][269])
        #expect(parts.season(at: 331) == parts.seasons[0][296] + parts.seasons[1][269])
    }

    @Test func `a season counts when the rows show it more than twice`() {
        #expect(MultipleSeasonalTrend.usable([168, 24, 1, 0, -3, 24, .max], rows: 337) == [24, 168])
        #expect(MultipleSeasonalTrend.usable([168, 24], rows: 336) == [24])
        #expect(MultipleSeasonalTrend.usable([168, 24], rows: 0).isEmpty)
        let parts = MultipleSeasonalTrend([1, 2, 3], seasonLengths: [4])
        #expect(parts.seasons.isEmpty && parts.season(at: 5) == 0 && parts.trend.allSatisfy(\.isFinite))
    }

    private func golden() throws -> DecompositionGolden {
        let file = try #require(
            Bundle.module.url(forResource: "multiple-seasons", withExtension: "json", subdirectory: "Goldens"))
        return try JSONDecoder().decode(DecompositionGolden.self, from: Data(contentsOf: file))
    }
}
