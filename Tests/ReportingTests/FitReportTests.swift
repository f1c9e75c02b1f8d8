import Evaluation
import Foundation
import Models
import Testing
import TimeSeries

@testable import Reporting

/// A model that was too low by twice `mae` in one of two forecasts of 0, and right in the other, so that sMAPE is
/// undefined; off by an unknown amount for nil.
private func score(_ name: String, _ mae: Double?) -> ModelScore {
    let unit = InSampleScale(history: [0, 1], seasonLength: 1)
    return ModelScore(
        name: name, overall: ErrorSums(actual: [0, 0], forecast: [0, -2 * (mae ?? .nan)], scale: unit))
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
            epochs: FitSummary.Training.Epochs(
                planned: 60, run: 49, best: 34, end: .earlyStopping, clipRate: 0.0312)),
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
        summary.heldOut.omitted = [OmittedBaseline(name: "SeasonalNaive", reason: "there is no season")]
        #expect(FitReport.text(summary).contains("\n\nSeasonalNaive is not scored: there is no season\n"))
    }

    @Test func `several series are counted, and clipping that was off is said to be`() {
        var summary = summary(mae: 1)
        summary.data.seriesCount = 3
        summary.training.epochs?.clipRate = nil
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
        summary.training.epochs = .init(planned: 60, run: run, best: best, end: end, clipRate: nil)
        #expect(FitReport.text(summary).contains("\nepochs     \(line)\n"))
    }

    @Test func `a model that is not trained has no epochs`() throws {
        var summary = summary(mae: 1)
        summary.training.epochs = nil
        #expect(!FitReport.text(summary).contains("epochs"))
        #expect(!FitReport.text(summary).contains("clipping"))
        #expect(FitReport.json(summary).contains("\"epochs\": null"))
    }

    @Test func `JSON has the same facts, and null where something is undefined`() throws {
        let text = FitReport.json(summary(mae: 1.2))
        let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(Set(document.keys) == ["data", "heldOut", "leftOut", "model", "modelPath", "split", "training"])
        let data = try #require(document["data"] as? [String: Any])
        #expect(data["rows"] as? Int == 732)
        #expect(data["missing"] as? Int == 1)
        let training = try #require(document["training"] as? [String: Any])
        let epochs = try #require(training["epochs"] as? [String: Any])
        #expect(epochs["clipRate"] as? Double == 0.0312)
        #expect(epochs["end"] as? String == "early-stopping")
        #expect([epochs["planned"], epochs["run"], epochs["best"]] as? [Int] == [60, 49, 34])
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
