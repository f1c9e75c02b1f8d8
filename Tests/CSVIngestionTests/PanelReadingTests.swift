import CSVIngestion
import Diagnostics
import ForecastTestSupport
import Testing
import TimeSeries

@Suite struct PanelReadingTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func fault(_ paths: [String]) -> CSVError? {
        do throws(CSVError) {
            _ = try readPanel(paths: paths)
            return nil
        } catch {
            return error
        }
    }

    @Test func `several files are one dataset, whatever the order of their columns`() throws {
        let first = try folder.write("unique_id,ds,y\na,2020-01-01,1\nb,2020-01-01,5\n", to: "1.csv")
        let second = try folder.write("y;note;ds;unique_id\n2,5;x;2020-01-02;a\n6,5;y;2020-01-02;b\n", to: "2.csv")
        #expect(fault([first, second])?.kind == .columnsDiffer)
        let third = try folder.write(
            "y;ds;unique_id\n2,5;2020-01-02;a\n6,5;2020-01-02;b\n7;2020-01-02;c\n", to: "3.csv")
        let fourth = try folder.write("unique_id,ds,y\na,2020-01-03,3\nb,2020-01-03,\nc,2020-01-03,8\n", to: "4.csv")
        let ingestion = try readPanel(paths: [first, third, fourth])
        #expect(ingestion.panel.series.map(\.id) == ["a", "b", "c"])
        #expect(ingestion.panel.series[0].values == [1, 2.5, 3])
        #expect(ingestion.panel.series[2].values == [7, 8])
        #expect(ingestion.rowsRead == 8)
        #expect(ingestion.notes.contains("reading 3 files as one"))
        #expect(ingestion.files.map(\.lineOffset) == [0, 3, 7])
        #expect(ingestion.place(ofLine: 9).description == "\(fourth):2")
        #expect(ingestion.files.title == "\(first) and 2 more files")
    }

    @Test func `files read as one are the same as their rows in one file`() throws {
        let rows = (10..<40).map { "2020-01-01 00:\($0),\($0)\n" }
        let whole = try folder.write("ds,y\n" + rows.joined(), to: "whole.csv")
        for cut in [1, 7, 29] {
            let head = try folder.write("ds,y\n" + rows[..<cut].joined(), to: "head.csv")
            let tail = try folder.write("ds,y\n" + rows[cut...].joined(), to: "tail.csv")
            #expect(try readPanel(paths: [head, tail]).panel.fingerprint == readPanel(path: whole).panel.fingerprint)
        }
    }

    @Test func `rows of one time in several files are named with their files, and so are rows out of order`() throws {
        let first = try folder.write("ds,y\n2020-01-01,1\n2020-01-02,2\n2020-01-05,2\n", to: "1.csv")
        let second = try folder.write("ds,y\n2020-01-06,2\n2020-01-05,3\n2020-01-04,4\n", to: "2.csv")
        let twice = try #require(fault([first, second]))
        #expect(twice.location == DiagnosticLocation(file: second, line: 3, column: 1))
        #expect(twice.message == "2020-01-05 appears twice, first on line 4 of \(first)")
        var options = CSVOptions()
        options.repairs.duplicates = .last
        let late = #expect(throws: CSVError.self) { try readPanel(paths: [first, second], options: options) }
        #expect(late?.location == DiagnosticLocation(file: second, line: 4))
        #expect(late?.message == "2020-01-04 comes after 2020-01-06 on line 2 of \(second)")
        options.repairs.unsorted = .sort
        let notes = try readPanel(paths: [first, second], options: options).notes
        #expect(notes.contains { $0.hasSuffix("the first is 2020-01-04 on line 4 of \(second)") }, "\(notes)")
        #expect(notes.contains { $0.hasSuffix("the first is 2020-01-05 on line 3 of \(second)") })
    }

    @Test func `holes and stray rows of a later file are named with it`() throws {
        let first = try folder.write("ds,y\n2020-01-01,1\n2020-01-02,2\n2020-01-03,2\n2020-01-04,3\n", to: "1.csv")
        let second = try folder.write("ds,y\n2020-01-05,2\n2020-01-07,3\n2020-01-08,4\n", to: "2.csv")
        var options = CSVOptions()
        options.repairs.gaps = .error
        let gap = #expect(throws: CSVError.self) { try readPanel(paths: [first, second], options: options) }
        #expect(gap?.location == DiagnosticLocation(file: second, line: 3))
        let third = try folder.write("ds,y\n2020-02-01,2\n2020-02-05,3\n2020-03-01,4\n", to: "3.csv")
        let months = try folder.write("ds,y\n2019-11-01,2\n2019-12-01,3\n2020-01-01,4\n", to: "4.csv")
        #expect(fault([months, third])?.location == DiagnosticLocation(file: third, line: 3))
        let left = try readPanel(paths: [months, third], options: CSVOptions(skipOffGrid: true))
        #expect(left.notes.contains { $0.hasSuffix("the first is 2020-02-05 on line 3 of \(third)") })
    }

    @Test func `an error names the file and its line`() throws {
        let first = try folder.write("ds,y\n2020-01-01,1\n2020-01-02,2\n", to: "1.csv")
        let second = try folder.write("ds,y\n2020-01-03,3\n2020-01-04,x\n", to: "2.csv")
        let cell = try #require(fault([first, second]))
        #expect(cell.location == DiagnosticLocation(file: second, line: 3, column: 12))
        let stray = try folder.write(
            "ds,y\n2020-01-03 00:00,3\n", to: "3.csv")
        let form = try #require(fault([first, stray]))
        #expect(form.location == DiagnosticLocation(file: stray, line: 2, column: 1))
        let missing = try #require(fault([first, folder.path + "/none.csv"]))
        #expect(missing.kind == .notFound)
    }

    @Test func `a file with other columns is named with the difference`() throws {
        let first = try folder.write("ds,y\n2020-01-01,1\n2020-01-02,2\n", to: "1.csv")
        let second = try folder.write("ds,z\n2020-01-03,3\n", to: "2.csv")
        let error = try #require(fault([first, second]))
        #expect(error.kind == .columnsDiffer)
        #expect(error.location == DiagnosticLocation(file: second, line: 1))
        #expect(error.message == "the columns differ from those of \(first): no y")
    }

    @Test func `a pattern stands for the files that match it, in order`() throws {
        for name in ["b.csv", "a.csv", "c.txt"] { _ = try folder.write("y\n1\n", to: name) }
        let found = try dataFiles([folder.path + "/*.csv", "-"])
        #expect(found == [folder.path + "/a.csv", folder.path + "/b.csv", "-"])
        #expect(throws: CSVError.self) { try dataFiles([folder.path + "/*.tsv"]) }
        let odd = try folder.write("y\n1\n", to: "[x].csv")
        #expect(try dataFiles([odd]) == [odd])
    }

    @Test func `a stream of more rows than fit into the memory ends with an error`() throws {
        var limits = ReadingLimits()
        limits.memory = 4_000_000
        let text = "ds,y\n" + (0..<140_000).map { "\($0),1\n" }.joined()
        let error = try #require(try errorReading(Array(text.utf8), CSVOptions(), limits: limits))
        #expect(error.kind == .tooManyRows)
        #expect(error.location?.line == 131_073)
        limits.memory = 8_000_000
        #expect(try CSVIngestionTests.read(Array(text.utf8), CSVOptions(), limits: limits).rowsRead == 140_000)
    }

    @Test func `usual tokens are missing in numbers, counted, and stay ids elsewhere`() throws {
        let ingestion = try read("id,ds,y\nNA,1,1\nNA,2,NA\nNA,3,-\nNA,4,NA\nNA,5,?\n", CSVOptions(id: "id"))
        #expect(ingestion.panel.series[0].id == "NA")
        #expect(ingestion.missingValues == 4)
        #expect(ingestion.notes.contains("read as missing: 2 'NA', 1 '-', 1 '?'; --missing adds other tokens"))
        let declared = try read("ds,y\n1,1\n2,x\n3,3\n", CSVOptions(missing: ["x"]))
        #expect(declared.missingValues == 1)
        #expect(!declared.notes.contains { $0.contains("read as missing") })
    }
}
