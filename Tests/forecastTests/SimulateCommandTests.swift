import Foundation
import Testing

@Suite struct SimulateCommandTests {
    @Test func `the same seed gives the same series, of any number of them`() throws {
        let folder = try CommandFolder()
        let all = try folder.run("forecast simulate --series 5 --length 30 --seed 3").lines
        #expect(all.count == 151 && all[0] == "id,time,value" && all[1].hasPrefix("series-1,2000-01-01,"))
        let fewer = try folder.run("forecast simulate --series 2 --length 30 --seed 3").lines
        #expect(fewer == Array(all.prefix(61)))
        #expect(try folder.run("forecast simulate --series 2 --length 30 --seed 4").lines != fewer)
    }

    @Test(arguments: [
        ("yearly", "2029-01-01"), ("quarterly", "2007-04-01"), ("monthly", "2002-06-01"), ("weekly", "2000-07-24"),
        ("daily", "2000-01-30"), ("hourly", "2000-01-02 05:00"),
    ])
    func `times are the frequency's, and every command reads the file`(frequency: String, last: String) throws {
        let folder = try CommandFolder()
        try folder.succeed("forecast simulate --frequency \(frequency) --series 3 --length 30 -o s.csv")
        #expect(try folder.text("s.csv").split(separator: "\n").last?.hasPrefix("series-3,\(last),") == true)
        let forecast = try folder.run("forecast predict s.csv --horizon 2 --format csv")
        #expect(forecast.status == 0 && forecast.lines.count == 7)
    }

    @Test func `holes are empty cells`() throws {
        let folder = try CommandFolder()
        let lines = try folder.run("forecast simulate --holes --series 20").lines
        let empty = lines.count { $0.hasSuffix(",") }
        #expect((30...800).contains(empty))
    }

    @Test(arguments: [
        ("--length 0", "--length 0", 100_000_000), ("--series -3", "--series -3", 100_000_000),
        ("--series 100000000", "--series 100000000", 833_333),
    ])
    func `sizes that cannot be are refused`(flags: String, named: String, most: Int) throws {
        #expect(
            try CommandFolder().run("forecast simulate \(flags)")
                == Outcome(
                    status: 64, output: "",
                    errors: "error: \(named) cannot be\n  fix: pass a number from 1 to \(most)\n"))
    }
}
