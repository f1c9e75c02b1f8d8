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
        case .coverage(let level): "in \(level)%"
        case .width(let level): "width \(level)"
        case .pinball(let level): "pinball \(level)"
        case .msis(let level): "MSIS \(level)"
        case .crps: "CRPS"
        }
    }

    /// The value as people are shown it; `undefined` for nil.
    ///
    /// - Parameter decimals: Digits after the point of errors in the series' own unit.
    static func text(_ value: Double?, of metric: Metric, decimals: Int) -> String {
        guard let value else { return "undefined" }
        return NumberText.fixed(value, decimals: self.decimals(of: metric, value, decimals: decimals))
    }

    /// Digits after the point in which `value` is shown.
    static func decimals(of metric: Metric, _ value: Double, decimals: Int) -> Int {
        switch metric {
        case .mae, .rmse, .bias, .width, .pinball: decimals
        case .mse: NumberText.decimals(ofErrors: [value])
        case .mape, .smape, .wape: 2
        case .mase, .rmsse, .owa, .msis: 3
        case .coverage: 1
        case .crps: 4
        }
    }

    /// The name without a unit, such as `sMAPE`.
    static func name(_ metric: Metric) -> String {
        let header = header(metric)
        return header.hasSuffix(" %") ? String(header.dropLast(2)) : header
    }
}
