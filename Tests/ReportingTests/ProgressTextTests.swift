import ForecastTestSupport
import Testing

@testable import Evaluation
@testable import Reporting

@Suite struct ProgressTextTests {
    @Test func `a bar shows how far, the loss and the time left`() {
        let progress = ProgressText(fraction: 0.25, loss: 0.0123456, elapsed: 10)
        #expect(progress.bar(width: 60) == "[=======                     ]  25%  loss 0.01235  0:30 left")
        #expect(progress.line == "trained 25%, loss 0.01235")
    }

    @Test func `a backtest names the model and the cutoff, an audit the model and the fit`() {
        let fitting = BacktestProgress(activity: .fitting(model: "GRU"), cutoff: 12, cutoffs: 52, fraction: 0.23)
        let text = ProgressText(fitting, elapsed: 23)
        #expect(text.bar(width: 70) == "[======                        ]  23%  GRU  cutoff 12 of 52  1:17 left")
        #expect(text.bar(width: 40) == " 23%  GRU  cutoff 12 of 52  1:17 left")
        #expect(text.bar(width: 20) == " 23%  1:17 left")
        let scoring = BacktestProgress(activity: .scoring, cutoff: 52, cutoffs: 52, fraction: 0.99)
        #expect(ProgressText(scoring, elapsed: -1).bar(width: 40) == " 99%  scoring  cutoff 52 of 52")
        let audit = AuditProgress(model: "GRU", fit: 2, share: 0.15)
        #expect(ProgressText(audit, elapsed: -1).bar(width: 21) == " 23%  GRU  fit 2 of 5")
    }

    @Test func `before anything is done there is no loss and no time left`() {
        let progress = ProgressText(fraction: 0, loss: nil, elapsed: 0)
        #expect(progress.bar(width: 20) == "[             ]   0%")
        #expect(progress.line == "trained 0%")
    }

    @Test func `at the end nothing is left`() {
        let progress = ProgressText(fraction: 1, loss: 0.5, elapsed: 4)
        #expect(progress.line == "trained 100%, loss 0.5000")
        #expect(progress.tenths == 10)
    }

    @Test(arguments: 0...200)
    func `a bar is never wider than the terminal and leaves things out in order`(width: Int) {
        var generator = SplitMix64(seed: UInt64(width))
        for _ in 0..<50 {
            let progress = ProgressText(
                fraction: Double.random(in: -0.2...1.2, using: &generator),
                loss: [nil, .nan, .infinity, 1e-30, 0.5, 1e30].randomElement(using: &generator) ?? nil,
                elapsed: Double.random(in: 0...1e5, using: &generator))
            let bar = progress.bar(width: width)
            #expect(bar.displayWidth <= width)
            #expect(bar.contains("%") == (width >= 4))
            let hasTime = progress.bar(width: 200).contains("left")
            if bar.contains("loss"), hasTime { #expect(bar.contains("left")) }
            if bar.contains("[") && progress.loss != nil { #expect(bar.contains("loss")) }
        }
    }

    @Test func `steps of any work pass every tenth once`() {
        for steps in 1...150 {
            let tenths = (0...steps).map {
                ProgressText(fraction: Double($0) / Double(steps), loss: nil, elapsed: 0).tenths
            }
            #expect(tenths == (0...steps).map { $0 * 10 / steps })
            let percentages = (0...steps).map {
                ProgressText(fraction: Double($0) / Double(steps), loss: nil, elapsed: -1).line
            }
            #expect(percentages == (0...steps).map { "trained \($0 * 100 / steps)%" })
        }
    }

    @Test(arguments: [(0, "0:00"), (5, "0:05"), (59, "0:59"), (60, "1:00"), (750, "12:30"), (3723, "1:02:03")])
    func `time is read as on a clock`(seconds: Int, text: String) {
        #expect(ProgressText.clock(seconds) == text)
    }

    @Test(arguments: [Double.nan, .infinity, -1, 0])
    func `clocks that stand still or run back do no harm`(elapsed: Double) {
        let progress = ProgressText(fraction: 0.5, loss: 1, elapsed: elapsed)
        #expect(progress.line == "trained 50%, loss 1.000")
        #expect(ProgressText(fraction: .nan, loss: nil, elapsed: elapsed).tenths == 0)
    }
}
