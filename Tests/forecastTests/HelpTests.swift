import Foundation
import NotebookSupport
import Testing

/// The help as the pages in `Snapshots` have it; `FORECAST_REFRESH_SNAPSHOTS=1 make test FILTER=HelpTests` writes them.
@Suite struct HelpTests {
    private static let isRefreshing = ProcessInfo.processInfo.environment["FORECAST_REFRESH_SNAPSHOTS"] == "1"

    @Test(arguments: [
        "forecast", "forecast fit", "forecast predict", "forecast backtest", "forecast evaluate", "forecast audit",
        "forecast simulate",
    ])
    func `help is what its snapshot says, 80 columns wide`(command: String) throws {
        let outcome = try CommandFolder().run("\(command) --help")
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        #expect(outcome.lines.allSatisfy { $0.count <= 80 })

        let path = "Tests/forecastTests/Snapshots/\(command.replacing(" ", with: "-")).txt"
        if Self.isRefreshing {
            try Data(outcome.output.utf8).write(to: Repository.root.appending(path: path))
        } else {
            let snapshot = try Repository.text(path)
            #expect(outcome.output == snapshot, "FORECAST_REFRESH_SNAPSHOTS=1 writes the new help into \(path)")
        }
    }

    @Test func `the version is printed`() throws {
        let outcome = try CommandFolder().run("forecast --version")
        #expect(outcome.status == 0)
        #expect(outcome.output.contains(#/^\d+\.\d+\.\d+\n$/#))
    }
}
