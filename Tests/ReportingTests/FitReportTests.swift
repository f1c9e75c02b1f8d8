import Evaluation
import Foundation
import Testing
import TimeSeries

@testable import Models
@testable import Reporting

/// A model that was too low by twice `mae` in one of two forecasts of 0, and right in the other, so that sMAPE is
/// undefined; off by an unknown amount for nil.
private func score(_ name: String, _ mae: Double?) -> ModelScore {
    let unit = InSampleScale(history: [0, 1], seasonLength: 1)
    return ModelScore(
        name: name, overall: ErrorSums(actual: [0, 0], forecast: [0, -2 * (mae ?? .nan)], scale: unit))
}

/// A run of 60 passes of 15 steps at most, of which 49 were made and the 34th was the best.
private func record(
    _ end: TrainingRecord.End, run: Int, best: Int, countsEpochs: Bool = true, clips: Bool = true
) -> TrainingRecord {
    let length = countsEpochs ? 15 : 25
    var record = TrainingRecord(
        initialValidationLoss: 1, roundLength: length, countsEpochs: countsEpochs, plannedSteps: 60 * length,
        clips: clips)
    record.rounds = Array(repeating: TrainingRecord.Round(trainingLoss: 1, validationLoss: 1), count: run)
    (record.bestRound, record.steps, record.end) = (best, run * length, end)
    record.clippedSteps = clips ? 23 : 0
    return record
}

/// The baselines' errors are those of the temperature six months ahead; the model's is the test's.
private func summary(mae: Double?) -> FitSummary {
    return FitSummary(
        data: FitSummary.Data(
            file: "temperature.csv", seriesCount: 1, rows: 732, firstTime: "1950-01", lastTime: "2010-12",
            frequency: "monthly", gaps: 0, missing: 1, notes: ["using 'temperature' as the target"]),
        split: [
            FitSummary.Part(name: "training", rows: 492, firstTime: "1950-01", lastTime: "1990-12", windows: 463),
            FitSummary.Part(name: "test", rows: 120, firstTime: "2001-01", lastTime: "2010-12", windows: 115),
        ],
        model: "GRU",
        training: FitSummary.Training(
            inputLength: 24, horizon: 6, parameterCount: 13_121,
            record: record(.earlyStopping, run: 49, best: 34)),
        heldOut: HeldOutScores(
            windows: 115, horizon: 6, firstOrigin: Timestamp(ticks: 612), lastOrigin: Timestamp(ticks: 726),
            models: [score("GRU", mae)],
            baselines: [score("Naive", 2.616), score("SeasonalNaive", 0.904)]),
        format: .ordinal,
        modelPath: "forecast.safetensors")
}

