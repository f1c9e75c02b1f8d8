import Evaluation
import Testing

@testable import Reporting

@Suite struct JUnitReportTests {
    @Test func `a gate is a test case, a failed one has a failure, and every name is escaped`() throws {
        let text = JUnitReport.text(ScoreReport(try sampleBacktest(gates: sampleGates)))
        #expect(
            text == """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites name="forecast backtest" tests="2" failures="1" errors="0" time="0">
                  <testsuite name="a &lt;b&gt; &amp; |c|.csv" tests="2" failures="1" errors="0" skipped="0" time="0">
                    <testcase name="mae &lt; 0.5 &amp; &quot;x&quot;" classname="forecast.backtest" time="0">
                      <system-out>GRU has an MAE of 0.4</system-out>
                    </testcase>
                    <testcase name="a|b `c` &gt; 1" classname="forecast.backtest" time="0">
                      <failure message="it&apos;s &lt;2&gt;, above by 1 \u{FFFD}]\u{FFFD}" \
                type="gate">a|b `c` &gt; 1: it&apos;s &lt;2&gt;, above by 1 \u{FFFD}]\u{FFFD}</failure>
                    </testcase>
                  </testsuite>
                </testsuites>

                """)
    }

    @Test func `without gates one test case says that the backtest ran`() throws {
        let text = JUnitReport.text(ScoreReport(try sampleBacktest()))
        #expect(text.contains(#"tests="1" failures="0""#))
        #expect(text.contains(#"<testcase name="backtest ran" classname="forecast.backtest" time="0">"#))
        #expect(
            text.contains(
                "<system-out>Drift, Naive, SeasonalNaive scored on 11 values in 6 windows, 1 missing value not scored<")
        )
    }
}
