package import TimeSeries

/// A daily series from 2024-01-01, a Monday.
package func dailySeries(
    _ values: [Double], id: String? = nil, covariates: [[Double]] = [], statics: [Double] = [],
    seconds: Int = 86_400
) -> TimeSeries {
    let first = Timestamp(ticks: 1_704_067_200)
    let times = Frequency.fixed(seconds: seconds).timestamps(after: first, count: values.count - 1)
    return TimeSeries(
        id: id, index: TimeIndex(timestamps: [first] + times, format: .day), values: values, covariates: covariates,
        statics: statics)
}

/// A panel of daily series.
package func dailyPanel(
    _ series: [TimeSeries], covariates: [Covariate] = [], statics: [Covariate] = []
) -> Panel {
    let columns = ColumnNames(
        time: "date", target: "value", id: series.count == 1 ? nil : "id", covariates: covariates, statics: statics)
    return Panel(series: series, columns: columns, frequency: .fixed(seconds: 86_400))
}
