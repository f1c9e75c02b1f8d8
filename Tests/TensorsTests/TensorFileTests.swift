import Diagnostics
import Files
import ForecastTestSupport
import JSON
import Testing

@testable import Tensors

struct TensorFileTests {
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
        let bytes = try TensorFile.encode(document: Document(), tensors: Self.tensors)
        #expect(bytes == (try contents(goldenModelFile("model-v2.safetensors"))))
    }

    @Test func `what is written is read again, document and tensors`() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/forecast.safetensors"
            try TensorFile.write(document: Document(), tensors: Self.tensors, to: path)
            let content = try TensorFile.read(path)
            #expect(try content.document(as: Document.self) == Document())
            #expect(content.tensors.tensors.count == 3)
            for tensor in Self.tensors { #expect(content.tensors[tensor.name] == tensor) }
            #expect(content.document["formatVersion"] == .integer(2))
        }
    }

    @Test(
        "A file of another version is refused, whatever else it holds",
        arguments: [
            (#"{"formatVersion":3,"tool":"forecast 9.1"}"#, "3", "forecast 9.1"),
            (#"{"formatVersion":1,"tool":"forecast"}"#, "1", "forecast"),
            (#"{"formatVersion":0}"#, "0", nil),
            (#"{"formatVersion":2.0,"tool":7}"#, "2.0", nil),
            (#"{"formatVersion":"2"}"#, "a string", nil),
            (#"{"formatVersion":18446744073709551615}"#, "18446744073709551615", nil),
        ] as [(String, String, String?)])
    func version(document: String, found: String, writer: String?) throws {
        let error = try #require(throws: TensorFileError.self) { try TensorFile.decode(Self.file(document: document)) }
        #expect(error == TensorFileError.version(found: found, writer: writer, supported: 2))
        let words = TensorFileError.Words(subject: "", noun: "", ifMissing: "", ifOther: "", anew: "start anew")
        #expect(error.message(words).contains(found) && error.message(words).contains("version 2"))
        #expect(error.fix(words) == "start anew; or use the version of forecast that wrote it")
        #expect(error.exitStatus == .badData)
    }

    @Test(
        "A document that is no JSON object with a version is refused",
        arguments: [
            ("", "expected a value, found the end, at byte 0"),
            ("{", "expected a string in quotes, found the end, at byte 1"),
            ("[]", "it has no member 'formatVersion'"),
            ("{}", "it has no member 'formatVersion'"),
            (#"{"formatVersion":2,"formatVersion":2}"#, "the key 'formatVersion' is there twice, at byte 19"),
            (String(repeating: "[", count: 100_000), "nested deeper than 64 levels, at byte 64"),
        ])
    func damaged(document: String, reason: String) {
        #expect(throws: TensorFileError.document(reason: reason)) {
            try TensorFile.decode(Self.file(document: document))
        }
    }

    @Test func `a document beyond the limit is refused unread, and never written`() throws {
        let bytes = try TensorFile.encode(document: ["a": "{"], tensors: [], documentLimit: 27)
        #expect(try TensorFile.decode(bytes, documentLimit: 27).document.text == #"{"a":"{","formatVersion":2}"#)
        let reason = "it has 27 bytes, at most 26 can be"
        #expect(throws: TensorFileError.document(reason: reason)) {
            try TensorFile.decode(bytes, documentLimit: 26)
        }
        #expect(throws: TensorFileError.unencodable(reason: reason)) {
            try TensorFile.encode(document: ["a": "{"], tensors: [], documentLimit: 26)
        }
    }

    @Test func `a safetensors file of others is sound but not ours`() {
        #expect(throws: TensorFileError.notOurs) { try TensorFile.read(goldenModelFile("reference.safetensors")) }
    }

    @Test func `damage of every kind to a file on disk is told apart`() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/model"
            let good = try TensorFile.encode(document: Document(), tensors: Self.tensors)
            let cases: [([UInt8], TensorFileError)] = [
                ([], .tooShort(found: 0)),
                (Array(good.dropLast()), .dataLength(declared: 64, found: 63)),
                (Self.file(document: "{}"), .document(reason: "it has no member 'formatVersion'")),
                (Self.file(document: #"{"formatVersion":3}"#), .version(found: "3", writer: nil, supported: 2)),
            ]
            for (bytes, error) in cases {
                try put(bytes, at: path)
                #expect(throws: error) { try TensorFile.read(path) }
            }
        }
    }

    @Test func `a document that has no JSON is our own mistake, and nothing is written`() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/model"
            for document in [["a": Double.nan], ["a": .infinity]] {
                let error = try #require(throws: TensorFileError.self) {
                    try TensorFile.write(document: document, tensors: [], to: path)
                }
                #expect(error == TensorFileError.unencodable(reason: "a: the number is not finite"))
                #expect(error.exitStatus == .internalError)
            }
            #expect(throws: TensorFileError.unencodable(reason: "the document is an array, not an object")) {
                try TensorFile.write(document: [1], tensors: [], to: path)
            }
            #expect(throws: TensorFileError.file(.notFound)) { try TensorFile.read(path) }
        }
    }

    @Test func `a file that cannot be written says so as the system does`() {
        let path = "/absent/folder/model"
        let cause = FileWriteError(path: path, .missingFolder("/absent/folder"))
        #expect(throws: TensorFileError.notWritten(cause)) {
            try TensorFile.write(document: Document(), tensors: [], to: path)
        }
    }
}
