import ForecastTestSupport
import Foundation
import Testing
import TimeSeries

@testable import Windowing

@Suite struct CalendarFieldTests {
    private func features(_ field: CalendarField, _ text: String) throws -> [Float] {
        let format = try #require(TimestampFormat(pattern: "yyyy-MM-ddTHH:mm:ss"))
        let timestamp = try #require(format.timestamp(from: text.count == 10 ? text + "T00:00:00" : text))
        var features: [Float] = []
        field.append(timestamp, CivilDate(timestamp), to: &features)
        return features
    }

    @Test(arguments: CalendarField.allCases)
    func `a field has as many numbers as it says, all from -1 to 1`(field: CalendarField) throws {
        for text in ["2024-02-29T23:59:59", "1969-12-31", "2000-01-01T12:30:00", "0001-01-01"] {
            let numbers = try features(field, text)
            #expect(numbers.count == field.width)
            #expect(numbers.allSatisfy { (-1...1).contains($0) })
        }
    }

    // 2024-02-26 is a Monday.
    @Test func `weekday and quarter are 1 in one place`() throws {
        for day in 0..<7 {
            let numbers = try features(.weekday, "2024-02-\(26 + day > 29 ? "29" : "\(26 + day)")")
            #expect(numbers.reduce(0, +) == 1 && numbers[min(day, 3)] == 1)
        }
        #expect(try features(.quarter, "2024-03-31") == [1, 0, 0, 0])
        #expect(try features(.quarter, "2024-04-01") == [0, 1, 0, 0])
        #expect(try features(.quarter, "2024-12-31") == [0, 0, 0, 1])
    }

    private static let rounds: [(CalendarField, String, Double)] = [
        (.hour, "2024-05-17T18:00:00", 0.75), (.hour, "2024-05-17T06:45:00", 0.28125),
        (.minute, "2024-05-17T06:45:00", 0.75), (.day, "2024-02-15", 0.482_758_620_689_655_2),
        (.day, "2023-02-15", 0.5), (.month, "2024-12-05", 0.916_666_666_666_666_6),
        (.dayOfYear, "2024-12-31", 0.997_267_759_562_841_5), (.dayOfYear, "2023-12-31", 0.997_260_273_972_602_7),
        (.week, "2024-01-08", 0.018_867_924_528_301_886), (.week, "2024-12-31", 0.981_132_075_471_698_1),
    ]

    @Test(arguments: rounds)
    func `fields that go round are sine and cosine of one turn and of two`(
        field: CalendarField, text: String, share: Double
    ) throws {
        let angle = 2 * Double.pi * share
        let expected = [sin(angle), cos(angle), sin(2 * angle), cos(2 * angle)]
        for (number, exact) in zip(try features(field, text), expected) { #expect(abs(Double(number) - exact) < 1e-7) }
    }
}