@Suite struct FitReportTests {
    @Test func `the report says everything, and plainly what was won`() {
        #expect(
            FitReport.text(summary(mae: 0.83)) == """
                data       temperature.csv, 732 rows, 1950-01 to 2010-12
                frequency  monthly
                gaps       0 absent timestamps, 1 missing value
                note       using 'temperature' as the target
                training   492 rows, 1950-01 to 1990-12, 463 windows
                test       120 rows, 2001-01 to 2010-12, 115 windows
                model      GRU, 13121 parameters, 24 steps in, 6 out
                epochs     stopped early after 49 of 60, the best on the validation rows was 34
                clipping   in 3.1% of the steps
                written    forecast.safetensors

                held-out error of 115 windows of 6 steps, the first beginning 612, the last 726

                                 MAE   RMSE    sMAPE %   MASE    bias
                GRU            0.830  1.174  undefined  0.830  -0.830
                Naive          2.616  3.700  undefined  2.616  -2.616
                SeasonalNaive  0.904  1.278  undefined  0.904  -0.904

                GRU beat Naive: its MAE is 68.3% lower (0.830 against 2.616)
                GRU beat SeasonalNaive: its MAE is 8.2% lower (0.830 against 0.904)

                """)
    }

    @Test func `a model that did not beat a baseline is said not to have, on a line of its own`() {
        let lines = FitReport.text(summary(mae: 1.2)).split(separator: "\n")
        #expect(lines.contains("GRU did not beat SeasonalNaive: its MAE is 32.7% higher (1.200 against 0.904)"))
        #expect(lines.contains("GRU beat Naive: its MAE is 54.1% lower (1.200 against 2.616)"))
    }

    @Test func `a tie and an undefined error are not called a win`() {
        let tie = FitReport.text(summary(mae: 0.904))
        #expect(tie.contains("GRU did not beat SeasonalNaive: both have an MAE of 0.904"))
        let undefined = FitReport.text(summary(mae: nil))
        #expect(undefined.contains("GRU did not beat Naive: its MAE is undefined"))
        #expect(!undefined.contains("GRU beat"))
    }

    @Test func `a gain that chance can explain is called small`() {
        let lines = FitReport.text(summary(mae: 0.9)).split(separator: "\n")
        #expect(
            lines.contains(
                "GRU hardly beat SeasonalNaive: its MAE is 0.4% lower (0.900 against 0.904), which chance alone can do")
        )
    }

    @Test func `an omitted baseline is named with the reason`() {
        var summary = summary(mae: 1)
        summary.heldOut?.omitted = [OmittedBaseline(name: "SeasonalNaive", reason: "there is no season")]
        #expect(FitReport.text(summary).contains("\n\nSeasonalNaive is not scored: there is no season\n"))
    }

    @Test func `several series are counted, and clipping that was off is said to be`() {
        var summary = summary(mae: 1)
        summary.data.seriesCount = 3
        summary.training.record?.clips = false
        #expect(FitReport.text(summary).contains("732 rows of 3 series"))
        #expect(FitReport.text(summary).contains("clipping   off"))
    }

    @Test(arguments: [
        (TrainingRecord.End.completed, 60, 7, "60 epochs, the best on the validation rows was 7"),
        (.interrupted, 3, 2, "interrupted after 3 of 60, the best on the validation rows was 2"),
        (
            .earlyStopping, 15, 0,
            "stopped early after 15 of 60, none better on the validation rows than the untrained start, which was kept"
        ),
    ])
    func `how training ended and what was kept is said`(end: TrainingRecord.End, run: Int, best: Int, line: String) {
        var summary = summary(mae: 1)
        summary.training.record = record(end, run: run, best: best)
        #expect(FitReport.text(summary).contains("\nepochs     \(line)\n"))
    }

    @Test(arguments: [
        (TrainingRecord.End.completed, 60, 60, "1500 steps, the best on the validation rows was 1500"),
        (.converged, 20, 8, "converged after 500 steps, the best on the validation rows was 200"),
        (.interrupted, 3, 2, "interrupted after 75 of 1500, the best on the validation rows was 50"),
    ])
    func `a run that is counted in steps says steps, and advises more only where it was still getting better`(
        end: TrainingRecord.End, run: Int, best: Int, line: String
    ) {
        var summary = summary(mae: 1)
        summary.training.record = record(end, run: run, best: best, countsEpochs: false)
        let text = FitReport.text(summary)
        #expect(text.contains("\nsteps      \(line)\n"))
        let advice = "training was still improving when it ended: --steps 3000 gives it more time"
        #expect(text.contains(advice) == (end == .completed))
        summary.training.record = record(.completed, run: 60, best: 60)
        #expect(FitReport.text(summary).contains("when it ended: --epochs 120 gives it more time"))
    }

    @Test func `what was tried for a combination is listed, with reasons of what was left out, and seconds if asked`() {
        var summary = summary(mae: 1)
        summary.candidates = [
            CandidateReport(identifier: "ets", columnName: "ETS", score: 0.5, weight: 0.75, seconds: 1.234),
            CandidateReport(identifier: "gru", columnName: "GRU", score: 0.625, weight: 0, seconds: 20),
            CandidateReport(identifier: "tsb", columnName: "TSB", reason: "no zeros"),
        ]
        #expect(
            FitReport.text(summary).contains(
                """

                tried  relative error  weight
                ETS             0.500    0.75
                GRU             0.625       -

                TSB left out: no zeros

                """))
        summary.learnedFromAllRows = true
        summary.candidates[0].finalWeight = 0.5
        summary.candidates[1].finalWeight = 0.5
        #expect(
            FitReport.text(summary).contains(
                """
                tried  relative error  weight  final weight
                ETS             0.500    0.75          0.50
                GRU             0.625       -          0.50

                """))
        summary.showsSeconds = true
        #expect(FitReport.text(summary).contains("ETS             0.500    0.75          0.50     1.23\n"))
        #expect(FitReport.json(summary).contains("\"leftOutBecause\": \"no zeros\""))
    }

    @Test func `what learned from all rows says so, and rows too few to be held out have no score`() {
        var summary = summary(mae: 1)
        #expect(!FitReport.text(summary).contains("learned from all rows"))
        summary.learnedFromAllRows = true
        #expect(FitReport.text(summary).contains("after this the model learned from all rows, the held-out ones too"))
        summary.heldOut = nil
        #expect(FitReport.text(summary).hasSuffix("\n\ntoo few rows to hold any out: there is no score\n"))
        #expect(FitReport.json(summary).contains("\"heldOut\": null"))
    }

    @Test func `a model that is not trained has no epochs`() throws {
        var summary = summary(mae: 1)
        summary.training.record = nil
        #expect(!FitReport.text(summary).contains("epochs"))
        #expect(!FitReport.text(summary).contains("clipping"))
        #expect(FitReport.json(summary).contains("\"run\": null"))
    }

    @Test func `JSON has the same facts, and null where something is undefined`() throws {
        let text = FitReport.json(summary(mae: 1.2))
        let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(
            Set(document.keys) == [
                "candidates", "data", "heldOut", "learnedFromAllRows", "leftOut", "model", "modelPath", "split",
                "training",
            ])
        let data = try #require(document["data"] as? [String: Any])
        #expect(data["rows"] as? Int == 732)
        #expect(data["missing"] as? Int == 1)
        let training = try #require(document["training"] as? [String: Any])
        let run = try #require(training["run"] as? [String: Any])
        #expect((run["clipRate"] as? Double).map { abs($0 - 23.0 / 735) < 1e-15 } == true)
        #expect(run["end"] as? String == "early-stopping" && run["countsEpochs"] as? Bool == true)
        #expect([run["plannedSteps"], run["steps"], run["bestSteps"]] as? [Int] == [900, 735, 510])
        #expect([run["rounds"], run["bestRound"]] as? [Int] == [49, 34] && run["refittedSteps"] is NSNull)
        #expect(training["parameters"] as? Int == 13_121)
        let heldOut = try #require(document["heldOut"] as? [String: Any])
        #expect(heldOut["windows"] as? Int == 115)
        let models = try #require(heldOut["models"] as? [[String: Any]])
        #expect(models[0]["mae"] as? Double == 1.2)
        #expect(models[0]["smape"] is NSNull)
        let verdict = try #require(heldOut["verdict"] as? [String: Any])
        #expect(verdict["beatsBestBaseline"] as? Bool == false)
        #expect(verdict["bestBaseline"] as? String == "SeasonalNaive")
    }
}
