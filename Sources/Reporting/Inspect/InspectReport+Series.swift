import TimeSeries

extension InspectReport {
    /// A line for each of the first series, and one for all others.
    static func series(_ summary: InspectSummary, width: Int) -> String {
        let shown = summary.series.prefix(mostSeries)
        let plain = table(shown.map { (name($0, summary), $0, "") }, rest: summary)
        // The header ends where the drawings begin.
        let room = width - (plain.split(separator: "\n").first.map { String($0).displayWidth } ?? 0) - 2
        let drawn = max(4, min(60, room))
        let rows = shown.map { (name($0, summary), $0, $0.outline.text(width: drawn)) }
        return table(rows, rest: summary) + legend
    }

    private static let legend = """
        season, trend: how much of the variation they explain, 0 to 1; steps: differences until
        stationary; signal: 0 for noise, 1 for one pure wave

        """

    private static func name(_ series: InspectSummary.Series, _ summary: InspectSummary) -> String {
        shortened(series.id ?? summary.target, to: 20)
    }

    private static func table(
        _ rows: [(name: String, series: InspectSummary.Series, outline: String)], rest summary: InspectSummary
    ) -> String {
        var table = TextTable([
            ("series", .left), ("rows", .right), ("missing", .right), ("season", .right), ("trend", .right),
            ("steps", .right), ("signal", .right), ("", .left),
        ])
        for row in rows {
            let diagnosis = row.series.diagnosis
            table.append(
                [
                    row.name, String(diagnosis.rows),
                    diagnosis.missing == 0 ? "0" : percent(Double(diagnosis.missing) / Double(diagnosis.rows)),
                ] + strengths(diagnosis) + [row.outline])
        }
        let others = summary.series.dropFirst(rows.count).map(\.diagnosis)
        if !others.isEmpty { table.append(median(of: others)) }
        return table.text
    }

    private static func strengths(_ diagnosis: SeriesDiagnosis) -> [String] {
        [
            fraction(diagnosis.seasonStrength), fraction(diagnosis.trendStrength),
            diagnosis.differences.map(String.init) ?? "", fraction(diagnosis.forecastability),
        ]
    }

    private static func fraction(_ value: Double?) -> String {
        value.map { NumberText.fraction($0, decimals: 2) } ?? ""
    }

    /// What is in the middle of the series that are not shown.
    private static func median(of others: [SeriesDiagnosis]) -> [String] {
        func middle(_ values: [Double]) -> String { fraction(RobustStatistics.median(values)) }
        let rows = others.reduce(0) { $0 + $1.rows }
        let missing = others.reduce(0) { $0 + $1.missing }
        let steps = RobustStatistics.median(others.compactMap(\.differences).map(Double.init))
        return [
            "\(others.count) more", String(rows),
            missing == 0 ? "0" : percent(Double(missing) / Double(rows)),
            middle(others.compactMap(\.seasonStrength)), middle(others.compactMap(\.trendStrength)),
            steps.map { NumberText.fixed($0, decimals: 0) } ?? "",
            middle(others.compactMap(\.forecastability)), "(medians)",
        ]
    }
}
