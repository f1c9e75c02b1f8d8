import CSVIngestion
import Diagnostics
import ForecastTestSupport
import Testing
import TimeSeries

private let text = "Größe;größer €;𝄞\n2020-01-01;1,5;é\n2020-01-02;2,5;ü\n2020-01-03;3,5;日本\n"

private func utf16(_ text: String, bigEndian: Bool, mark: Bool) -> [UInt8] {
    (mark ? "\u{feff}" + text : text).utf16.flatMap { unit in
        let (high, low) = (UInt8(unit >> 8), UInt8(truncatingIfNeeded: unit))
        return bigEndian ? [high, low] : [low, high]
    }
}

@Suite struct TranscoderTests {
    private var options: CSVOptions { CSVOptions(target: "größer €", time: "Größe") }

    @Test(arguments: [true, false], [true, false])
    func `UTF-16 is read with and without a byte order mark`(bigEndian: Bool, mark: Bool) throws {
        let bytes = utf16(text, bigEndian: bigEndian, mark: mark)
        for chunk in [1, 3, 4096] {
            let ingestion = try read(bytes, options, limits: chunks(of: chunk))
            #expect(ingestion.panel.series[0].values == [1.5, 2.5, 3.5])
            #expect(ingestion.dialect.encoding == (bigEndian ? .utf16BigEndian : .utf16LittleEndian))
            #expect(ingestion.notes.contains { $0.contains("from UTF-16; --encoding") })
        }
    }

    @Test func `a byte order mark of UTF-8 is skipped without a note`() throws {
        let ingestion = try read("\u{feff}date,y\n2020-01-01,1\n2020-01-02,2\n2020-01-03,3\n")
        #expect(ingestion.panel.columns.time == "date")
        #expect(!ingestion.notes.contains { $0.contains("--encoding") })
    }

    /// Bytes as Python's `'id,ds,y\n…'.encode('cp1252')` gives them.
    @Test func `what is not UTF-8 is read as Windows-1252, with a note`() throws {
        let rows: [UInt8] = (1...3).flatMap { day -> [UInt8] in
            [0x5a, 0xfc, 0x80] + Array(",2020-01-0\(day),\(day)\n".utf8)
        }
        let bytes = Array("id,ds,y\n".utf8) + rows
        for chunk in [1, 4096] {
            let ingestion = try read(bytes, CSVOptions(id: "id"), limits: chunks(of: chunk))
            #expect(ingestion.panel.series[0].id == "Zü€")
            #expect(ingestion.notes.contains { $0.contains("is read as Windows-1252; --encoding") })
        }
        var forced = CSVOptions(id: "id")
        forced.dialect.encoding = .utf8
        #expect(try errorReading(bytes, forced)?.kind == .invalidUTF8)
        forced.dialect.encoding = .windows1252
        #expect(try read(bytes, forced).notes.contains { $0.contains("--encoding") } == false)
    }

    @Test func `a mixture of UTF-8 and other bytes is refused where it matters`() throws {
        let bytes = Array("id,ds,y\né,2020-01-01,1\n".utf8) + [0xe9] + Array(",2020-01-01,1\n".utf8)
        let error = try #require(try errorReading(bytes, CSVOptions(id: "id")))
        #expect(error.kind == .invalidUTF8)
        #expect(error.location?.line == 3)
        #expect(error.fix.contains("--encoding windows-1252"))
    }

    @Test func `a character cut by the end of the sample is no fault`() throws {
        var limits = chunks(of: 16)
        for size in 10...30 {
            limits.sampleBytes = size
            let bytes = Array("é,dé,ÿ€\n2020-01-01,1,1\n2020-01-02,1,2\n2020-01-03,1,3\n".utf8)
            let ingestion = try read(bytes, CSVOptions(target: "ÿ€", time: "é"), limits: limits)
            #expect(ingestion.dialect.encoding == .utf8)
        }
    }

    @Test func `malformed UTF-16 is refused with its place`() throws {
        var bytes = utf16("date,y\n2020-01-01,1\n", bigEndian: false, mark: true)
        bytes += [0x00, 0xdc, 0x31, 0x00]
        let error = try #require(try errorReading(bytes, CSVOptions()))
        #expect(error.kind == .notText)
        #expect(error.message.contains("at byte 42"))
        #expect(error.fix.contains("--encoding"))
        let odd = utf16("date,y\n2020-01-01,1\n", bigEndian: true, mark: true) + [0]
        #expect(try errorReading(odd, CSVOptions())?.message.contains("at byte 42") == true)
    }
}
