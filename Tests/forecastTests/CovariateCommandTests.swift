import Foundation
import Testing

@Suite struct CovariateCommandTests {
    /// Daily sales from Monday, 2024-01-01, of about 20, and 6 more on every fifth and seventh day, when there is a
    /// promotion; the sales of the last `ahead` rows are not known yet.
    private static func sales(_ rows: Range<Int>, ahead: Int = 0, extra: (Int, Double) -> String = { _, _ in "" })
        -> String
    {
        rows.reduce("date,sales,promo\(extra(-1, 0))\n") { text, row in
            let date = Date(timeIntervalSince1970: 1_704_067_200 + Double(row) * 86_400)
            let promo = row % 5 == 0 || row * row % 11 == 3
            let value = 20 + Double(row * row % 13) / 10 + (promo ? 6 : 0)
            let shown = row < rows.upperBound - ahead ? "\(value)" : ""
            return text
                + "\(date.formatted(.iso8601.year().month().day())),\(shown),\(promo ? 1 : 0)\(extra(row, value))\n"
        }
    }

    private static let fit =
        "forecast fit sales.csv --model gru --target sales --input-length 10 --horizon 5 --epochs 15 --learning-rate 0.01 --quiet"

    private func values(_ text: String) -> [Double] {
        text.split(separator: "\n").dropFirst().map { Double($0.split(separator: ",")[1]) ?? .nan }
    }

    private func follows(_ forecast: [Double], from first: Int) -> Bool {
        forecast.enumerated().allSatisfy { step, value in
            let row = first + step
            return (value > 23.5) == (row % 5 == 0 || row * row % 11 == 3)
        }
    }

