import Foundation
import Testing

/// What `fit` and `backtest` say of the season.
@Suite struct SeasonReportTests {
    private static let commands = [
        "forecast fit FILE --model naive", "forecast backtest FILE --model naive --baselines none",
    ]

    private func season(_ command: String, in folder: borrowing CommandFolder) throws -> [String: Any]? {
        let text = try folder.succeed(command + " --json")
        let document = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        let data = try #require(document?["data"] as? [String: Any])
        return try #require(data["season"]) as? [String: Any]
    }

    @Test(arguments: commands)
    func `the season of the frequency is kept, and a note says whether it shows`(command: String) throws {
        let folder = try CommandFolder()
        for (file, note) in [
            (
                "temperature.csv",
                #/note +season of 12 rows, from the frequency, confirmed by autocorrelation \.9\d; --season sets another/#
            ),
            (
                "prices.csv",
                #/note +season of 5 rows, from the frequency, but autocorrelation -?\.0\d does not show it; --season none .*/#
            ),
        ] {
            let outcome = try folder.run(command.replacing("FILE", with: "datasets/\(file)"))
            #expect(outcome.lines.count { $0.wholeMatch(of: note) != nil } == 1, "\(outcome)")
        }
        let shown = try #require(
            try season(command.replacing("FILE", with: "datasets/temperature.csv"), in: folder))
        #expect(shown["length"] as? Int == 12)
        #expect(shown["isConfirmed"] as? Bool == true)
        #expect(shown["isFromFrequency"] as? Bool == true)
        #expect((shown["autocorrelation"] as? Double ?? 0) > (shown["limit"] as? Double ?? 1))
    }

    @Test(arguments: commands)
    func `a season that the user sets is in doubt only where the rows do not show it`(command: String) throws {
        let folder = try CommandFolder()
        let command = command.replacing("FILE", with: "datasets/temperature.csv")
        let notes = { (outcome: Outcome) in outcome.lines.filter { $0.contains("season") && $0.hasPrefix("note") } }
        let seven = try folder.run("\(command) --season 7 --horizon 6")
        #expect(notes(seven).count == 1)
        #expect(notes(seven).allSatisfy { $0.contains(" does not show it; --season none switches it off") })
        #expect(try notes(folder.run("\(command) --season 12 --horizon 6")).isEmpty)
        #expect(try notes(folder.run("\(command) --season none --horizon 6")).isEmpty)
        #expect(try season("\(command) --season none", in: folder) == nil)
        #expect(try season("\(command) --season 7", in: folder)?["isConfirmed"] as? Bool == false)
    }

    @Test(arguments: commands.indices)
    func `rows after those that are learned from do not bear on it`(row: Int) throws {
        let folder = try CommandFolder()
        let command = Self.commands[row]
        let lines = try folder.text("datasets/temperature.csv").split(separator: "\n").map(String.init)
        // 732 months, of which fit holds out 15% twice, in whole seasons, and backtest once.
        let learned = [732 - 2 * 120, 732 - 120][row]
        func season(changedFrom first: Int) throws -> [String: Any] {
            let changed = lines.enumerated().map { place, line in
                place <= first ? line : "\(line.prefix(7)),\(place * place % 97)"
            }
            try folder.write(changed.joined(separator: "\n") + "\n", to: "changed.csv")
            return try #require(try self.season(command.replacing("FILE", with: "changed.csv"), in: folder))
        }
        let before = try season(changedFrom: lines.count) as NSDictionary
        #expect(try season(changedFrom: learned) as NSDictionary == before)
        #expect(try season(changedFrom: learned - 1) as NSDictionary != before)
    }
}
