import ForecastTestSupport
import Testing

@testable import TimeSeries

/// Each coefficient by its definition, one lag at a time.
private func byDefinition(_ values: [Double], _ lag: Int) -> Double {
    let observed = values.filter { !$0.isNaN }
    let mean = observed.reduce(0, +) / Double(observed.count)
    func covariance(_ lag: Int) -> Double {
        let pairs = zip(values, values.dropFirst(lag)).filter { !$0.isNaN && !$1.isNaN }
        return pairs.reduce(0) { $0 + ($1.0 - mean) * ($1.1 - mean) } / Double(pairs.count + lag)
    }
    return covariance(lag) / covariance(0)
}

@Suite struct AutocorrelationTests {
    private func coefficients(_ values: [Double], _ lags: [Int]) -> [Double]? {
        Autocorrelation.coefficients(of: values[...], lags: lags)
    }

    /// `statsmodels.tsa.stattools.acf(values, fft=False)`, statsmodels 0.15.0.
    @Test func `the coefficients of the datasets are those of statsmodels`() throws {
        let temperature = try datasetColumn("temperature", of: "temperature.csv")
        let own = try #require(coefficients(temperature, [0, 1, 6, 12, 13]))
        for (own, expected) in zip(own, [1, 0.87190369, -0.64838728, 0.74274628, 0.62685296]) {
            #expect(abs(own - expected) < 5e-9)
        }
        let close = try #require(coefficients(try datasetColumn("close", of: "prices.csv"), [1, 5]))
        #expect(abs(close[0] - 0.99554791) < 5e-9 && abs(close[1] - 0.97762255) < 5e-9)
    }

    @Test func `lags in any number and order, and beyond the series, are those of the definition`() throws {
        var numbers = SplitMix64(seed: 4)
        for missing in [0, 0.2] {
            let values = (0..<60).map { _ in
                let value = Double.random(in: 10...20, using: &numbers)
                return Double.random(in: 0..<1, using: &numbers) < missing ? .nan : value
            }
            for count in 1...9 {
                let lags = (0..<count).map { _ in Int.random(in: 0...59, using: &numbers) }
                let own = try #require(coefficients(values, lags))
                #expect(own.count == count)
                for (own, lag) in zip(own, lags) { #expect(abs(own - byDefinition(values, lag)) < 1e-13) }
            }
            #expect(coefficients(values, [60, 500]) == [0, 0])
            #expect(coefficients(values, []) == [])
        }
    }

    @Test func `a slice is read from its own beginning`() {
        let values = [100, 3, 1, 4, 1, 5, 9, 2, 6]
        #expect(
            Autocorrelation.coefficients(of: values.map(Double.init)[1...], lags: [1, 2])
                == coefficients([3, 1, 4, 1, 5, 9, 2, 6], [1, 2]))
    }

    @Test func `equal values and none at all have no coefficients, whatever their mean rounds to`() {
        for values in [[], [.nan, .nan], [3], [.nan, 3, 3], [Double](repeating: 0.1, count: 7)] {
            #expect(coefficients(values, [1]) == nil)
        }
    }

    @Test func `the limit is Bartlett's`() {
        #expect(Autocorrelation.limit(smaller: [], count: 100) == 0.1645)
        let limit = Autocorrelation.limit(smaller: [0.5, -0.5, 0.25], count: 49)
        #expect(abs(limit - 1.645 * 2.125.squareRoot() / 7) < 1e-15)
    }
}
