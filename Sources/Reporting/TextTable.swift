/// Columns of text, aligned for a terminal of fixed-width cells.
struct TextTable {
    /// Which side of a column its cells keep to.
    enum Alignment {
        case left, right
    }

    private let headers: [String]
    private let alignments: [Alignment]
    private var rows: [[String]] = []

    init(_ columns: [(header: String, alignment: Alignment)]) {
        headers = columns.map(\.header.printable)
        alignments = columns.map(\.alignment)
    }

    /// Adds a row.
    ///
    /// - Precondition: It has a cell for every column.
    mutating func append(_ row: [String]) {
        precondition(row.count == headers.count, "a row has a cell for every column")
        rows.append(row.map(\.printable))
    }

    /// The lines, the headers first, two blanks between columns, none at the end of a line.
    var text: String {
        let lines = [headers] + rows
        let widths = headers.indices.map { column in lines.reduce(0) { max($0, $1[column].displayWidth) } }
        return lines.map { line($0, widths) + "\n" }.joined()
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = cells.indices.map { column in
            alignments[column] == .left
                ? cells[column].paddedRight(to: widths[column]) : cells[column].paddedLeft(to: widths[column])
        }
        let line = padded.joined(separator: "  ")
        let end = line.lastIndex { $0 != " " }
        return end.map { String(line[...$0]) } ?? ""
    }
}
