import ForecastTestSupport
import Testing
import TimeSeries

@testable import CSVIngestion

@Suite struct ReadingSuggestionTests {
    /// Sales of each item in each store; items of one kind have the same price everywhere.
    private func sales(stores: Int, items: Int, days: Int, repeats: Int = 0) -> String {
        var text = "date,store,item,kind,price,promo,units\n"
        for store in 1...stores {
            for item in 1...items {
                for day in 0..<days {
                    let date = "2024-0\(day / 28 + 1)-\((day % 28 + 1) < 10 ? "0" : "")\(day % 28 + 1)"
                    let units = (store * 31 + item * 17 + day * day) % 23
                    let row = "\(date),\(store),i\(item),k\(item % 2),\(item % 2).5,\((day + item) % 2),\(units)\n"
                    text += row
                    if store == 1, item == 1, day < repeats { text += row }
                }
            }
        }
        return text
    }

    private func lenient(_ options: CSVOptions = CSVOptions()) -> CSVOptions {
        var options = options
        options.repairs.duplicates = .last
        options.repairs.unsorted = .sort
        return options
    }

    private func suggestion(_ text: String, _ options: CSVOptions) throws -> ReadingSuggestion {
        let folder = try TemporaryFolder()
        let path = try folder.write(text, to: "data.csv")
        let options = lenient(options)
        let ingestion = try readPanel(path: path, options: options)
        return try ReadingSuggestion(paths: [path], options: options, ingestion: ingestion)
    }

    @Test func `the fewest columns are suggested with which no time comes twice`() throws {
        let options = CSVOptions(target: "units")
        #expect(try suggestion(sales(stores: 3, items: 4, days: 40), options).ids == ["store", "item"])
        #expect(try suggestion(sales(stores: 1, items: 4, days: 40), options).ids == ["item"])
        #expect(try suggestion(sales(stores: 1, items: 1, days: 40, repeats: 1), options).isEmpty)
    }

    @Test func `a few repeated rows do not hide the series`() throws {
        let options = CSVOptions(target: "units")
        let text = sales(stores: 3, items: 4, days: 40, repeats: 3)
        #expect(try suggestion(text, options).ids == ["store", "item"])
    }

    @Test func `an id of the user's is left alone`() throws {
        let options = CSVOptions(target: "units", id: "store")
        #expect(try suggestion(sales(stores: 3, items: 4, days: 40), options).isEmpty)
    }

    @Test func `columns are found although rows of one time are far apart in a long file`() throws {
        // Each store's rows alone are told apart by the item.
        let options = CSVOptions(target: "units")
        #expect(try suggestion(sales(stores: 40, items: 30, days: 200), options).ids == ["store", "item"])
    }

    @Test func `an error about rows of one time names the columns that tell them apart`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(sales(stores: 3, items: 4, days: 40), to: "data.csv")
        let error = try #require(throws: CSVError.self) {
            try readPanel(path: path, options: CSVOptions(target: "units"))
        }
        #expect(error.kind == .duplicateTimestamp || error.kind == .unsortedTimestamps)
        #expect(error.fix == "pass --id store,item, as rows of one time differ in these")
        let panel = try readPanel(path: path, options: CSVOptions(target: "units", id: "store,item")).panel
        #expect(panel.series.count == 12)
    }

    @Test(arguments: [
        (day: "2023-10-29", hour: 2, zone: "Europe/Berlin"), (day: "2023-11-05", hour: 1, zone: "America/New_York"),
    ])
    func `an hour that comes twice where clocks are set back suggests their zone`(
        night: (day: String, hour: Int, zone: String)
    ) throws {
        let hours = (0...night.hour).map { $0 } + (night.hour...23).map { $0 }
        let rows = hours.map { "\(night.day) \($0 < 10 ? "0" : "")\($0):00,\($0 * $0 % 7)\n" }
        #expect(try suggestion("time,load\n" + rows.joined(), CSVOptions()).timezone == night.zone)
        let another = rows.joined().replacing("\(night.day) 05", with: "\(night.day) 04")
        #expect(try suggestion("time,load\n" + another, CSVOptions()).timezone == nil)
    }

    @Test func `columns that hold the time together are no ids`() throws {
        var text = "year,month,city,product,units\n"
        for year in 2010..<2020 {
            for month in 1...12 {
                for city in 1...3 {
                    for product in ["p", "q"] {
                        text += "\(year),\(month),\(city),\(product),\((year * month * city) % 17)\n"
                    }
                }
            }
        }
        #expect(try suggestion(text, CSVOptions(target: "units")).ids == ["city", "product"])
    }

    @Test func `no flag is named where rows continue a model's`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(sales(stores: 3, items: 4, days: 40), to: "data.csv")
        var options = CSVOptions(target: "units")
        options.grid = .fixed(seconds: 86_400)
        let error = try #require(throws: CSVError.self) { try readPanel(path: path, options: options) }
        #expect(!error.fix.contains("--id store"))
    }
}
