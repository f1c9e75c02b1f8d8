import TimeSeries

/// Writes what an inspection found.
public enum InspectReport {
    /// Series that have a line of their own.
    static let mostSeries = 20
    /// Columns that have a line of their own.
    static let mostColumns = 40
    /// Findings of a kind that have a line of their own.
    static let mostFindings = 3

    /// The report for people: what was read, what is wrong, the columns, the series, and what to run next.
    ///
    /// - Parameter width: Cells of a line, which the drawings of series fill.
    public static func text(_ summary: InspectSummary, width: Int = 80) -> String {
        let parts = [
            overview(summary), findings(summary), columns(summary), series(summary, width: width), hints(summary),
            "next\n  \(summary.next.printable)\n",
        ]
        return parts.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private static func overview(_ summary: InspectSummary) -> String {
        var entries = FitReport.data(summary.data)
        entries.insert(("season", season(summary)), at: 2)
        if summary.dialect != InspectSummary.Dialect() { entries.insert(("dialect", dialect(summary.dialect)), at: 1) }
        if summary.layout != "long" { entries.insert(("layout", layout(summary.layout)), at: 1) }
        let width = entries.reduce(0) { max($0, $1.label.displayWidth) }
        return entries.map { "\($0.label.paddedRight(to: width))  \($0.text.printable)\n" }.joined()
    }

    private static func layout(_ name: String) -> String {
        switch name {
        case "columns": "columns, one series a column"
        case "rows": "rows, one series a row"
        case "tsf": "tsf, a file of the Monash archive"
        default: name
        }
    }

    /// What is not plain about the text.
    private static func dialect(_ dialect: InspectSummary.Dialect) -> String {
        let plain = InspectSummary.Dialect()
        var parts: [String] = []
        if dialect.delimiter != plain.delimiter {
            parts.append(dialect.delimiter == "\t" ? "tabs between fields" : "'\(dialect.delimiter)' between fields")
        }
        if dialect.decimal != plain.decimal { parts.append("decimal comma") }
        if let mark = dialect.thousands {
            parts.append(mark == "space" ? "blanks between thousands" : "'\(mark)' between thousands")
        }
        if let comment = dialect.comment { parts.append("comments after '\(comment)'") }
        if dialect.encoding != plain.encoding { parts.append(dialect.encoding) }
        return parts.joined(separator: ", ")
    }

    private static func hints(_ summary: InspectSummary) -> String {
        guard !summary.hints.isEmpty else { return "" }
        return "to consider\n" + summary.hints.map { "  \($0.printable)\n" }.joined()
    }

    private static func season(_ summary: InspectSummary) -> String {
        if let season = summary.season {
            let size = NumberText.fraction(season.autocorrelation ?? 0, decimals: 2)
            return "\(season.seasonLength) rows, confirmed by autocorrelation \(size)"
        }
        return summary.assumedSeason.map { "\($0) rows would be usual, but the rows do not show it" } ?? "none seen"
    }

    private static func columns(_ summary: InspectSummary) -> String {
        guard !summary.columns.isEmpty else { return "" }
        var table = TextTable([
            ("column", .left), ("role", .left), ("type", .left), ("missing", .right), ("unique", .right),
            ("from", .right), ("to", .right),
        ])
        for column in summary.columns.prefix(mostColumns) {
            let share = Double(column.missing) / Double(max(1, column.rows))
            table.append([
                shortened(column.name, to: 24), column.role ?? "", column.kind,
                column.missing == 0 ? "0" : percent(share),
                column.distinct.map(String.init) ?? "many", end(column.first, column.minimum),
                end(column.last, column.maximum),
            ])
        }
        let hidden = summary.furtherColumns + max(0, summary.columns.count - mostColumns)
        let odd = summary.columns.compactMap { column in
            column.unlike.map {
                "\(column.name.printable): \(NumberText.counted($0.count, "cell")) of another type, the first "
                    + "'\($0.text.printable)' on \(column.unlikeFile.map { "\($0.printable) " } ?? "")line \($0.line)\n"
            }
        }
        return table.text + (hidden > 0 ? "and \(NumberText.counted(hidden, "column")) more\n" : "") + odd.joined()
    }

    /// A date, or a number in few digits.
    private static func end(_ date: String?, _ number: Double?) -> String {
        guard let number else { return date ?? "" }
        if number == number.rounded(), number.magnitude < 1e15 { return NumberText.fixed(number, decimals: 0) }
        let short = number.description
        return short.count <= 8 ? short : NumberText.significant(number, 6)
    }

    static func percent(_ share: Double) -> String {
        let text = NumberText.fixed(100 * share, decimals: 1)
        return share > 0 && text == "0.0" ? "<0.1%" : "\(text)%"
    }

    static func shortened(_ text: String, to length: Int) -> String {
        text.count > length ? String(text.prefix(length - 1)) + "…" : text
    }
}
