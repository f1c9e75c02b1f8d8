import Foundation
import Testing

@Suite struct ModelFileTests {
    private static let again = "copy the file again from where it came, or make it anew with: forecast fit DATA.csv"

    private func folder() throws -> CommandFolder {
        let folder = try CommandFolder()
        try folder.succeed("forecast fit datasets/temperature.csv --model gru --epochs 1 --hidden 4 --quiet")
        return folder
    }

    @Test func `without a model the error says how to make one`() throws {
        let outcome = try CommandFolder().run("forecast predict")
        let errors = """
            error: forecast.safetensors: there is no such model file
              fix: make one with: forecast fit DATA.csv; or name another: forecast predict FILE.safetensors

            """
        #expect(outcome == Outcome(status: 66, output: "", errors: errors))
    }

    @Test func `a folder is no model file`() throws {
        let outcome = try CommandFolder().run("mkdir model && forecast predict model")
        let errors = """
            error: model: this is a folder, not a model file
              fix: name the .safetensors file that forecast fit wrote

            """
        #expect(outcome == Outcome(status: 66, output: "", errors: errors))
    }

    @Test func `a model file of another version is refused with both versions`() throws {
        let folder = try folder()
        let file = try folder.data("forecast.safetensors")
        let (ours, other) = (Data(#"\"formatVersion\":2,"#.utf8), Data(#"\"formatVersion\":7,"#.utf8))
        let place = try #require(file.range(of: ours))
        try file.replacing(place, with: other).write(to: folder.url.appending(path: "forecast.safetensors"))
        let outcome = try folder.run("forecast predict")
        let errors = """
            error: forecast.safetensors: the model file has format version 7, written by 'forecast'; \
            this forecast reads version 2
              fix: make it anew with: forecast fit DATA.csv; or use the version of forecast that wrote it

            """
        #expect(outcome == Outcome(status: 65, output: "", errors: errors))
    }

    @Test func `a damaged model file is refused with the reason`() throws {
        let folder = try folder()
        let file = try folder.data("forecast.safetensors")
        let url = folder.url.appending(path: "forecast.safetensors")
        let damages: [(Data, String)] = [
            (Data(), "not a safetensors file: it has 0 bytes, too few for a header"),
            (Data("date,close\n2024-01-01,1\n".utf8), "not a safetensors file, or a damaged one: "),
            (file.prefix(1000), "not a safetensors file, or a damaged one: "),
            (file.dropLast(), "the file is cut short: its tensors take "),
            (file + [0], "the file is longer than it says: its tensors take "),
        ]
        for (damaged, reason) in damages {
            try damaged.write(to: url)
            let outcome = try folder.run("forecast predict")
            #expect(outcome.status == 65)
            #expect(outcome.output == "")
            #expect(outcome.errors.hasPrefix("error: forecast.safetensors: \(reason)"), "\(outcome.errors)")
            #expect(outcome.errors.hasSuffix("\n  fix: \(Self.again)\n"))
        }
    }

    @Test func `a foreign safetensors file is refused`() throws {
        let folder = try CommandFolder()
        var file = Data([2, 0, 0, 0, 0, 0, 0, 0])
        file.append(contentsOf: Array("{}".utf8))
        try file.write(to: folder.url.appending(path: "other.safetensors"))
        let outcome = try folder.run("forecast predict other.safetensors")
        #expect(outcome.status == 65)
        #expect(
            outcome.errors.hasPrefix(
                "error: other.safetensors: this is a safetensors file, but not one that forecast wrote\n"))
    }
}

extension Data {
    fileprivate func replacing(_ range: Range<Index>, with other: Data) -> Data {
        self[..<range.lowerBound] + other + self[range.upperBound...]
    }
}
