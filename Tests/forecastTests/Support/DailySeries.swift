import Foundation

/// A CSV file of days from 2020-01-01 on, a row a value; nil for an empty cell.
func dailyCSV(_ values: [Double?], from first: Int = 0, id: String? = nil, header: Bool = true) -> String {
    let start = 1_577_836_800 + first * 86_400
    let rows = values.enumerated().map { row, value -> String in
        let date = Date(timeIntervalSince1970: Double(start + row * 86_400))
        let day = date.formatted(.iso8601.year().month().day())
        let cells = [id, day, value.map { $0.description } ?? ""]
        return cells.compactMap { $0 }.joined(separator: ",") + "\n"
    }
    let names = id == nil ? "date,y\n" : "id,date,y\n"
    return (header ? names : "") + rows.joined()
}

/// A week that repeats itself, with noise; the same in every run.
func weeks(_ rows: Int) -> [Double?] {
    (0..<rows).map { row -> Double? in
        let day = Double(row % 7 - 3)
        let noise = Double(row * row % 97) / 100
        return 10 + 3 * day + noise
    }
}
