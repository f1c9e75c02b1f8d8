/// What bounds the work of ARIMA models, whatever the series and its season.
///
/// Times are those of one thread of a Xeon of 2023. The search of a series of M3 takes 1 ms where yearly and 10 ms where
/// monthly, of one of M4's hourly series of 700 to 960 rows 0.2 s, and of 100,000 rows 0.1 to 2.3 s.
enum ARIMABounds {
    /// Rows learned from at most, the latest ones, or four seasons where these are longer.
    ///
    /// An estimate from 4,000 rows is within 2% or so, and older rows tell less of what comes.
    static let rows = 4000
    /// The longest season with P or Q above 0, a year of days or a week of half hours; a longer one is only differenced.
    static let seasonLength = 400
    /// n · r up to which models are compared by exact likelihoods, above it by conditional sums of squares.
    ///
    /// 35 μs a run, of some thousands; R does so above 150 rows, or seasons above 12.
    static let exactSearchSize = 20_000
    /// n · r up to which the model that is kept has the exact likelihood, above it the conditional sum of squares:
    /// 0.5 ms a run, of some hundreds.
    static let exactFitSize = 500_000
    /// The largest r that is started from its stationary covariance, which takes 8 r² bytes.
    static let exactStateSize = 1000
    /// N · (r + d + m D)² up to which a series with missing values has the exact likelihood, above it what is missing is taken
    /// as forecast: 10 ms a run, of some hundreds.
    static let diffuseFilterSize = 10_000_000
}
