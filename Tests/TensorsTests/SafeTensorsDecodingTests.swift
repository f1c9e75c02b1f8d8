import Files
import ForecastTestSupport
import JSON
import Testing

@testable import Tensors

/// Damage of every kind to small files: an error or sound content, never a crash.
struct SafeTensorsDecodingTests {
    /// A small model file, with all types, a scalar and an empty tensor.
    static let model: [UInt8] = SafeTensors(
        tensors: SafeTensorsTests.reference.tensors,
        metadata: ["forecast": #"{"formatVersion":1,"a":[1,2.5,"é\n",null,true],"b":{}}"#]
    ).encode()

    /// Decodes, and when that succeeds makes sure that the content is sound.
    ///
    /// - Returns: Whether it was decoded.
    static func isSound(_ bytes: [UInt8]) -> Bool {
        guard let content = try? SafeTensors(decoding: bytes) else { return false }
        for tensor in content.tensors { #expect(tensor.shape.reduce(1, *) == tensor.elements.count) }
        let numbers = content.tensors.reduce(0) { $0 + $1.byteCount }
        #expect(numbers <= bytes.count)
        // Whether it still is a model does not matter here, only that asking does not crash.
        _ = try? TensorFile.decode(bytes).document(as: [String: [Int]].self)
        return (try? SafeTensors(decoding: content.encode())) == content
    }

    @Test func `a file cut anywhere is refused`() {
        for count in 0..<Self.model.count {
            #expect(throws: TensorFileError.self) { try SafeTensors(decoding: Array(Self.model[..<count])) }
        }
        #expect(Self.isSound(Self.model))
    }

    @Test("A file too short for a header is refused", arguments: 0..<8)
    func tooShort(count: Int) throws {
        try withTemporaryFolder { folder in
            let path = folder + "/short"
            try put(Array(repeating: 0, count: count), at: path)
            #expect(throws: TensorFileError.tooShort(found: count)) { try SafeTensors(path: path) }
        }
    }

    @Test(
        "What cannot be read is refused as a file",
        arguments: [("/absent/file", FileReadError.notFound), ("/", .notAFile(kind: "a folder"))])
    func unread(path: String, error: FileReadError) {
        #expect(throws: TensorFileError.file(error)) { try SafeTensors(path: path) }
    }

    @Test func `a file with bytes before or behind it is refused`() {
        for extra: UInt8 in [0, UInt8(ascii: " "), UInt8(ascii: "{"), 0xFF] {
            #expect(throws: TensorFileError.self) { try SafeTensors(decoding: Self.model + [extra]) }
            #expect(throws: TensorFileError.self) { try SafeTensors(decoding: [extra] + Self.model) }
        }
    }

    @Test func `a file with a byte removed or doubled is refused`() {
        for place in Self.model.indices {
            var shorter = Self.model
            shorter.remove(at: place)
            #expect(throws: TensorFileError.self) { try SafeTensors(decoding: shorter) }
            var longer = Self.model
            longer.insert(longer[place], at: place)
            #expect(throws: TensorFileError.self) { try SafeTensors(decoding: longer) }
        }
    }

    @Test func `with any byte changed, a file is refused or sound`() {
        let headerEnd = 8 + Int(Self.model[0]) + Int(Self.model[1]) << 8
        let patterns: [UInt8] = [1, 2, 4, 8, 16, 32, 64, 128, 0xFF]
        let replacements: [UInt8] = [0, 0xFF] + #"019"\{}[],: "#.utf8
        for place in Self.model.indices {
            for byte in patterns.map({ Self.model[place] ^ $0 }) + replacements where byte != Self.model[place] {
                var damaged = Self.model
                damaged[place] = byte
                let isSound = Self.isSound(damaged)
                if place < 8 { #expect(!isSound, "length byte \(place) as \(byte)") }
                // Every pattern of bits is a number.
                if place >= headerEnd { #expect(isSound, "data byte \(place) as \(byte)") }
            }
        }
    }

    @Test func `with several bytes changed at random, a file is refused or sound`() {
        var numbers = SplitMix64(seed: 23)
        for _ in 0..<5000 {
            var damaged = Self.model
            for _ in 0..<Int.random(in: 2...6, using: &numbers) {
                let place = Int.random(in: damaged.indices, using: &numbers)
                damaged[place] = Self.model.randomElement(using: &numbers) ?? 0
            }
            _ = Self.isSound(damaged)
        }
    }

    @Test func `random bytes and random JSON are refused or sound`() {
        var numbers = SplitMix64(seed: 29)
        for _ in 0..<2000 {
            let noise = (0..<Int.random(in: 0...64, using: &numbers)).map { _ in
                UInt8.random(in: 0 ... .max, using: &numbers)
            }
            _ = Self.isSound(noise)
            _ = Self.isSound(file(header: noise, dataLength: 8))
            _ = Self.isSound(file(header: JSONValue.random(depth: 4, using: &numbers).text, dataLength: 8))
        }
    }

    /// Runs in a process of its own, which has 256 MiB more than it has now and no byte beyond.
    @Test func `a small file that declares gigabytes is refused without taking memory`() async {
        await #expect(processExitsWith: .success) {
            try limitMemory(toMore: 256 << 20)
            for count in [10_000_000_000, 1 << 40, Int.max / 4] {
                let hostile = SafeTensorsHeaderTests.header(spans: [(0, 4 * count, count)])
                #expect(throws: TensorFileError.self) {
                    try SafeTensors(decoding: file(header: hostile, dataLength: 64))
                }
                let empty = SafeTensorsHeaderTests.header("[\(count),0]", "[0,0]")
                #expect(throws: TensorFileError.self) { try SafeTensors(decoding: file(header: empty, dataLength: 64)) }
                #expect(throws: TensorFileError.self) {
                    try SafeTensors(decoding: length(UInt64(count)) + Array(repeating: 32, count: 64))
                }
            }
        }
    }
}
