import ForecastTestSupport
import Testing

@testable import Tensors

struct SafeTensorsTests {
    /// What `make_goldens.py` puts into both of its files.
    static let reference = SafeTensors(
        tensors: [
            StoredTensor(
                name: "weight_ih_l0", shape: [2, 3],
                elements: .float32([0.5, -1.25, 3, .leastNonzeroMagnitude, .greatestFiniteMagnitude, -0.0])),
            StoredTensor(name: "bias_ih_l0", elements: .float32([0.1, .nan])),
            StoredTensor(
                name: "values/Zürich 🌡", elements: .float64([19.75, .nan, -.infinity, .leastNonzeroMagnitude])),
            StoredTensor(name: "scalar", shape: [], elements: .float64([2.5])),
            StoredTensor(name: "timestamps", elements: .int64([.min, -1, .max])),
            StoredTensor(name: "empty", shape: [0, 4], elements: .float32([])),
        ],
        metadata: ["note": "Grüße, \"world\" \\ / \n\t\u{01} é 🌡"])

    @Test("Files of other writers are read", arguments: ["reference.safetensors", "foreign.safetensors"])
    func goldens(name: String) throws {
        let read = try SafeTensors(path: goldenModelFile(name))
        #expect(read == Self.reference)
        #expect(try SafeTensors(decoding: contents(goldenModelFile(name))) == read)
    }

    @Test func `our bytes are those of the reference implementation`() throws {
        #expect(Self.reference.encode() == (try contents(goldenModelFile("reference.safetensors"))))
    }

    @Test func `random content comes back equal and is written the same again`() throws {
        var numbers = SplitMix64(seed: 11)
        for _ in 0..<300 {
            let content = SafeTensors.random(using: &numbers)
            let bytes = content.encode()
            let read = try SafeTensors(decoding: bytes)
            #expect(read == content)
            #expect(read.encode() == bytes)
            let headerLength = bytes[..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
            #expect(headerLength % 8 == 0)
        }
    }

    @Test func `the order in which tensors are given does not show`() {
        var numbers = SplitMix64(seed: 5)
        for _ in 0..<50 {
            let shuffled = SafeTensors(
                tensors: Self.reference.tensors.shuffled(using: &numbers), metadata: Self.reference.metadata)
            #expect(shuffled == Self.reference)
            #expect(shuffled.encode() == Self.reference.encode())
        }
    }

    @Test func `a file without tensors and metadata is sound`() throws {
        let empty = SafeTensors(tensors: [])
        #expect(empty.encode() == file(header: "{}      "))
        #expect(try SafeTensors(decoding: empty.encode()) == empty)
    }

    @Test func `equal means the same bits`() {
        let zero = StoredTensor(name: "a", elements: .float32([0]))
        #expect(zero != StoredTensor(name: "a", elements: .float32([-0.0])))
        #expect(zero != StoredTensor(name: "a", elements: .float64([0])))
        #expect(zero != StoredTensor(name: "a", shape: [1, 1], elements: .float32([0])))
        #expect(
            StoredTensor(name: "a", elements: .float64([.nan])) == StoredTensor(name: "a", elements: .float64([.nan])))
        #expect(
            StoredTensor(name: "a", elements: .float64([.nan]))
                != StoredTensor(name: "a", elements: .float64([.init(nan: 1, signaling: false)])))
    }

    @Test func `two tensors of one name stop the program`() async {
        await #expect(processExitsWith: .failure) {
            let tensor = StoredTensor(name: "a", elements: .float32([]))
            _ = SafeTensors(tensors: [tensor, tensor])
        }
    }

    @Test func `elements that do not fill the shape stop the program`() async {
        await #expect(processExitsWith: .failure) {
            _ = StoredTensor(name: "a", shape: [2, 2], elements: .float32([1, 2, 3]))
        }
    }
}

extension SafeTensors {
    /// Up to six tensors of any type, bits and name, and up to three texts.
    static func random(using numbers: inout SplitMix64) -> SafeTensors {
        var tensors: [String: StoredTensor] = [:]
        for _ in 0..<Int.random(in: 0...6, using: &numbers) {
            let name = String.random(using: &numbers)
            let shape = (0..<Int.random(in: 0...3, using: &numbers)).map { _ in Int.random(in: 0...4, using: &numbers) }
            let bits = (0..<shape.reduce(1, *)).map { _ in numbers.next() }
            let elements: StoredTensor.Elements =
                switch Int.random(in: 0..<3, using: &numbers) {
                case 0: .float32(bits.map { Float(bitPattern: UInt32(truncatingIfNeeded: $0)) })
                case 1: .float64(bits.map { Double(bitPattern: $0) })
                default: .int64(bits.map { Int64(bitPattern: $0) })
                }
            tensors[name] = StoredTensor(name: name, shape: shape, elements: elements)
        }
        var metadata: [String: String] = [:]
        for _ in 0..<Int.random(in: 0...3, using: &numbers) {
            metadata[.random(using: &numbers)] = .random(using: &numbers)
        }
        return SafeTensors(tensors: Array(tensors.values), metadata: metadata)
    }
}
