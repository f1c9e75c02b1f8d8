public import TimeSeries

extension OriginSchedule {
    /// The rows of `panel` at or before the first cutoff, of the series that have any: what lengths are chosen by.
    public func rowsBeforeFirstCutoff(of panel: Panel) -> Panel {
        let cut = panel.series.map { $0.rows(trainingRows(of: $0, fold: 0)) }
        let observed = cut.filter { !$0.values.allSatisfy(\.isNaN) }
        return Panel(
            series: observed.isEmpty ? cut : observed, columns: panel.columns, frequency: panel.frequency)
    }
}
