import Foundation
import Testing
import TimeSeries

@testable import Windowing

@Suite struct HolidayListTests {
    private func day(_ text: String) throws -> Timestamp { try #require(TimestampFormat.day.timestamp(from: text)) }

    private func list() throws -> HolidayList {
        HolidayList(
            days: try ["2024-12-26", "2024-12-25", "2024-01-01", "2024-12-25"].map { try day($0).daysSince1970 })
    }

    private static let steps: [(String, Frequency, Int)] = [
        ("2024-12-25", .fixed(seconds: 86_400), 1), ("2024-12-24", .fixed(seconds: 86_400), 0),
        ("2024-12-25", .fixed(seconds: 3600), 1), ("2024-12-25", .sessions, 1),
        ("2024-12-20", .fixed(seconds: 604_800), 2), ("2024-12-19", .fixed(seconds: 604_800), 1),
        ("2024-12-01", .calendar(months: 1, anchor: .day(1)), 2),
        ("2024-12-31", .calendar(months: 1, anchor: .lastDay), 2),
        ("2024-11-01", .calendar(months: 1, anchor: .day(1)), 0),
        ("2024-01-01", .calendar(months: 12, anchor: .day(1)), 3),
    ]

    @Test(arguments: steps)
    func `the days of a step are counted`(text: String, frequency: Frequency, count: Int) throws {
        #expect(try list().count(in: day(text), frequency) == count)
    }

    @Test func `it is written as days and read again`() throws {
        let text = String(decoding: try JSONEncoder().encode(try list()), as: UTF8.self)
        #expect(text == #"["2024-01-01","2024-12-25","2024-12-26"]"#)
        #expect(try JSONDecoder().decode(HolidayList.self, from: Data(text.utf8)) == list())
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(HolidayList.self, from: Data(#"["2024-02-30"]"#.utf8))
        }
    }
}
