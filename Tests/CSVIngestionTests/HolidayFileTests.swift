import CSVIngestion
import Diagnostics
import ForecastTestSupport
import Testing
import TimeSeries

@Suite struct HolidayFileTests {
    private func days(_ text: String) throws -> [Int] {
        let folder = try TemporaryFolder()
        return try readHolidays(path: try folder.write(Array(text.utf8), to: "holidays.csv"))
    }

    /// 2023-05-01 and 2023-10-03, as pandas counts days since 1970.
    private static let both = [19478, 19633]

    @Test(arguments: [
        "date\n2023-05-01\n2023-10-03\n",
        "2023-05-01\n2023-10-03\n",
        "d\n01.05.2023\n03.10.2023\n13.10.2023\n",
        "name;datum\nTag der Arbeit;01.05.2023\nEinheit;03.10.2023\nx;31.12.2023\n",
        "01.05.2023;Tag der Arbeit\n03.10.2023;Tag der Einheit\n24.12.2023;Heiligabend\n",
        "2023-05-01,Labour Day\n2023-10-03,Unity Day\n",
        "name,when\nLabour Day,5/1/2023\nUnity Day,10/3/2023\nLast,12/31/2023\n",
        "day\n20230501\n20231003\n",
        "holiday,name\n\"May 1, 2023\",a\n\"Oct 3, 2023\",b\n",
        "date\n2023-05-01T00:00:00\n\n2023-10-03T00:00:00\n",
    ])
    func `days are found in any form, with a header or without`(text: String) throws {
        #expect(Array(try days(text).prefix(2)) == Self.both)
    }

    @Test func `days that may be read in two ways are refused`() throws {
        let error = try #require(throws: CSVError.self) { try days("d\n05/06/2023\n05/06/2023\n") }
        #expect(error.kind == .twoReadings)
        #expect(error.location?.line == 2)
        #expect(error.fix == "write days as 2020-12-25")
    }

    @Test func `a file without days, or with two columns of them, is refused`() throws {
        let none = try #require(throws: CSVError.self) { try days("name,count\na,1\nb,2\n") }
        #expect(none.kind == .noTimeColumn)
        let two = try #require(throws: CSVError.self) { try days("from,to\n2023-05-01,2023-05-02\n") }
        #expect(two.kind == .ambiguousColumn)
        #expect(try days("from,date\n2023-04-30,2023-05-01\n2023-10-02,2023-10-03\n") == Self.both)
    }

    @Test func `a cell that is no day is refused with its line`() throws {
        let error = try #require(throws: CSVError.self) { try days("date\n2023-05-01\n2023-10-03\nsoon\n") }
        #expect(error.location?.line == 4)
    }

    @Test func `a single day needs no header, and a row that lacks its cell is refused far down as well`() throws {
        #expect(try days("2020-12-25,Christmas\n") == [18621])
        let many = "name,date\n" + (0..<3000).map { "x,20\(10 + $0 % 10)-0\($0 % 9 + 1)-1\($0 % 10)\n" }.joined()
        #expect(try days(many).count == 3000)
        #expect(throws: CSVError.self) { try days(many + "2021-01-01\n") }
    }
}
