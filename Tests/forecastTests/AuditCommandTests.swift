import Foundation
import Testing

/// What `forecast audit` prints, and how it ends.
@Suite struct AuditCommandTests {
    /// 200 days of a week's season, with row 150, counted from 1, left out where it is asked for.
    private func days(isWhole: Bool = true) -> String {
        let first = Date(timeIntervalSince1970: 1_577_836_800)
        let rows = (1...200).filter { isWhole || $0 != 150 }.map { row in
            let date = first.addingTimeInterval(Double(row - 1) * 86400)
            return "\(date.formatted(.iso8601.year().month().day())),\(20 + (row * 5) % 7 + (row * row) % 11)\n"
        }
        return "date,v\n" + rows.joined()
    }

    @Test(arguments: ["naive", "ridge"])
    func `a model that does not look ahead passes, and every comparison is shown`(model: String) throws {
        let folder = try CommandFolder()
        try folder.write(days(), to: "days.csv")
        let outcome = try folder.run("forecast audit days.csv --model \(model) --test 30")
        #expect(outcome.status == 0 && outcome.errors == "")
        let name = model.capitalized
        #expect(
            outcome.lines.first == "\(name), cutoff 2020-06-18: 30 values after it replaced by a thousand times as far "
                + "from zero, and negative, missing values, the same values in reverse, one constant")
        #expect(outcome.lines.last == "\(name) does not look ahead: nothing changed")
        let compared = outcome.lines.filter { $0.hasSuffix("the same bytes") }
            .compactMap { $0.split(separator: "  ").first.map(String.init) }
        let learned = model == "ridge" ? ["parameters", "scalers"] : []
        #expect(
            compared.map { $0.trimmingCharacters(in: .whitespaces) } == learned + [
                "intervals", "forecasts", "later forecasts",
            ])
    }

    @Test(arguments: ["naive", "ridge"])
    func `a missing value in the validation rows is no leak`(model: String) throws {
        let folder = try CommandFolder()
        try folder.write(days(isWhole: false), to: "days.csv")
        let outcome = try folder.run("forecast audit days.csv --model \(model)")
        #expect(outcome.status == 0 && outcome.errors == "")
        #expect(outcome.lines.last == "\(model.capitalized) does not look ahead: nothing changed")
    }

    @Test func `the document says that it passed, and what was compared`() throws {
        let folder = try CommandFolder()
        try folder.write(days(), to: "days.csv")
        let text = try folder.succeed("forecast audit days.csv --model naive --test 30 --json")
        let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(document["passed"] as? Bool == true)
        #expect(document["model"] as? String == "Naive")
        #expect(document["cutoff"] as? String == "2020-06-18")
        #expect(document["replaced"] as? Int == 30)
        #expect((document["replacements"] as? [String])?.count == 4)
        let checks = try #require(document["checks"] as? [[String: Any]])
        #expect(checks.map { $0["name"] as? String } == ["intervals", "forecasts", "later forecasts"])
        #expect(checks.allSatisfy { $0["changedBy"] is NSNull && ($0["compared"] as? Int ?? 0) > 0 })
        #expect(
            try folder.run("forecast audit days.csv --model naive --test 30 --quiet")
                == Outcome(status: 0, output: "", errors: ""))
    }
}
