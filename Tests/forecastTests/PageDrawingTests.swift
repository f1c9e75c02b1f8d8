import Foundation
import NotebookSupport
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// The drawings of the pages are what the commands that stand above them draw.
@Suite struct PageDrawingTests {
    private static let page = "notebooks-md/04-a-network-that-has-seen-series-before.md"
    private static let isRefreshing = ProcessInfo.processInfo.environment["FORECAST_REFRESH_NOTEBOOKS"] == "1"

    /// The commands of the page that draw, with the names of what they write.
    static func drawings() throws -> [(command: String, name: String)] {
        try Repository.text(page).split(separator: "\n").compactMap { line in
            guard line.hasPrefix("$ forecast simulate "), line.hasSuffix(".svg") else { return nil }
            let command = String(line.dropFirst(2))
            return (command, String(command.split(separator: " ").last ?? ""))
        }
    }

    @Test func `every drawing of the page is drawn by the command above it`() throws {
        let drawings = try Self.drawings()
        #expect(drawings.count == 5)
        let page = try Repository.text(Self.page)
        for (command, name) in drawings {
            let folder = try CommandFolder()
            try folder.succeed(command)
            let drawn = try folder.text(name)
            let place = Repository.root.appending(path: "notebooks-md/images/\(name)")
            if Self.isRefreshing { try Data(drawn.utf8).write(to: place, options: .atomic) }
            #expect(try String(contentsOf: place, encoding: .utf8) == drawn, "\(name)")
            #expect(page.contains("(images/\(name))"))
        }
    }

    @Test func `a drawing is well-formed, and has a line for each stretch of each series`() throws {
        let folder = try CommandFolder()
        try folder.succeed("forecast simulate --series 7 --holes --seed 4 -o a.svg")
        let text = try folder.text("a.svg")
        let parser = XMLParser(data: Data(text.utf8))
        #expect(parser.parse())
        #expect(text.components(separatedBy: "<polyline").count > 7)
        #expect(!text.contains("nan") && !text.contains("inf"))
        #expect(try folder.succeed("forecast simulate --series 7 --holes --seed 4 --format svg") == text)
    }
}
