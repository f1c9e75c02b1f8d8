import Foundation
import Testing

@Suite struct CalendarCommandTests {
    /// Rows of a series that is twice as high on Sundays, and on some days off, from Monday, 2024-01-01.
    private static func sales(_ rows: Int) -> String {
        (0..<rows).reduce("date,sales\n") { text, row in
            let date = Date(timeIntervalSince1970: 1_704_067_200 + Double(row) * 86_400)
            let value = 10 + row * row % 3 + (row % 7 == 6 || row % 29 == 3 ? 10 : 0)
            return text + "\(date.formatted(.iso8601.year().month().day())),\(value)\n"
        }
    }

    /// The days off, as a file.
    private static var holidays: String {
        stride(from: 3, to: 400, by: 29).reduce("name,date\n") { text, row in
            let date = Date(timeIntervalSince1970: 1_704_067_200 + Double(row) * 86_400)
            return text + "day off,\(date.formatted(.iso8601.year().month().day()))\n"
        }
    }

    private func folder(rows: Int = 300) throws -> CommandFolder {
        let folder = try CommandFolder()
        try folder.write(Self.sales(rows), to: "sales.csv")
        try folder.write(Self.holidays, to: "holidays.csv")
        return folder
    }

    private static let fit =
        "forecast fit sales.csv --model gru --input-length 14 --horizon 7 --epochs 20 --learning-rate 0.01"

    @Test func `a model told of weekdays and days off is better, and forecasts them without newer rows`() throws {
        let folder = try folder()
        func error(_ flags: String) throws -> Double {
            let document = try JSONSerialization.jsonObject(
                with: Data(try folder.succeed(Self.fit + " --json " + flags).utf8))
            let heldOut = (document as? [String: Any])?["heldOut"] as? [String: Any]
            let scores = try #require(heldOut?["models"] as? [[String: Any]])
            return try #require(scores[0]["mae"] as? Double)
        }
        let alone = try error("")
        #expect(try error("--calendar weekday --holidays-from holidays.csv") < alone / 2)
        let forecast = try folder.succeed("forecast predict --horizon 14").split(separator: "\n").dropFirst()
        let values = forecast.map { Double($0.split(separator: ",")[1]) ?? .nan }
        // From Sunday, 2024-10-27; day 322, the 23rd step, would be off.
        #expect(values.count == 14 && values[0] > 17 && values[7] > 17 && values[1...6].allSatisfy { $0 < 15 })
    }

    @Test func `parts that say nothing, days off that end, and models that see none of it are noted`() throws {
        let folder = try folder(rows: 420)
        let report = try folder.succeed(
            "forecast fit sales.csv --model ridge --input-length 14 --horizon 7 --calendar hour,weekday "
                + "--holidays-from holidays.csv")
        for note in [
            "--calendar hour is the same on every row, and tells nothing",
            "the last holiday of --holidays-from is before the end of the rows: later ones are not known",
            "Ridge makes no use of covariates and the calendar",
        ] {
            #expect(report.contains("note        " + note))
        }
    }

    @Test func `a calendar passes the audit`() throws {
        let folder = try folder()
        let audit = try folder.succeed(
            "forecast audit sales.csv --model gru --input-length 14 --horizon 7 --epochs 2 --calendar month,weekday")
        #expect(audit.contains("GRU does not look ahead: nothing changed"))
    }

    @Test(arguments: [
        ("--calendar weekdays", 64, "--calendar has no 'weekdays'; choose some of minute, hour, weekday, day"),
        ("--calendar holidays-from", 64, "--calendar has no 'holidays-from'; name a file with --holidays-from"),
        ("--holidays-from none.csv", 66, "none.csv"),
        ("--holidays-from bad.csv", 65, "bad.csv:3:1: column 'date': \"soon\" is not a timestamp"),
        ("--holidays-from bad2.csv", 65, "bad2.csv:2:1: column 'day': \"2024-02-30\" is not in the calendar"),
    ])
    func `bad flags and files are refused with the place and the fix`(flags: String, status: Int, text: String) throws {
        let folder = try folder()
        try folder.write("date,name\n2024-01-01,new year\nsoon,never\n", to: "bad.csv")
        try folder.write("day\n2024-02-30\n", to: "bad2.csv")
        let outcome = try folder.run(Self.fit + " " + flags)
        #expect(outcome.status == Int32(status))
        #expect(outcome.errors.contains(text), "\(outcome.errors)")
        #expect(try !folder.content().keys.contains("forecast.safetensors"))
    }

    @Test func `rows without dates have no calendar`() throws {
        let folder = try CommandFolder()
        try folder.write((0..<200).reduce("row,value\n") { $0 + "\($1),\($1 % 7)\n" }, to: "rows.csv")
        let outcome = try folder.run("forecast fit rows.csv --model gru --calendar month")
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("--calendar needs dates, and the rows are only numbered by 'row'"))
    }
}
