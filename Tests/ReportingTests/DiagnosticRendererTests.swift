import Diagnostics
import Foundation
import Testing
import TimeSeries

@testable import Reporting

private struct Sample: Diagnostic {
    var code = "csv-not-a-number"
    var message = "column 'close': \"n/a\" is not a number"
    var fix = "pass --missing n/a to read it as missing"
    var location: DiagnosticLocation? = DiagnosticLocation(file: "prices.csv", line: 1042, column: 17)
    var exitStatus = ExitStatus.badData
}

private struct Foreign: Error {}

@Suite struct DiagnosticRendererTests {
    @Test func `an error is its place, its message and its fix`() {
        #expect(
            DiagnosticRenderer.text(Sample()) == """
                error: prices.csv:1042:17: column 'close': "n/a" is not a number
                  fix: pass --missing n/a to read it as missing

                """)
        #expect(DiagnosticRenderer.text(Sample(location: nil)).hasPrefix("error: column 'close'"))
    }

    @Test func `what a file holds cannot act on the terminal through an error`() {
        let text = DiagnosticRenderer.text(
            Sample(message: "\"\u{1B}[2J\" is bad\nerror: fake", location: DiagnosticLocation(file: "a\u{1B}]0;x\u{7}"))
        )
        #expect(text.split(separator: "\n").count == 2)
        #expect(!text.unicodeScalars.contains { $0.value == 0x1B || $0.value == 7 })
    }

    @Test func `an error is one JSON document`() throws {
        let text = DiagnosticRenderer.json(Sample())
        let document = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: [String: Any]]
        let error = try #require(document?["error"])
        #expect(error["code"] as? String == "csv-not-a-number")
        #expect(error["message"] as? String == Sample().message)
        #expect(error["fix"] as? String == Sample().fix)
        #expect(error["exitStatus"] as? Int == 65)
        let location = try #require(error["location"] as? [String: Any])
        #expect(location["file"] as? String == "prices.csv")
        #expect(location["line"] as? Int == 1042)
        #expect(location["column"] as? Int == 17)
    }

    @Test func `an error that is no diagnostic is our defect`() {
        #expect(DiagnosticRenderer.exitStatus(Foreign()) == .internalError)
        #expect(DiagnosticRenderer.exitStatus(Sample()) == .badData)
        #expect(DiagnosticRenderer.text(Foreign()).contains("report"))
        #expect(DiagnosticRenderer.json(Foreign()).contains("\"internal\""))
    }
}
