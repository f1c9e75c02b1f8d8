import Testing

@testable import StatisticalMethods

/// Series that a fit has to survive.
@Suite struct ExponentialSmoothingHardInputTests {
    struct Series: CustomTestStringConvertible, Sendable {
        var name: String
        var values: [Double]
        var season = 1
        var testDescription: String { name }
    }

    private static func waves(_ count: Int, _ season: Int, size: Double = 1) -> [Double] {
        (0..<count).map { row -> Double in
            let wave = Double(row % season) / Double(season)
            let noise = Double(row * 7919 % 101) / 1010
            return size * (2 + wave + noise)
        }
    }

    static let series: [Series] = [
        Series(name: "one value", values: [3]),
        Series(name: "two values", values: [3, 5]),
        Series(name: "three values", values: [3, 5, 4]),
        Series(name: "five values on a line", values: [1, 2, 3, 4, 5], season: 12),
        Series(name: "seven values", values: [3, 5, 4, 6, 5, 7, 6], season: 7),
        Series(name: "all equal", values: Array(repeating: 7, count: 30), season: 4),
        Series(name: "all zero", values: Array(repeating: 0, count: 30), season: 4),
        Series(name: "a spike among zeros", values: (0..<40).map { $0 == 23 ? 5 : 0 }, season: 4),
        Series(name: "a straight line", values: (0..<40).map(Double.init), season: 4),
        Series(name: "an exact season", values: (0..<48).map { Double($0 % 12 + 1) }, season: 12),
        Series(name: "an exact exponential", values: (0..<30).map { Double(1 << $0) }, season: 1),
        Series(name: "tiny", values: waves(50, 12, size: 1e-300), season: 12),
        Series(name: "subnormal", values: waves(50, 4, size: .leastNormalMagnitude / 1024), season: 4),
        Series(name: "huge", values: waves(50, 12, size: 1e300), season: 12),
        Series(name: "tiny and huge", values: (0..<40).map { $0.isMultiple(of: 3) ? 1e300 : 1e-300 }, season: 3),
        Series(name: "a wide range", values: (0..<40).map { $0.isMultiple(of: 2) ? 1e12 : 1e-12 }, season: 4),
        Series(name: "negative", values: waves(50, 4).map { -$0 }, season: 4),
        Series(name: "about zero", values: waves(50, 4).map { $0 - 2.5 }, season: 4),
        Series(name: "as long as a season", values: waves(12, 12), season: 12),
        Series(name: "a season and a half", values: waves(18, 12), season: 12),
        Series(name: "two seasons and one", values: waves(25, 12), season: 12),
        Series(
            name: "a season missing",
            values: waves(60, 12).enumerated().map { 12..<24 ~= $0 ? .nan : $1 }, season: 12),
        Series(
            name: "a month missing in every season",
            values: waves(60, 12).enumerated().map { $0 % 12 == 5 ? .nan : $1 }, season: 12),
        Series(name: "first rows missing", values: Array(repeating: .nan, count: 20) + waves(40, 4), season: 4),
        Series(name: "last rows missing", values: waves(40, 4) + Array(repeating: .nan, count: 20), season: 4),
        Series(name: "most missing", values: (0..<60).map { $0 % 17 == 3 ? Double($0) : .nan }, season: 4),
        Series(name: "not finite", values: [1, 2, .infinity, 3, -.infinity, 4, 2, 3, 1, 5, 4, 3], season: 2),
        Series(name: "a long season", values: waves(10_000, 8760), season: 8760),
        Series(name: "season of 24", values: waves(500, 24), season: 24),
        Series(name: "season of 2", values: waves(50, 2), season: 2),
    ]

    @Test(arguments: series) func `forecasts are finite`(_ series: Series) throws {
        // Every form of a long series would take too long for a test.
        let names = series.values.count > 1000 ? ["AAN", "MAdN"] : SmoothingDerivativeTests.forms
        for form in [nil] + names.map({ ExponentialSmoothingForm($0) }) {
            let fit: ExponentialSmoothingFit
            do {
                fit = try ExponentialSmoothing(form: form).fit(series.values, seasonLength: series.season)
            } catch {
                // Only what a form needs may be in the way; a form is always found where none is asked for.
                #expect(form?.needsPositiveValues == true)
                continue
            }
            let count = series.values.count
            let numbers = [
                fit.level, fit.growth ?? 0, fit.standardDeviation, fit.logLikelihood, fit.correctedAkaike ?? 0,
            ]
            #expect((numbers + fit.season).allSatisfy { $0.isFinite }, "\(form?.name ?? "chosen")")
            let origins = count > 1 ? [1, count / 2 + 1, count] : [1]
            let forecasts = fit.forecasts(
                series.values, origins: origins, horizon: form == nil ? 30 : 2, probabilities: [0.1, 0.9])
            for forecast in forecasts {
                #expect(forecast.point.allSatisfy { $0.isFinite }, "\(form?.name ?? "chosen")")
                #expect(forecast.quantiles.joined().allSatisfy { $0.isFinite }, "\(form?.name ?? "chosen")")
            }
        }
    }

    @Test func `no value is an error`() {
        for values in [[], [Double.nan, .nan]] {
            #expect(throws: SeriesMethodError.tooShort(needed: 1, observed: 0)) {
                try ExponentialSmoothing().fit(values, seasonLength: 4)
            }
        }
    }

    @Test func `a form of factors needs positive values`() {
        let method = ExponentialSmoothing(form: ExponentialSmoothingForm("MNN"))
        #expect(throws: SeriesMethodError.notPositive) {
            try method.fit([1, 2, 0, 3, 4, 5, 2], seasonLength: 1)
        }
    }

    @Test func `values that turn negative after the fit do not break a form of factors`() throws {
        let values = Self.waves(60, 4)
        let fit = try ExponentialSmoothing(form: ExponentialSmoothingForm("MMdM")).fit(values, seasonLength: 4)
        let turned = values.enumerated().map { $0 < 30 ? $1 : [0, -1, -1e9, 1e300][$0 % 4] }
        for forecast in fit.forecasts(turned, origins: [40, 60], horizon: 30, probabilities: [0.5]) {
            #expect(forecast.point.allSatisfy { $0.isFinite })
            #expect(forecast.quantiles[0].allSatisfy { $0.isFinite })
        }
    }
}
