import Testing

@testable import Tensors

struct SafeTensorsAccessTests {
    static let file = SafeTensors(tensors: [
        StoredTensor(name: "weight", shape: [2, 1], elements: .float32([1, 2])),
        StoredTensor(name: "broken", elements: .float32([1, .infinity, .nan])),
        StoredTensor(name: "values", elements: .float64([1, .nan, 3])),
        StoredTensor(name: "endless", elements: .float64([1, .nan, -.infinity])),
        StoredTensor(name: "time", elements: .int64([1, 2])),
    ])

    @Test func `a tensor is given by name, with or without its shape`() throws {
        #expect(try Self.file.float32("weight") == [1, 2])
        #expect(try Self.file.float32("weight", shape: [2, 1]) == [1, 2])
        #expect(try Self.file.int64("time", shape: [2]) == [1, 2])
        let values = try Self.file.float64("values", allowingMissing: true)
        #expect(values.map(\.isNaN) == [false, true, false])
    }

    @Test func `what is missing, of another type, of another shape or not finite is refused`() {
        func expect(_ name: String, _ reason: String, _ access: () throws -> Any) {
            #expect(throws: TensorFileError.tensor(name: name, reason: reason)) { _ = try access() }
        }
        expect("bias", "is missing") { try Self.file.float32("bias") }
        expect("time", "holds I64 where F32 is expected") { try Self.file.float32("time") }
        expect("weight", "holds F32 where F64 is expected") { try Self.file.float64("weight") }
        expect("values", "holds F64 where I64 is expected") { try Self.file.int64("values") }
        expect("weight", "has shape [2, 1] where [1, 2] is expected") {
            try Self.file.float32("weight", shape: [1, 2])
        }
        expect("time", "has shape [2] where [3] is expected") { try Self.file.int64("time", shape: [3]) }
        expect("broken", "holds a number that is not finite, at element 1") { try Self.file.float32("broken") }
        expect("values", "holds a number that is not finite, at element 1") { try Self.file.float64("values") }
        expect("endless", "holds a number that is not finite, at element 2") {
            try Self.file.float64("endless", allowingMissing: true)
        }
    }
}
