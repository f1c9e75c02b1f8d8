import TimeSeries

/// Reads the cells of covariates.
struct CovariateReader {
    let columns: [CovariateColumn]
    private let missing: [[UInt8]]
    private var categories: [CategoryCodes]

    private static let trueWord = Array("true".utf8)
    private static let falseWord = Array("false".utf8)

    init(columns: [CovariateColumn], missing: [[UInt8]]) {
        self.columns = columns
        self.missing = missing
        categories = columns.map { CategoryCodes(known: $0.known) }
    }

    /// The number in the record's cell of a covariate, or of its category; NaN where it is missing.
    mutating func value(_ place: Int, _ reader: borrowing RecordReader, at time: Timestamp) throws(CSVError) -> Double {
        let column = columns[place]
        switch column.content {
        case .number:
            if let value = reader.number(column.column, missing: missing) { return value }
        case .truth:
            if isMissing(column, reader) { return .nan }
            if let value = reader.withField(column.column, truth) { return value }
        case .category:
            if isMissing(column, reader) { return .nan }
            return Double(try categories[place].code(reader, column, at: time))
        }
        throw reader.badCell(column.column, name: column.name) {
            .badCovariate(column: $0, text: $1, content: column.content, role: column.role, at: $2)
        }
    }

    private func isMissing(_ column: CovariateColumn, _ reader: borrowing RecordReader) -> Bool {
        let missing = missing
        return reader.withField(column.column) { cell in
            cell.isEmpty || missing.contains { cell.holds($0) }
        }
    }

    private func truth(_ cell: Span<UInt8>) -> Double? {
        switch cell.count {
        case 4: isWord(cell, Self.trueWord) ? 1 : nil
        case 5: isWord(cell, Self.falseWord) ? 0 : nil
        case 1: cell[0] == UInt8(ascii: "1") ? 1 : cell[0] == UInt8(ascii: "0") ? 0 : nil
        default: nil
        }
    }

    private func isWord(_ cell: Span<UInt8>, _ word: [UInt8]) -> Bool {
        for position in 0..<cell.count where cell[position] | 0x20 != word[position] { return false }
        return true
    }

    /// What the columns are, and for each that has categories the final number of each of its numbers.
    func descriptions() -> (covariates: [Covariate], orders: [[Int]?]) {
        var covariates: [Covariate] = []
        var orders: [[Int]?] = []
        for (column, codes) in zip(columns, categories) {
            let order = column.content == .category ? codes.order() : nil
            var names = order.map { _ in codes.names }
            for (code, final) in (order ?? []).enumerated() { names?[final] = codes.names[code] }
            covariates.append(Covariate(name: column.name, role: column.role, categories: names))
            orders.append(order)
        }
        return (covariates, orders)
    }

    /// For each column of categories those that were not known before the file was read, though others were.
    var unseen: [UnseenCategory] { categories.compactMap(\.unseen) }

    /// A value of a column as its file would write it.
    func text(_ place: Int, _ value: Double) -> String {
        let names = categories[place].names
        if columns[place].content == .category, let code = Int(exactly: value), names.indices.contains(code) {
            return names[code]
        }
        return value.description
    }
}
