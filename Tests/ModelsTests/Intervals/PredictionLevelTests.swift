import Diagnostics
import Testing
import TimeSeries

@testable import Models

@Suite struct PredictionLevelTests {
    @Test(
        "A percentage is read, and written without needless zeros",
        arguments: [
            ("80", "80"), ("99.5", "99.5"), ("1", "1"), ("080", "80"), ("95.00", "95"), ("99.9999", "99.9999"),
            ("68.27", "68.27"), ("50.0500", "50.05"),
        ])
    func read(text: String, written: String) throws {
        let level = try PredictionLevel(parsing: text)
        #expect(level.description == written)
        #expect(level.percent == Double(text))
        #expect(level.lowerColumn(of: "GRU") == "GRU-lo-\(written)")
        #expect(level.upperColumn(of: "GRU") == "GRU-hi-\(written)")
        #expect(try PredictionLevel(parsing: level.description) == level)
    }

    @Test(
        "What is no percentage from 1 to below 100 is refused, a share too",
        arguments: [
            "", "0", "0.8", ".8", "0.99", "100", "100.0", "-80", "+80", "80%", "80.", "8e1", "nan", "inf", "0x50",
            "80.12345", "1000", "80.5.5", "８０", "80 95", " 80", "99999999999999999999",
        ])
    func refused(text: String) {
        let error = #expect(throws: IntervalError.self) { try PredictionLevel(parsing: text) }
        #expect(error == .unreadableLevel(text: text))
        #expect(error?.exitStatus == .usage && error?.fix.contains("--levels 80,95") == true)
    }

    @Test func `a list is sorted, each level once`() throws {
        #expect(try PredictionLevel.list(parsing: "95,80").map(\.description) == ["80", "95"])
        #expect(try PredictionLevel.list(parsing: "80, 95,80.0 ,50").map(\.description) == ["50", "80", "95"])
        #expect(try PredictionLevel.list(parsing: "99.5").map(\.percent) == [99.5])
    }

    @Test(arguments: ["", ",", "80,", ",80", "80,,95", "80;95", "80 95", "80,x"])
    func `a list with anything else between its commas is refused`(text: String) {
        #expect(throws: IntervalError.self) { try PredictionLevel.list(parsing: text) }
    }

    /// `⌈(n+1)(1−α)⌉` by counting up, in whole numbers.
    private func bruteForceRank(_ tenThousandths: Int, among count: Int) -> Int {
        var rank = 0
        while rank * 1_000_000 < (count + 1) * tenThousandths { rank += 1 }
        return rank
    }

    @Test func `ranks are exact, also where binary fractions are not`() throws {
        for text in ["1", "10", "50", "57", "58", "70", "80", "90", "95", "99", "99.5", "99.9", "33.3333"] {
            let level = try PredictionLevel(parsing: text)
            for count in 0...1200 {
                #expect(level.rank(among: count) == bruteForceRank(level.tenThousandths, among: count))
            }
            let needed = level.neededResiduals
            #expect(level.rank(among: needed) <= needed && level.rank(among: needed - 1) > needed - 1, "\(text)")
        }
        // 100 · 0.57 is 56.99999999999999 in binary; (99 + 1) · 57% is rank 57 exactly.
        #expect(try PredictionLevel(parsing: "57").rank(among: 99) == 57)
        #expect(try PredictionLevel(parsing: "80").neededResiduals == 4)
        #expect(try PredictionLevel(parsing: "95").neededResiduals == 19)
        #expect(try PredictionLevel(parsing: "99").neededResiduals == 99)
        #expect(try PredictionLevel(parsing: "99.9999").neededResiduals == 999_999)
    }

    @Test func `the highest level of so many residuals is the last they are enough for`() {
        #expect(PredictionLevel.highest(with: 0) == nil)
        for count in 1...300 {
            let level = PredictionLevel.highest(with: count)
            #expect(level.map { $0.neededResiduals <= count } == true)
            let next = level.flatMap { try? PredictionLevel(parsing: "\(Int($0.percent) + 1)") }
            #expect(next.map { $0.neededResiduals > count } ?? true, "\(count)")
        }
        #expect(ConformalCalibration.highestLevel.description == "99.5")
        #expect(ConformalCalibration.highestLevel.neededResiduals <= ConformalCalibration.longest)
    }
}