    @Test func `a plan of promotions in the fitted file, in a newer one or in one of its own is followed`() throws {
        let folder = try CommandFolder()
        try folder.write(Self.sales(0..<305, ahead: 5), to: "sales.csv")
        _ = try folder.succeed(Self.fit + " --future promo")
        let kept = try folder.succeed("forecast predict")
        #expect(kept.hasPrefix("date,GRU\n2024-10-27,") && follows(values(kept), from: 300))

        try folder.write(Self.sales(0..<300), to: "sales.csv")
        _ = try folder.succeed(Self.fit + " --future promo")
        let missing = try folder.run("forecast predict")
        #expect(missing.status == 65)
        #expect(
            missing.errors.contains(
                "error: 'promo' must be known for each of the 5 steps to forecast, and is missing at 5 steps: "
                    + "2024-10-27, 2024-10-28, 2024-10-29 ... 2024-10-31\n"
                    + "  fix: give a file with rows for these times to --data, with 'promo' and an empty target"))
        try folder.write(Self.sales(300..<305, ahead: 5), to: "plan.csv")
        #expect(try folder.succeed("forecast predict --data plan.csv") == kept)
        _ = try folder.succeed("cut -d, -f1,3 plan.csv > ahead.csv")
        let ahead = try folder.run("forecast predict --data ahead.csv")
        #expect(ahead.output == kept)
        #expect(ahead.errors == "note: ahead.csv has no column 'sales': its rows only say what is known ahead\n")
        _ = try folder.succeed("cut -d, -f1,2 plan.csv > bare.csv")
        let bare = try folder.run("forecast predict --data bare.csv")
        #expect(
            bare.status == 65
                && bare.errors.contains(
                    "the columns that the model was fitted on, 'date', 'sales', 'promo'; 'sales' may be empty")
        )
        try folder.write(Self.sales(280..<310, ahead: 5), to: "newer.csv")
        #expect(follows(values(try folder.succeed("forecast predict --data newer.csv")), from: 305))
        try folder.write(Self.sales(300..<303, ahead: 3), to: "short.csv")
        let short = try folder.run("forecast predict --data short.csv")
        #expect(short.status == 65 && short.errors.contains("is missing at 2 steps: 2024-10-30, 2024-10-31"))
        #expect(values(try folder.succeed("forecast predict --data short.csv --horizon 3")).count == 3)
    }

    @Test func `a model with past covariates refuses to go on beyond its horizon`() throws {
        let folder = try CommandFolder()
        try folder.write(Self.sales(0..<300), to: "sales.csv")
        _ = try folder.succeed(Self.fit + " --past promo --epochs 1")
        #expect(values(try folder.succeed("forecast predict")).count == 5)
        let outcome = try folder.run("forecast predict --horizon 6")
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("fix: pass --horizon 5 or less, or fit a model with --horizon 6"))
    }

    @Test func `a column made from the target is suspected by fit and backtest, a promotion is not`() throws {
        let folder = try CommandFolder()
        let text = Self.sales(0..<300) { row, value in row < 0 ? ",revenue" : ",\(value * 3.2)" }
        try folder.write(text, to: "sales.csv")
        let note =
            "note        'revenue' moves with 'sales' on the same row (correlation 1.00) and says nothing a row earlier; "
            + "is it really known ahead? if not, pass --past revenue"
        let fit = Self.fit.replacing(" --quiet", with: "") + " --future promo,revenue --epochs 1"
        let report = try folder.succeed(fit)
        #expect(report.contains(note) && !report.contains("'promo' moves"))
        let backtest = fit.replacing("forecast fit", with: "forecast backtest")
        #expect(try folder.succeed(backtest).contains(note.replacing("note        ", with: "note       ")))
    }

    @Test func `a backtest with a covariate known ahead beats one where it is known up to the cutoff`() throws {
        let folder = try CommandFolder()
        try folder.write(Self.sales(0..<300), to: "sales.csv")
        func error(_ role: String) throws -> Double {
            let text = try folder.succeed(
                "forecast backtest sales.csv --model gru --target sales --input-length 10 --horizon 5 --epochs 15 --baselines none "
                    + "--learning-rate 0.01 --test-size 60 --quiet --json \(role) promo")
            let document = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
            let models = try #require(document?["models"] as? [[String: Any]])
            return try #require((models[0]["overall"] as? [String: Any])?["mae"] as? Double)
        }
        #expect(try error("--future") < error("--past") / 2)
    }

    @Test func `covariates pass the audit`() throws {
        let folder = try CommandFolder()
        let text = Self.sales(0..<300) { row, _ in
            row < 0 ? ",load,sky" : ",\(row * 7 % 31),\(row % 3 == 0 ? "sun" : "")"
        }
        try folder.write(text, to: "sales.csv")
        let audit = try folder.succeed(
            "forecast audit sales.csv --model gru --target sales --future promo --past load,sky --calendar weekday --horizon 5 "
                + "--input-length 10 --epochs 2")
        #expect(audit.contains("covariate scalers") && audit.contains("GRU does not look ahead: nothing changed"))
    }

    @Test func `a category the model has not seen is told, and a whole number is the same with a point`() throws {
        let folder = try CommandFolder()
        let fit =
            "forecast fit sales.csv --model gru --target sales --input-length 10 --horizon 5 --epochs 1 --hidden 4 --quiet"
        let kind: (Int, Double) -> String = { row, _ in row < 0 ? ",kind" : ",\(row % 3)" }
        try folder.write(Self.sales(0..<100, extra: kind), to: "sales.csv")
        _ = try folder.succeed(fit + " --past kind --categorical kind")
        let known = try folder.run("forecast predict")
        #expect(known.status == 0 && known.errors == "")
        try folder.write(
            Self.sales(0..<100) { row, value in row < 0 ? kind(row, value) : kind(row, value) + ".0" }, to: "points.csv"
        )
        #expect(try folder.run("forecast predict --data points.csv") == known)
        try folder.write(
            Self.sales(0..<100) { row, value in row < 95 ? kind(row, value) : ",7" }, to: "new.csv")
        let unseen = try folder.run("forecast predict --data new.csv")
        #expect(unseen.status == 0)
        #expect(
            unseen.errors.contains(
                "5 cells of 'kind' are of categories the model was not fitted on, the first '7' on line 97 of new.csv"))
    }
}
