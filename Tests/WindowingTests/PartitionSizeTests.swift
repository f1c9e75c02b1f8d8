import Diagnostics
import Foundation
import Testing
import TimeSeries

@testable import Windowing

@Suite struct PartitionSizeTests {
    @Test(arguments: [
        ("120", PartitionSize.rows(120)), ("1", .rows(1)), ("20%", .percent(20)), ("12.5%", .percent(12.5)),
        ("auto", .automatic),
    ])
    func `rows, percentages and auto are read and written back`(text: String, size: PartitionSize) throws {
        #expect(try PartitionSize(parsing: text) == size)
        #expect(size.description == text)
        #expect(try JSONDecoder().decode(PartitionSize.self, from: JSONEncoder().encode(size)) == size)
    }

    @Test(arguments: [
        "", "0", "-5", "+5", "1.5", "0%", "100%", "101%", "-1%", "%", "nan%", "inf%", "0x10", "0x1p3%", "1e1%",
        "1.2.3%",
        " 5", "5 %", "twelve", "99999999999999999999", "٣",
    ])
    func `anything else is bad usage and is quoted in the error`(text: String) throws {
        let error = try #require(throws: WindowingError.self) { try PartitionSize(parsing: text, flag: "--test") }
        #expect(error == .unreadablePartition(flag: "--test", text: text))
        #expect(error.exitStatus == .usage)
        #expect(error.message.contains("'\(text)'"))
    }

    @Test(arguments: [(732, 6, 12, 120), (1047, 5, 5, 160), (1047, 1, 5, 160), (48, 1, 12, 12), (47, 1, 12, 8)])
    func `the automatic size is 15 percent rounded up to whole seasons`(
        count: Int, horizon: Int, season: Int, expected: Int
    ) {
        #expect(PartitionSize.automatic.rows(of: count, horizon: horizon, seasonLength: season) == expected)
    }

    @Test(arguments: 1...400, [nil, 1, 5, 12, 365])
    func `the automatic size holds the horizon and is the least whole seasons a quarter can hold`(
        count: Int, season: Int?
    ) {
        for horizon in [1, 7, 30] {
            let rows = PartitionSize.automatic.rows(of: count, horizon: horizon, seasonLength: season)
            #expect(rows >= horizon)
            #expect(100 * rows >= 15 * count)
            guard rows > horizon else { continue }
            let isLeast = 100 * (rows - 1) < 15 * count
            let isSeasons = rows.isMultiple(of: season ?? 1) && 100 * (rows - (season ?? 1)) < 15 * count
            #expect(isLeast || (isSeasons && 4 * rows <= count))
        }
    }

    @Test(arguments: [(100, 20.0, 20), (101, 20.0, 21), (7, 15.0, 2), (1000, 0.1, 1), (300, 33.3, 100)])
    func `a percentage is rounded up to a whole row`(count: Int, percent: Double, expected: Int) {
        #expect(PartitionSize.percent(percent).rows(of: count, horizon: 50, seasonLength: 12) == expected)
    }
}
