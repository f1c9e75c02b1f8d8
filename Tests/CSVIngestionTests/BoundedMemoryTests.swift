import CSVIngestion
import Diagnostics
import Testing
import TimeSeries

/// Files of any size are read, or refused, in memory that has a bound.
@Suite struct BoundedMemoryTests {
    /// Limits a thousand times smaller than those of the command.
    private var small: ReadingLimits {
        var limits = chunks(of: 256)
        limits.record = 16 * 1024
        limits.sampleBytes = 1024
        limits.memory = 1_000_000
        return limits
    }

    private func error(_ text: String, _ options: CSVOptions = CSVOptions()) throws -> CSVError {
        try #require(try errorReading(Array(text.utf8), options, limits: small))
    }

    @Test func `a field longer than a record may be is refused with its line`() throws {
        let long = try error("date,y\n2020-01-01,1\n2020-01-02,\"\(String(repeating: "9", count: 100_000))\"\n")
        #expect(long.kind == .recordTooLong)
        #expect(long.location?.line == 3)
        #expect(long.fix.contains("quote that is never closed"))
        #expect(try error(String(repeating: "9", count: 100_000)).kind == .recordTooLong)
        #expect(
            try error(String(repeating: "9\n", count: 100) + "\"" + String(repeating: "\n", count: 50_000)).kind
                == .recordTooLong)
    }

    @Test func `a row of more columns than a record may hold is refused with its line`() throws {
        let wide = try error("date,y\n2020-01-01,1\n2020-01-02" + String(repeating: ",1", count: 50_000) + "\n")
        #expect(wide.kind == .recordTooLong)
        #expect(wide.location?.line == 3)
    }

    @Test func `a row of many columns is refused by their number`() throws {
        let wide = try error("date,y\n2020-01-01,1\n2020-01-02" + String(repeating: ",1", count: 5000) + "\n")
        #expect(wide.kind == .raggedRow)
        #expect(wide.location?.line == 3)
        #expect(wide.message.contains("5001 fields"))
    }

    @Test func `a table of more columns than are meant is refused before it is looked through`() throws {
        var limits = ReadingLimits()
        limits.columns = 1000
        let text = "date" + (0..<1000).map { ",c\($0)" }.joined() + "\n"
        let wide = try #require(try errorReading(Array(text.utf8), CSVOptions(), limits: limits))
        #expect(wide.kind == .tooManyColumns)
        #expect(wide.location?.line == 1)
        #expect(wide.fix.contains("--layout rows"))
    }

    @Test func `long files of rows and of the Monash archive are read without keeping their text`() throws {
        var limits = small
        limits.memory = 100_000_000
        let values = String(repeating: ",12345", count: 1000)
        let rows = (0..<20).map { "s\($0)\(values)\n" }.joined()
        #expect(
            try read(Array(("V1" + (2...1001).map { ",V\($0)" }.joined() + "\n" + rows).utf8), limits: limits).rowsRead
                == 20)
        var tsf = CSVOptions()
        tsf.layout.layout = .tsf
        let lines = (0..<20).map { "s\($0):1\(values)\n" }.joined()
        let text = "@relation x\n@attribute n string\n@data\n" + lines
        #expect(try read(Array(text.utf8), tsf, limits: limits).panel.series.count == 20)
    }

    @Test(arguments: ["\n", "# none\n", "t,y\n"])
    func `a stream of nothing but lines that are skipped is refused`(line: String) throws {
        let many = String(repeating: line, count: 100_000)
        let bare = try error("t,y\n" + many)
        #expect(bare.kind == .empty && bare.message.contains("only lines that are skipped"))
        #expect(try error("t,y\n1,2\n2,3\n3,4\n" + many).kind == .empty)
        #expect(try error(many).kind == .empty)
        // Beyond what is looked at first they take no memory.
        let rows = (0..<1000).map { "\($0),1\n" }.joined()
        #expect(try read(Array((line + "t,y\n" + rows + many).utf8), limits: small).rowsRead == 1000)
    }

    @Test func `a stream of rows without end is refused in every layout`() throws {
        let rows = (0..<100_000).map { "\($0),1\n" }.joined()
        #expect(try error("t,y\n" + rows).kind == .tooManyRows)
        #expect(try error("V1,V2,V3\n" + (0..<10_000).map { "s\($0),1,2\n" }.joined()).kind == .tooManyRows)
        var tsf = CSVOptions()
        tsf.layout.layout = .tsf
        let series = (0..<10_000).map { "s\($0):1,2\n" }.joined()
        #expect(try error("@attribute n string\n@data\n" + series, tsf).kind == .tooManyRows)
    }

    @Test func `a stream of series without end is refused`() throws {
        let rows = (0..<70_000).map { "s\($0),1,1\n" }.joined()
        #expect(try error("unique_id,ds,y\n" + rows).kind == .tooManyRows)
    }
}
