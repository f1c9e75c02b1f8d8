import CSVIngestion
import Diagnostics
import ForecastTestSupport
import Testing
import TimeSeries

private func rows(_ cells: [String], _ other: [String] = []) -> String {
    let header = other.isEmpty ? "date;y\n" : "date;y;x\n"
    return header
        + cells.enumerated().map { row, cell in
            "2020-01-0\(row + 1);\(cell)" + (other.isEmpty ? "" : ";\(other[row])") + "\n"
        }.joined()
}

private func forced(_ decimal: DialectOptions.DecimalMark?, _ thousands: DialectOptions.ThousandsMark?) -> CSVOptions {
    var options = CSVOptions(target: "y")
    options.dialect.decimal = decimal
    options.dialect.thousands = thousands
    return options
}

@Suite struct NumberStyleSnifferTests {
    @Test(arguments: [
        (["1,5", "2", "3,25"], [1.5, 2, 3.25], "a decimal comma, as in 1,5"),
        (["1.234,5", "2", "-3,25"], [1234.5, 2, -3.25], "a decimal comma and '.' between thousands, as in 1.234,5"),
        (["1.234", "2", "3,25"], [1234, 2, 3.25], "a decimal comma and '.' between thousands"),
        (["1,234.5", "2", "3.25"], [1234.5, 2, 3.25], "',' between thousands, as in 1,234.5"),
        (["1,234", "2", "3.25"], [1234, 2, 3.25], "',' between thousands"),
        (["1,234,567", "2", "12,345"], [1_234_567, 2, 12345], "',' between thousands"),
        (["1.234.567", "2", "12.345"], [1_234_567, 2, 12345], "'.' between thousands"),
        (["1 234,5", "2", "12 345 678"], [1234.5, 2, 12_345_678], "a decimal comma and blanks between thousands"),
        (["1\u{a0}234", "2", "3"], [1234, 2, 3], "blanks between thousands"),
        (["1\u{202f}234,5", "2", "3"], [1234.5, 2, 3], "a decimal comma and blanks"),
        (["1'234.5", "2", "3"], [1234.5, 2, 3], "apostrophes between thousands"),
        (["1’234,5", "2", "3"], [1234.5, 2, 3], "a decimal comma and apostrophes"),
        (["0,123", "2", "3"], [0.123, 2, 3], "a decimal comma"),
        (["1,5e3", "2", "3"], [1500, 2, 3], "a decimal comma"),
    ])
    func `marks that fit every number are found and noted`(cells: [String], values: [Double], note: String) throws {
        let ingestion = try read(rows(cells))
        #expect(ingestion.panel.series[0].values == values)
        #expect(ingestion.notes.contains { $0.contains(note) }, "\(ingestion.notes)")
    }

    @Test func `a point before three digits is a decimal point between commas and dates of ISO 8601`() throws {
        let text = rows(["1.234", "2.345", "3.456"]).replacing(";", with: ",")
        let ingestion = try read(text)
        #expect(ingestion.panel.series[0].values == [1.234, 2.345, 3.456])
        #expect(!ingestion.notes.contains { $0.contains("--decimal") })
    }

