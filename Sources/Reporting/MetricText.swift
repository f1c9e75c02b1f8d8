import Evaluation

/// How metrics are called and written.
enum MetricText {
    /// The column's header, such as `sMAPE %`.
    static func header(_ metric: Metric) -> String {
        switch metric {
        case .mae: "MAE"
        case .rmse: "RMSE"
        case .mse: "MSE"
        case .mape: "MAPE %"
        case .smape: "sMAPE %"
        case .mase: "MASE"
        case .rmsse: "RMSSE"
        case .wape: "WAPE %"
        case .bias: "bias"
        case .owa: "OWA"
        }
    }

    /// The value as people are shown it; `undefined` for nil.
    ///
    /// - Parameter decimals: Digits after the point of errors in the series' own unit.
    static func text(_ value: Double?, of metric: Metric, decimals: Int) -> String {
        guard let value else { return "undefined" }
        let shown =
            switch metric {
            case .mae, .rmse, .bias: decimals
            case .mse: NumberText.decimals(ofErrors: [value])
            case .mape, .smape, .wape: 2
            case .mase, .rmsse, .owa: 3
            }
        return NumberText.fixed(value, decimals: shown)
    }
}
