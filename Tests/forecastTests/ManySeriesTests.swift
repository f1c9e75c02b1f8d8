import ForecastTestSupport
import Foundation
import Testing

/// One model of many series.
@Suite struct ManySeriesTests {
    /// Weekly patterns, each shifted by a day, with noise of a twentieth, of the given sizes.
    private static func shops(_ sizes: [Double], rows: Int = 250) -> String {
        sizes.enumerated().reduce("day,shop,sales\n") { text, shop in
            let noise = normalNoise(rows, seed: UInt64(shop.offset + 1))
            return (0..<rows).reduce(into: text) { text, row in
                let size = 10 + 3 * wave(7, period: 7)[(row + shop.offset) % 7] + 0.5 * noise[row]
                text += "\(row),s\(shop.offset),\(shop.element * size)\n"
            }
        }
    }

    private static let fit =
        "forecast fit shops.csv --model gru --target sales --season 7 --horizon 7 --input-length 14 --hidden 8 --epochs 15 --stride 3"
        + " --learning-rate 0.01"

    private func values(_ text: String) -> [String: [Double]] {
        var values: [String: [Double]] = [:]
        for line in text.split(separator: "\n").dropFirst() {
            let cells = line.split(separator: ",")
            values[String(cells[0]), default: []].append(Double(cells[2]) ?? .nan)
        }
        return values
    }

    @Test func `the size of a series changes its own forecasts by that size and those of others by nothing`() throws {
        // Powers of two, so that nothing is rounded.
        let sizes: [Double] = [1, 1, 1, 1, 1, 1]
        let other: [Double] = [1, 0x1p20, 1, 0x1p-10, 1, 1]
        let folder = try CommandFolder()
        var forecasts: [[String: [Double]]] = []
        for sizes in [sizes, other] {
            try folder.write(Self.shops(sizes), to: "shops.csv")
            try folder.succeed(Self.fit + " --quiet")
            forecasts.append(values(try folder.succeed("forecast predict")))
        }
        for (shop, size) in other.enumerated() {
            let expected = try #require(forecasts[0]["s\(shop)"]).map { $0 * size }
            #expect(forecasts[1]["s\(shop)"] == expected)
        }
    }

    @Test func `series of a thousandth and of a million are forecast alike well by one model`() throws {
        let folder = try CommandFolder()
        try folder.write(
            Self.shops((0..<10).map { [1e-3, 1e-2, 0.1, 1, 10, 100, 1e3, 1e4, 1e5, 1e6][$0] }), to: "shops.csv")
        let backtest = Self.fit.replacing("forecast fit", with: "forecast backtest")
        let text = try folder.succeed(backtest + " --windows 12 --per series --metrics mase --json")
        let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let models = try #require(document["models"] as? [[String: Any]])
        let network = try #require(models.first { $0["name"] as? String == "GRU" })
        let shops = try #require(network["bySeries"] as? [[String: Any]])
        let errors = shops.compactMap { $0["mase"] as? Double }
        #expect(errors.count == 10)
        // About the error of the seasonal naive forecast of these rows; what is forecast is mostly noise.
        #expect(errors.allSatisfy { $0 < 1.2 }, "\(errors)")
        #expect((errors.max() ?? 9) < 2 * (errors.min() ?? 0), "\(errors)")
    }

    @Test func `a learned vector for each series tells those apart that see nothing but a promotion`() throws {
        let folder = try CommandFolder()
        var text = "day,shop,sales,promo\n"
        for shop in 0..<8 {
            let noise = normalNoise(300, seed: UInt64(shop + 40))
            for row in 0..<300 {
                // Every other shop loses by it; it is so rare that the rows seen seldom show it.
                let promo = (row * 7919 + shop * 31) % 23 == 0
                let effect = promo ? (shop % 2 == 0 ? 8.0 : -8.0) : 0
                text += "\(row),s\(shop),\(20 + effect + noise[row]),\(promo ? 1 : 0)\n"
            }
        }
        try folder.write(text, to: "shops.csv")
        func error(_ flags: String) throws -> Double {
            let json = try folder.succeed(
                "forecast backtest shops.csv --model gru --target sales --id shop --future promo --horizon 2 --input-length 4 "
                    + "--season none --hidden 8 --epochs 120 --learning-rate 0.01 --windows 30 --metrics mae --json \(flags)"
            )
            let document = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
            let models = try #require(document["models"] as? [[String: Any]])
            let network = try #require(models.first { $0["name"] as? String == "GRU" })
            return try #require((network["overall"] as? [String: Any])?["mae"] as? Double)
        }
        let (alike, apart) = (try error(""), try error("--series-embedding 4"))
        #expect(apart < alike - 0.2, "\(apart) with and \(alike) without vectors")
    }

    @Test func `series that are too short are named and counted, and forecast by something else`() throws {
        let folder = try CommandFolder()
        let long = Self.shops([1, 1, 1])
        let short = (0..<12).map { "\($0),tiny,\($0)\n\($0),small,\($0 % 5)\n" }.joined()
        try folder.write(long + short, to: "shops.csv")
        let fit = try folder.run(Self.fit + " --epochs 1")
        #expect(fit.status == 0)
        let note = try #require(fit.lines.first { $0.contains("are too short for") })
        #expect(
            note.contains(
                "2 of 5 series are too short for an input of 14 steps, or to learn from, and are forecast by ETS"))
        #expect(note.contains("'tiny' (12 values)") && note.contains("'small' (12 values)"))
        #expect(Set(values(try folder.succeed("forecast predict")).keys) == ["s0", "s1", "s2", "tiny", "small"])
        let newer = values(try folder.succeed("forecast predict --data shops.csv"))
        #expect(newer["tiny"]?.count == 7 && newer["small"]?.allSatisfy { $0 >= 0 } == true)
    }

    @Test func `a series without times that did not grow is forecast as before, whatever others did`() throws {
        let folder = try CommandFolder()
        func rows(_ first: Int, _ second: Int) -> String {
            "id,y\n" + (0..<first).map { "a,\(10 + $0 % 7)\n" }.joined()
                + (0..<second).map { "b,\(Double(40 + $0 * $0 % 11) / 2)\n" }.joined()
        }
        try folder.write(rows(100, 50), to: "first.csv")
        try folder.write(rows(110, 50), to: "longer.csv")
        for model in ["mean", "drift"] {
            try folder.succeed(
                "forecast fit first.csv --target y --id id --model \(model) --horizon 3 --season none --quiet")
            let before = values(try folder.succeed("forecast predict"))
            let after = values(try folder.succeed("forecast predict --data longer.csv"))
            #expect(after["b"] == before["b"] && after["b"]?.count == 3)
        }
    }
}
