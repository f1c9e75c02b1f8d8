/// The test of Kwiatkowski, Phillips, Schmidt and Shin that a series moves about one level.
///
/// Kwiatkowski et al. 1992, "Testing the null hypothesis of stationarity against the alternative of a unit root",
/// Journal of Econometrics 54. With e the deviations from the mean, S their running sums and s²(l) their long-run
/// variance with Bartlett weights, `η = Σ Sₜ² / (n² s²(l))`.
public struct StationarityTest: Sendable, Hashable {
    /// η; 0 for a constant series.
    public var statistic: Double
    /// l: lags in the long-run variance.
    public var lags: Int

    /// The η that a stationary series exceeds one time in twenty: table 1 of the paper.
    public static let criticalValue = 0.463

    /// Whether the series is not stationary, at the level of 5%.
    public var isRejected: Bool { statistic > Self.criticalValue }

    /// Tests values without NaN, as many as two, with `⌊3 √n / 13⌋` lags as R's `ndiffs` does.
    package init(_ values: [Double]) { self.init(values, lags: Int(3 * Double(values.count).squareRoot() / 13)) }

    package init(_ values: [Double], lags: Int) {
        let count = Double(values.count)
        let mean = values.reduce(0, +) / count
        let deviations = values.map { $0 - mean }
        var (sum, squares) = (0.0, 0.0)
        for deviation in deviations {
            sum += deviation
            squares += sum * sum
        }
        let products = Autocorrelation.Deviations(values[...])?.products(at: Array(0...lags)) ?? [0]
        let variance = products.enumerated().reduce(0) { sum, product in
            sum + (product.offset == 0 ? 1 : 2 * (1 - Double(product.offset) / Double(lags + 1))) * product.element
        }
        statistic = variance > 0 && squares.isFinite ? squares / (count * variance) : 0
        self.lags = lags
    }

    /// How many times a series must be differenced until the test no longer rejects, at most 2.
    ///
    /// As R's `forecast::ndiffs`: Hyndman & Khandakar 2008, "Automatic time series forecasting".
    package static func differences(of values: [Double]) -> Int {
        var values = values
        for count in 0..<2 {
            guard values.count > 3, values.contains(where: { $0 != values[0] }),
                StationarityTest(values).isRejected
            else { return count }
            values = zip(values.dropFirst(), values).map { $0 - $1 }
        }
        return 2
    }
}
