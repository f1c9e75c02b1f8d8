import Foundation
import NeuralLayers
import Testing

/// Same data, flags and seed: same bytes.
@Suite struct SameBytesTests {
    private static let fit = "forecast fit datasets/temperature.csv --quiet"
    private static let network = "--epochs 4 --dropout 0.1 --layers 2"

    @Test(arguments: [
        "gru --hidden 9 \(network)", "lstm --hidden 9 \(network)", "rnn --hidden 9 \(network)",
        "rnn-relu --hidden 9 \(network)", "transformer --model-size 24 \(network)",
        "gru --hidden 9 --steps 60", "ridge", "ets", "theta",
        "auto --candidates naive,ets,ridge,gru --hidden 9 \(network)",
    ])
    func `a model is the same file at any thread count, on every instruction set and in every run`(
        model: String
    ) throws {
        let folder = try CommandFolder()
        let fit = "\(Self.fit) --model \(model)"
        try folder.succeed("\(fit) -o first")
        let first = try folder.data("first")
        for kernels in Kernels.available.map(\.name) {
            for threads in kernels == "portable" ? [2] : [1, 2, 4] {
                try folder.succeed("\(fit) --threads \(threads) -o again", environment: ["FORECAST_ISA": kernels])
                #expect(try folder.data("again") == first, "\(kernels), \(threads) threads")
            }
        }
        try folder.succeed("\(fit) --seed 2 -o other")
        #expect(try folder.data("other") != first)
    }

    @Test func `a forecast is the same bytes on every instruction set`() throws {
        let folder = try CommandFolder()
        try folder.succeed("\(Self.fit) --model gru \(Self.network)")
        let forecasts = try Kernels.available.map { kernels in
            try folder.succeed("forecast predict --horizon 40", environment: ["FORECAST_ISA": kernels.name])
        }
        #expect(Set(forecasts).count == 1)
    }

    @Test(arguments: ["last-value", "standard", "min-max", "robust"])
    func `nothing in a model comes from the rows that are held out`(scaling: String) throws {
        let folder = try CommandFolder()
        try folder.succeed("cp datasets/temperature.csv told.csv")
        // The last 20% of 732 rows become something else entirely.
        try folder.succeed(
            #"awk -F, -v OFS=, 'NR > 1 + 732 - 146 { $2 = 1000 - 3 * NR } { print }' told.csv > changed.csv"#)
        let fit =
            "forecast fit --model gru --keep-scored --quiet --test 146 --epochs 4 --horizon 6 --scaling \(scaling)"
        for name in ["told", "changed"] { try folder.succeed("\(fit) \(name).csv -o \(name)") }
        #expect(try folder.data("told") != folder.data("changed"))
        #expect(try tensors(folder.data("told")) == tensors(folder.data("changed")))
        #expect(try scaler(folder.data("told")) == scaler(folder.data("changed")))

        try folder.succeed("head -587 told.csv > before.csv")
        let forecasts = try ["told", "changed"].map { try folder.succeed("forecast predict \($0) --data before.csv") }
        #expect(forecasts[0] == forecasts[1])
    }

    /// The header of a safetensors file, and the bytes behind it.
    private func parts(_ file: Data) throws -> (header: [String: Any], body: Data) {
        let length = file.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
        let header = try JSONSerialization.jsonObject(with: file.dropFirst(8).prefix(length)) as? [String: Any]
        return (try #require(header), Data(file.dropFirst(8 + length)))
    }

    /// The bytes of every tensor that was learned; the last rows of the data, kept beside them, are not.
    private func tensors(_ file: Data) throws -> [String: Data] {
        let (header, body) = try parts(file)
        let learned = header.filter { $0.key != "__metadata__" && !$0.key.hasPrefix("context.") }
        #expect(learned.count > 4)
        return try learned.mapValues { tensor in
            let offsets = try #require((tensor as? [String: Any])?["data_offsets"] as? [Int])
            return body[offsets[0]..<offsets[1]]
        }
    }

    private func scaler(_ file: Data) throws -> NSDictionary {
        let metadata = try #require(try parts(file).header["__metadata__"] as? [String: String])
        let text = try #require(metadata["forecast"])
        let document = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        let model = try #require(document?["model"] as? [String: Any])
        return try #require((model["scalings"] as? [NSDictionary])?.first)
    }
}