    @Test func `a point before three digits is refused with both readings between semicolons`() throws {
        let text = rows(["997", "1.005", "-12.345"])
        let error = try #require(try errorReading(Array(text.utf8), CSVOptions()))
        #expect(error.kind == .twoReadings)
        #expect(error.location?.line == 3 && error.location?.column == 12)
        #expect(error.message.contains("\"1.005\" may be 1.005 or 1005"))
        #expect(
            error.fix == "pass --decimal . to read it as 1.005, or --decimal , --thousands . to read it as 1005")
        #expect(try read(text, forced(.point, nil)).panel.series[0].values == [997, 1.005, -12.345])
        #expect(try read(text, forced(.comma, .point)).panel.series[0].values == [997, 1005, -12345])
    }

    @Test(arguments: ["0.512", "12.5", "1234.567", "1.2345", "-0.005"])
    func `a cell that no thousands have tells for the whole file`(cell: String) throws {
        let value = try #require(Double(cell))
        #expect(try read(rows(["1.005", "2", cell])).panel.series[0].values == [1.005, 2, value])
        let other = try read(rows(["1.005", "2", "3.100"], ["1", "2", cell]), CSVOptions(target: "y"))
        #expect(other.panel.series[0].values == [1.005, 2, 3.1])
    }

    @Test func `a cell far below the first rows tells for the whole file`() throws {
        let lines = (0..<3000).map { "\($0);\($0 % 9 + 1).\(100 + $0 % 900)\n" }.joined()
        let text = "t;y\n" + lines
        #expect(try errorReading(Array(text.utf8), CSVOptions())?.kind == .twoReadings)
        #expect(try read(text + "3000;0.5\n").panel.series[0].values.last == 0.5)
        let grouped = try read(text + "3000;1.234.567\n")
        #expect(grouped.panel.series[0].values.last == 1_234_567)
        #expect(grouped.panel.series[0].values.first == 1100)
    }

    @Test func `a column of two readings that is not read does not matter`() throws {
        let text = rows(["1", "2", "3"], ["1.005", "2.005", "3.005"])
        #expect(try read(text, CSVOptions(target: "y")).panel.series[0].values == [1, 2, 3])
        var options = CSVOptions(target: "y")
        options.covariates.future = ["x"]
        #expect(try errorReading(Array(text.utf8), options)?.message.contains("'x'") == true)
    }

    @Test func `another column tells what a mark means`() throws {
        let options = CSVOptions(target: "y")
        let grouped = try read(rows(["1,234", "2,345", "3,456"], ["1.5", "2.5", "3.5"]), options)
        #expect(grouped.panel.series[0].values == [1234, 2345, 3456])
        let decimal = try read(rows(["1,234", "2,345", "3,456"], ["1,5", "2,5", "3,5"]), options)
        #expect(decimal.panel.series[0].values == [1.234, 2.345, 3.456])
    }

    @Test func `a mark with two meanings is refused with both flags`() throws {
        for options in [CSVOptions(), CSVOptions(target: "y")] {
            let error = try #require(try errorReading(Array(rows(["1,234", "2", "3,456"]).utf8), options))
            #expect(error.location?.line == 2)
            #expect(error.fix == "pass --thousands , to read it as 1234, or --decimal , to read it as 1.234")
        }
    }

    @Test func `flags decide what a mark means`() throws {
        let cells = rows(["1,234", "2", "3,456"])
        #expect(try read(cells, forced(.comma, nil)).panel.series[0].values == [1.234, 2, 3.456])
        #expect(try read(cells, forced(nil, .comma)).panel.series[0].values == [1234, 2, 3456])
        let points = rows(["1.234", "2", "3.456"])
        #expect(try read(points, forced(nil, .point)).panel.series[0].values == [1234, 2, 3456])
        #expect(try read(points, forced(.comma, nil)).panel.series[0].values == [1234, 2, 3456])
        let error = try #require(
            try errorReading(Array(points.utf8), forced(.comma, DialectOptions.ThousandsMark.none)))
        #expect(error.kind == .groupedDigits || error.kind == .noNumberColumn)
        #expect(error.fix.contains("--decimal . to read it as 1.234"))
    }

    @Test func `a decimal comma below the sample is refused with the flag`() throws {
        let lines = (0..<2000).map { "\($0);\($0)\n" }.joined()
        let error = try #require(try errorReading(Array(("t;y\n" + lines + "2000;1,5\n").utf8), CSVOptions()))
        #expect(error.kind == .groupedDigits)
        #expect(error.location?.line == 2002)
        #expect(error.fix == "pass --decimal , to read it as 1.5")
    }

    @Test func `a column of text does not tell the marks`() throws {
        let ingestion = try read(rows(["1.5", "2.5", "3.5"], ["a", "b", "1,5"]), CSVOptions(target: "y"))
        #expect(ingestion.panel.series[0].values == [1.5, 2.5, 3.5])
    }

    @Test func `dates with points are no grouped numbers`() throws {
        let text = "t;note;y\n1;31.12.2020;1,5\n2;01.01.2021;2,5\n3;02.01.2021;3,5\n"
        #expect(try read(text, CSVOptions(target: "y", time: "t")).panel.series[0].values == [1.5, 2.5, 3.5])
    }

    /// Whatever style a table of random numbers is written in, it reads back, unless a mark has two meanings.
    @Test func `random numbers in every style read back or are refused`() throws {
        var random = SplitMix64(seed: 11)
        let styles: [(String, String)] = [
            (".", ""), (".", ","), (",", ""), (",", "."), (".", " "), (",", " "), (".", "'"), (",", "'"),
        ]
        var readBack = 0
        for round in 0..<400 {
            let (decimal, group) = styles[round % styles.count]
            var values: [Double] = []
            var cells: [String] = []
            for _ in 0..<8 {
                let whole = Int.random(in: 0..<2_000_000, using: &random) >> Int.random(in: 0..<20, using: &random)
                let fraction = Int.random(in: 0..<100, using: &random)
                values.append(Double("\(whole).\(fraction)") ?? .nan)
                cells.append(grouped("\(whole)", group) + decimal + "\(fraction)")
            }
            do {
                let panel = try read(rows(cells)).panel
                #expect(panel.series[0].values == values, "\(cells)")
                readBack += 1
            } catch let error as CSVError {
                #expect(error.fix.contains("--decimal") || error.fix.contains("--thousands"), "\(error) \(cells)")
            }
        }
        #expect(readBack > 390)
    }

    private func grouped(_ digits: String, _ mark: String) -> String {
        var text = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place) % 3 == 0 { text += mark }
            text.append(digit)
        }
        return text
    }
}
