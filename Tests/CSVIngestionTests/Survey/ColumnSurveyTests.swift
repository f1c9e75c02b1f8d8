import ForecastTestSupport
import Testing

@testable import CSVIngestion

@Suite struct ColumnSurveyTests {
    private func survey(_ text: String, _ options: CSVOptions = CSVOptions()) throws -> ColumnSurvey {
        let folder = try TemporaryFolder()
        return try surveyColumns(path: try folder.write(text, to: "data.csv"), options: options)
    }

    @Test func `several files are surveyed as one, their columns in any order, their lines counted over all`() throws {
        let folder = try TemporaryFolder()
        let paths = [
            try folder.write("day,y\n2020-01-01,1\n2020-01-02,2\n", to: "a.csv"),
            try folder.write("y,day\n3,2020-01-03\nodd,2020-01-04\n5,2020-01-05\n", to: "b.csv"),
        ]
        let survey = try surveyColumns(paths: paths)
        #expect(survey.rows == 5)
        #expect(survey.columns.map(\.name) == ["day", "y"])
        #expect(survey.columns.map(\.kind) == [.date, .integer])
        #expect(survey.columns[0].last == "2020-01-05" && survey.columns[1].maximum == 5)
        #expect(survey.columns[1].firstUnlike?.line == 6)
    }

    @Test func `every column is described by all of its rows`() throws {
        let found = try survey(
            """
            date,shop,price,count,none
            2020-01-02,a,1.5,3,
            2020-01-01,b,-2.25,,
            2020-01-03,a,1e3,-7,
            """)
        #expect(found.rows == 3 && found.furtherColumns == 0)
        #expect(found.columns.map(\.name) == ["date", "shop", "price", "count", "none"])
        #expect(found.columns.map(\.kind) == [.date, .text, .number, .integer, .empty])
        #expect(found.columns.map(\.missing) == [0, 0, 0, 1, 3])
        #expect(found.columns.map(\.distinct) == [3, 2, 3, 2, 0])
        #expect(found.columns.map(\.minimum) == [nil, nil, -2.25, -7, nil])
        #expect(found.columns.map(\.maximum) == [nil, nil, 1000, 3, nil])
        #expect(found.columns.map(\.first) == ["2020-01-01", nil, nil, nil, nil])
        #expect(found.columns.map(\.last) == ["2020-01-03", nil, nil, nil, nil])
        #expect(found.columns.allSatisfy { $0.unlike == 0 && $0.firstUnlike == nil })
    }

    @Test func `cells of another kind than most are counted, the first with its line`() throws {
        let rows = (1...20).map {
            "2020-01-\($0 < 10 ? "0" : "")\($0),\($0 == 7 ? "off" : $0 == 9 ? "bad\tcell" : "\($0)")\n"
        }
        let column = try survey("day,load\n" + rows.joined()).columns[1]
        #expect(column.kind == .integer && column.unlike == 2)
        #expect(column.firstUnlike == SurveyedColumn.UnlikeCell(line: 8, text: "off"))
        #expect(column.minimum == 1 && column.maximum == 20)
        #expect(try survey("day,load\n" + rows.joined(), CSVOptions(missing: ["off"])).columns[1].unlike == 1)
    }

    @Test func `usual words for missing are missing among numbers and dates, and text among text`() throws {
        let columns = try survey(
            """
            day,load,grade,none
            2020-01-01,1,NA,NA
            NA,NA,a,n/a
            2020-01-03,n/a,NA,NA
            2020-01-04,4,b,NA
            2020-01-05,5,c,-
            """
        ).columns
        #expect(columns.map(\.kind) == [.date, .integer, .text, .empty])
        #expect(columns.map(\.missing) == [1, 2, 0, 5])
        #expect(columns.map(\.distinct) == [4, 3, 4, 0])
        #expect(columns.allSatisfy { $0.unlike == 0 })
    }

    @Test func `ends are told of dates whose characters are in the order of time, and of no others`() throws {
        let columns = try survey("a,b\n01.02.2020,2020-02-01\n02.01.2021,2021-01-02\n").columns
        #expect(columns.map(\.kind) == [.date, .date])
        #expect(columns.map(\.first) == [nil, "2020-02-01"] && columns.map(\.last) == [nil, "2021-01-02"])
    }

    @Test func `a date far behind many texts is still a text among them, and one among the first makes others dates`()
        throws
    {
        let texts = (0..<3000).map { "word \($0),\($0 == 5 ? "2020-01-01" : "w")\n" }
        let dates = (0..<9).map { "2020-01-0\($0 + 1),2020-02-0\($0 + 1)\n" }
        let columns = try survey("a,b\n" + (texts + dates).joined()).columns
        #expect(columns.map(\.kind) == [.text, .text] && columns.map(\.unlike) == [0, 0])
        #expect(columns.map(\.distinct) == [1001, 11])
    }

    @Test func `rows far beyond those that find the columns count as well, and different cells up to a number`() throws
    {
        let rows = (0..<5000).map { "\($0),\($0 % 1000),\($0 % 1001),\($0 == 4321 ? -9 : 0.5)\n" }
        let found = try survey("t,a,b,y\n" + rows.joined())
        #expect(found.rows == 5000)
        #expect(found.columns[3].minimum == -9)
        #expect(SurveyedColumn.mostDistinct == 1000)
        #expect(found.columns.map(\.distinct) == [1001, 1000, 1001, 2])
    }

    @Test func `of very many columns the first are described and the rest counted`() throws {
        let width = ColumnSurvey.mostColumns + 44
        let header = (0..<width).map { "c\($0)" }.joined(separator: ",")
        let row = (0..<width).map { "\($0)" }.joined(separator: ",")
        let found = try survey("\(header)\n\(row)\n\(row)\n")
        #expect(found.columns.count == ColumnSurvey.mostColumns && found.furtherColumns == 44)
        #expect(found.columns.last?.maximum == Double(ColumnSurvey.mostColumns - 1))
    }

    @Test func `what is no table is the same error as in reading it`() throws {
        #expect(throws: CSVError.self) { try survey("a,b\n1,2\n3\n") }
        #expect(throws: CSVError.self) { try survey("") }
        #expect(throws: CSVError.self) { try surveyColumns(path: "no such file.csv") }
    }
}
