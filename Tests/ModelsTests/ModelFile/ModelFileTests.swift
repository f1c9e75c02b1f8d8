import Diagnostics
import Testing
import TimeSeries

@testable import Models

struct ModelFileTests {
    /// The document of the golden file.
    struct Document: Codable, Equatable {
        struct Scaling: Codable, Equatable {
            var mean: Double
            var scale: Double
        }

        var tool = "forecast"
        var seed = UInt64.max
        var columns = ["time": "date", "target": "close"]
        var scaling = [Scaling(mean: 0.1, scale: 1e-300), Scaling(mean: -2, scale: .leastNonzeroMagnitude)]
    }

    static let tensors = [
        StoredTensor(name: "weight_ih_l0", shape: [2, 2], elements: .float32([1, -2.5, 0.1, 0])),
        StoredTensor(name: "context.values", elements: .float64([100, .nan, 101.5])),
        StoredTensor(name: "context.timestamps", elements: .int64([0, 86400, 172_800])),
    ]

    /// A model file with `document` as its description.
    static func file(document: String) -> [UInt8] {
        SafeTensors(tensors: [], metadata: ["forecast": document]).encode()
    }

    /// The golden file is what this very call wrote, checked with Python by `make_goldens.py`.
    ///
    /// A change to its bytes breaks the promise that an equal run is an equal file.
    @Test func `a model file is the same bytes as ever`() throws {
        let bytes = try ModelFile.encode(document: Document(), tensors: Self.tensors)
        #expect(bytes == (try contents(goldenModelFile("model-v1.safetensors"))))
    }

    @Test func `what is written is read again, document and tensors`() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/forecast.safetensors"
            try ModelFile.write(document: Document(), tensors: Self.tensors, to: path)
            let content = try ModelFile.read(path)
            #expect(try content.document(as: Document.self) == Document())
            #expect(content.tensors.tensors.count == 3)
            for tensor in Self.tensors { #expect(content.tensors[tensor.name] == tensor) }
            #expect(content.document["formatVersion"] == .integer(1))
        }
    }

    @Test(
        "A file of another version is refused, whatever else it holds",
        arguments: [
            (#"{"formatVersion":2,"tool":"forecast 9.1"}"#, "2", "forecast 9.1"),
            (#"{"formatVersion":0}"#, "0", nil),
            (#"{"formatVersion":1.0,"tool":7}"#, "1.0", nil),
            (#"{"formatVersion":"1"}"#, "a string", nil),
            (#"{"formatVersion":18446744073709551615}"#, "18446744073709551615", nil),
        ] as [(String, String, String?)])
    func version(document: String, found: String, writer: String?) throws {
        let error = try #require(throws: ModelFileError.self) { try ModelFile.decode(Self.file(document: document)) }
        #expect(error == ModelFileError(.version(found: found, writer: writer, supported: 1)))
        #expect(error.message.contains(found) && error.message.contains("version 1"))
        #expect(error.fix.contains("forecast fit") && error.fix.contains("version of forecast that wrote it"))
        #expect(error.exitStatus == .badData)
    }

    @Test(
        "A document that is no JSON object with a version is refused",
        arguments: [
            ("", "expected a value, found the end, at byte 0"),
            ("{", "expected a string in quotes, found the end, at byte 1"),
            ("[]", "it has no member 'formatVersion'"),
            ("{}", "it has no member 'formatVersion'"),
            (#"{"formatVersion":1,"formatVersion":1}"#, "the key 'formatVersion' is there twice, at byte 19"),
            (String(repeating: "[", count: 100_000), "nested deeper than 64 levels, at byte 64"),
        ])
    func damaged(document: String, reason: String) {
        #expect(throws: ModelFileError(.document(reason: reason))) {
            try ModelFile.decode(Self.file(document: document))
        }
    }

    @Test func `a document beyond the limit is refused unread, and never written`() throws {
        let bytes = try ModelFile.encode(document: ["a": "{"], tensors: [], documentLimit: 27)
        #expect(try ModelFile.decode(bytes, documentLimit: 27).document.text == #"{"a":"{","formatVersion":1}"#)
        let reason = "it has 27 bytes, at most 26 can be"
        #expect(throws: ModelFileError(.document(reason: reason))) {
            try ModelFile.decode(bytes, documentLimit: 26)
        }
        #expect(throws: ModelFileError(.unencodable(reason: reason))) {
            try ModelFile.encode(document: ["a": "{"], tensors: [], documentLimit: 26)
        }
    }

    @Test func `what a file says reaches a terminal without its control characters`() throws {
        let document = #"{"formatVersion":1,"a\u001b[2J":"\u001b[31m"}"#
        let content = try ModelFile.decode(Self.file(document: document))
        let error = try #require(throws: ModelFileError.self) { try content.document(as: [String: Int].self) }
        #expect(error.message.contains(#"a\u{1B}[2J: expected a whole number"#))
        #expect(!error.description.unicodeScalars.contains("\u{1B}"))
    }

    @Test func `a safetensors file of others is sound but no model`() throws {
        let path = goldenModelFile("reference.safetensors")
        let error = try #require(throws: ModelFileError.self) { try ModelFile.read(path) }
        #expect(error == ModelFileError(.notAModel, file: path))
        #expect(error.code == "model-not-ours")
        #expect(error.exitStatus == .badData || error.exitStatus == .noInput)
    }

    @Test func `every error of reading names the file`() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/model"
            let good = try ModelFile.encode(document: Document(), tensors: Self.tensors)
            for bytes in [
                [], Array(good.dropLast()), Self.file(document: "{}"), Self.file(document: "{\"formatVersion\":3}"),
            ] {
                try put(bytes, at: path)
                let error = try #require(throws: ModelFileError.self) { try ModelFile.read(path) }
                #expect(error.description.hasPrefix("\(path): "))
                #expect(error.description.contains("\n  fix: "))
            }
            try put(good, at: path)
            let content = try ModelFile.read(path)
            let error = try #require(throws: ModelFileError.self) { try content.document(as: [String: Int].self) }
            #expect(error.file == path)
        }
    }

    @Test func `a document that has no JSON is our own mistake, and nothing is written`() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/model"
            for document in [["a": Double.nan], ["a": .infinity]] {
                let error = try #require(throws: ModelFileError.self) {
                    try ModelFile.write(document: document, tensors: [], to: path)
                }
                #expect(error == ModelFileError(.unencodable(reason: "a: the number is not finite")))
                #expect(error.exitStatus == .internalError)
            }
            #expect(throws: ModelFileError(.unencodable(reason: "the document is an array, not an object"))) {
                try ModelFile.write(document: [1], tensors: [], to: path)
            }
            #expect(throws: ModelFileError(.notFound, file: path)) { try ModelFile.read(path) }
        }
    }

    @Test func `a model that cannot be written says so as the file does`() throws {
        let path = "/absent/folder/model"
        let error = try #require(throws: ModelFileError.self) {
            try ModelFile.write(document: Document(), tensors: [], to: path)
        }
        let cause = FileWriteError(path: path, .missingFolder("/absent/folder"))
        #expect(error.description == cause.description)
        #expect(error.code == cause.code)
        #expect(error.exitStatus == .cannotWrite)
    }
}
