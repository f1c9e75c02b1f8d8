import JSON
import ForecastTestSupport
import Foundation
import Testing

@testable import Reporting
@testable import TimeSeries

@Suite struct SeasonSummaryTests {
    private func note(_ values: [Double], _ season: Int, isFromFrequency: Bool = true) -> String? {
        summary(values, season, isFromFrequency: isFromFrequency).note
    }

    private func summary(_ values: [Double], _ season: Int, isFromFrequency: Bool = true) -> SeasonSummary {
        SeasonSummary(
            evidence: SeasonalEvidence([values[...]], seasonLength: season), isFromFrequency: isFromFrequency)
    }

    @Test func `the year of the temperature is confirmed, and nothing is said when the user asked for it`() throws {
        let temperature = try datasetColumn("temperature", of: "temperature.csv")
        #expect(
            note(temperature, 12)
                == "season of 12 rows, from the frequency, confirmed by autocorrelation .94; --season sets another")
        #expect(note(temperature, 12, isFromFrequency: false) == nil)
    }

    @Test func `the week of the prices is not shown, and the note says how to do without`() throws {
        let close = try datasetColumn("close", of: "prices.csv")
        #expect(
            note(close, 5)
                == "season of 5 rows, from the frequency, but autocorrelation .04 does not show it; "
                + "--season none switches it off")
        #expect(
            note(close, 5, isFromFrequency: false)
                == "season of 5 rows: autocorrelation .04 does not show it; --season none switches it off")
    }

    @Test func `a smooth curve resembles itself at every short lag, which shows no season`() throws {
        let curve = (0..<2400).map { row in
            let turn = Double(row % 800) / 800
            return turn * turn * (1 - turn) * (1 - turn)
        }
        let summary = summary(curve, 5)
        let autocorrelation = try #require(summary.evidence.autocorrelation)
        let limit = try #require(summary.evidence.limit)
        if autocorrelation > limit {
            #expect(summary.note?.contains(", as large at shorter lags, does not show it") == true)
        } else {
            #expect(summary.note?.contains(#/autocorrelation -?\.\d\d does not show it/#) == true)
        }
    }

    @Test(arguments: [[1, 2, 3, 1, 2], Array(repeating: 7, count: 40), []])
    func `what cannot be checked is said to be unchecked, unless the user asked for it`(values: [Double]) {
        #expect(
            note(values, 3)
                == "season of 3 rows, from the frequency, not checked as the rows to learn from are too few, "
                + "have too many gaps or are all alike; --season sets another")
        #expect(note(values, 3, isFromFrequency: false) == nil)
    }

    @Test func `programs get every digit, and null where there is no number`() {
        let season = SeasonalEvidence([[1, 5, 1, 5.5, 1, 4.5, 1, 5, 1, 5.25]], seasonLength: 2)
        let shown = SeasonSummary(evidence: season, isFromFrequency: false).json.document
        #expect(shown.contains("\"length\": 2"))
        #expect(shown.contains("\"autocorrelation\": \(season.autocorrelation ?? 0)"))
        let unchecked = summary([1, 2], 3).json.document
        #expect(unchecked.contains("\"autocorrelation\": null"))
        #expect(unchecked.contains("\"isConfirmed\": false"))
        #expect(unchecked.contains("\"isFromFrequency\": true"))
    }
}
