public import TimeSeries

/// Draws the series of a panel as SVG, each in a field of its own with its name and the least and greatest value.
public enum SeriesDrawing {
    private static let (fieldWidth, fieldHeight, margin, columns) = (230.0, 96.0, 12.0, 3)
    /// Most series that are drawn.
    private static let mostFields = 300

    /// The document; series beyond the first 300 are left out.
    public static func svg(_ panel: Panel) -> String {
        let series = panel.series.prefix(mostFields)
        let rows = (series.count + columns - 1) / columns
        let (width, height) = (Double(min(columns, series.count)) * fieldWidth, Double(rows) * fieldHeight)
        var text = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(number(width)) \(number(height))" \
            width="\(number(width))" height="\(number(height))" font-family="sans-serif" font-size="10">
            <rect width="100%" height="100%" fill="white"/>

            """
        for (place, one) in series.enumerated() {
            text += field(
                one, left: Double(place % columns) * fieldWidth, top: Double(place / columns) * fieldHeight)
        }
        return text + "</svg>\n"
    }

    private static func field(_ series: TimeSeries, left: Double, top: Double) -> String {
        let observed = series.values.filter { !$0.isNaN }
        let (least, greatest) = (observed.min() ?? 0, observed.max() ?? 1)
        let (x0, x1) = (left + margin, left + fieldWidth - margin)
        let (y0, y1) = (top + fieldHeight - margin, top + 2 * margin + 4)
        let step = (x1 - x0) / Double(max(1, series.count - 1))
        let unit = greatest > least ? (y1 - y0) / (greatest - least) : 0
        // A line ends at a hole and begins again after it.
        var paths: [[String]] = [[]]
        for (row, value) in series.values.enumerated() {
            if value.isNaN {
                paths.append([])
            } else {
                let (x, y) = (x0 + Double(row) * step, y0 + (value - least) * unit)
                paths[paths.count - 1].append("\(number(x)),\(number(y))")
            }
        }
        let lines = paths.filter { !$0.isEmpty }.map { points in
            let both = points.count == 1 ? [points[0], points[0]] : points
            return "<polyline points=\"\(both.joined(separator: " "))\"/>\n"
        }
        let range = "\(label(least)) to \(label(greatest))"
        return """
            <text x="\(number(x0))" y="\(number(top + margin + 6))" fill="#333">\(XMLText.escaped(series.id ?? ""))</text>
            <text x="\(number(x1))" y="\(number(top + margin + 6))" fill="#777" text-anchor="end">\(range)</text>
            <g fill="none" stroke="#1f77b4" stroke-width="1.2" stroke-linecap="round" stroke-linejoin="round">
            \(lines.joined())</g>

            """
    }

    /// Tenths of a pixel.
    private static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }

    private static func label(_ value: Double) -> String {
        NumberText.fixed(value, decimals: abs(value) < 10 ? 2 : abs(value) < 100 ? 1 : 0)
    }
}
