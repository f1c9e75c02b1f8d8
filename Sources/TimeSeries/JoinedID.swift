/// An id that the cells of several columns make together, such as `store1/item2`.
///
/// Cells stand with a `/` between them. A `/` or `\` of a cell's own has a `\` before it, so that the cells can be told
/// apart again.
public enum JoinedID {
    /// The id of these cells.
    public static func joined(_ cells: [String]) -> String {
        cells.map(escaped).joined(separator: "/")
    }

    /// The cells of an id that ``joined(_:)`` made.
    public static func cells(of id: String) -> [String] {
        var cells = [""]
        var isEscaped = false
        for scalar in id.unicodeScalars {
            if !isEscaped, scalar == "\\" {
                isEscaped = true
                continue
            }
            if !isEscaped, scalar == "/" {
                cells.append("")
            } else {
                cells[cells.count - 1].unicodeScalars.append(scalar)
            }
            isEscaped = false
        }
        return cells
    }

    private static func escaped(_ cell: String) -> String {
        guard cell.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }) else { return cell }
        var text = ""
        for scalar in cell.unicodeScalars {
            if scalar == "/" || scalar == "\\" { text += "\\" }
            text.unicodeScalars.append(scalar)
        }
        return text
    }
}

extension ColumnNames {
    /// The names of the columns in which an id is written: those that the user's file has, or none.
    public var idColumns: [String] { idParts.isEmpty ? [id].compactMap { $0 } : idParts }

    /// What stands in ``idColumns`` for a series.
    public func idCells(of id: String?) -> [String?] {
        guard !idParts.isEmpty else { return [id] }
        let cells = id.map(JoinedID.cells) ?? []
        return idParts.indices.map { $0 < cells.count ? cells[$0] : nil }
    }
}
