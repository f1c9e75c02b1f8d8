package import StatisticalMethods
package import TimeSeries

/// The settings of a forecaster that fits one method to each series by itself.
package protocol LocalSettings: ForecasterSettings {
    /// The mathematics.
    associatedtype Method: SeriesMethod

    /// The name on the command line, such as `ets`.
    static var identifier: String { get }
    /// The name of the forecast's column, such as `ETS`.
    static var columnName: String { get }
    /// Whether its predictions carry quantiles.
    static var hasDistribution: Bool { get }

    /// The method as it is set, for what is asked.
    func method(_ task: ForecastTask) -> Method

    /// Why it would be of no use for `panel`; see ``Forecaster/unsuitability(for:task:)``.
    func unsuitability(for panel: Panel, task: ForecastTask) -> String?
}

extension LocalSettings {
    /// May be tried.
    package func unsuitability(for panel: Panel, task: ForecastTask) -> String? { nil }
}
