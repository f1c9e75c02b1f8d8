import ForecastTestSupport
import Testing

@testable import Tensors

struct SafeTensorsHeaderTests {
    /// A header of one tensor `a`.
    static func header(_ shape: String, _ offsets: String, dtype: String = "\"F32\"") -> String {
        #"{"a":{"dtype":\#(dtype),"shape":\#(shape),"data_offsets":\#(offsets)}}"#
    }

    /// A header of F32 tensors `a`, `b`, … with one axis each.
    static func header(spans: [(begin: Int, end: Int, count: Int)]) -> String {
        let entries = zip("abcdef", spans).map { name, span in
            #""\#(name)":{"dtype":"F32","shape":[\#(span.count)],"data_offsets":[\#(span.begin),\#(span.end)]}"#
        }
        return "{\(entries.joined(separator: ","))}"
    }

    @Test(
        "A header that is not what the format demands is refused where it goes wrong",
        arguments: [
            ("", "it does not begin with '{'", 0),
            (" {}", "it does not begin with '{'", 0),
            ("[]", "it does not begin with '{'", 0),
            ("{", "expected a string in quotes, found the end", 1),
            ("{} {}", "expected the end, found '{'", 3),
            ("{}\0", "expected the end, found byte 0x0", 2),
            (#"{"a":1}"#, "expected '{', found '1'", 5),
            (#"{"a":null}"#, "expected '{', found 'n'", 5),
            (#"{"a":{}}"#, "tensor 'a' lacks a dtype, a shape or two data_offsets", 5),
            (#"{"a":{"dtype":"F32","shape":[]}}"#, "tensor 'a' lacks a dtype, a shape or two data_offsets", 5),
            (
                #"{"a":{"dtype":"F32","data_offsets":[0,0]}}"#, "tensor 'a' lacks a dtype, a shape or two data_offsets",
                5
            ),
            (#"{"a":{"shape":[],"data_offsets":[0,0]}}"#, "tensor 'a' lacks a dtype, a shape or two data_offsets", 5),
            (#"{"a":{"dtype":"F32","dtype":"F32"}}"#, "the key 'dtype' is there twice", 20),
            (#"{"a":{"order":"F"}}"#, "expected 'dtype', 'shape' or 'data_offsets' in tensor 'a', found '\"'", 14),
            (#"{"__metadata__":1}"#, "expected '{', found '1'", 16),
            (#"{"__metadata__":{"a":1}}"#, "expected a string in quotes, found '1'", 21),
            (#"{"__metadata__":{"a":"","a":""}}"#, "the key 'a' is there twice", 24),
            (#"{"__metadata__":{},"__metadata__":{}}"#, "the key '__metadata__' is there twice", 19),
            (header("[]", "[0,0]", dtype: "\"BF6\""), "tensor 'a' is of type 'BF6', not of F16, F32, F64 or I64", 14),
            (header("[]", "[0,0]", dtype: "\"f32\""), "tensor 'a' is of type 'f32', not of F16, F32, F64 or I64", 14),
            (header("[]", "[0,0]", dtype: "32"), "expected a string in quotes, found '3'", 14),
            (header("[-1]", "[0,0]"), "expected a whole number from 0 to 2^63 - 1", 29),
            (header("[1.0]", "[0,4]"), "expected a whole number from 0 to 2^63 - 1", 29),
            (header("[1e0]", "[0,4]"), "expected a whole number from 0 to 2^63 - 1", 29),
            (header("[9223372036854775808]", "[0,4]"), "expected a whole number from 0 to 2^63 - 1", 29),
            (header("[18446744073709551616]", "[0,4]"), "a whole number beyond 64 bits", 29),
            (header("[[1]]", "[0,4]"), "expected a number, found '['", 29),
            (header("4", "[0,4]"), "expected '[', found '4'", 28),
            (header("[]", "[0]"), "tensor 'a' lacks a dtype, a shape or two data_offsets", 5),
            (header("[]", "[0,4,8]"), "tensor 'a' lists more than 2 numbers", 51),
            (header("[]", "[-4,0]"), "expected a whole number from 0 to 2^63 - 1", 47),
            (header("[]", "[4,0]"), "tensor 'a' ends before it begins", 5),
            (
                header("[\(Array(repeating: "1", count: 65).joined(separator: ","))]", "[0,4]"),
                "tensor 'a' lists more than 64 numbers", 157
            ),
            (
                String(repeating: "{\"a\":", count: 100_000),
                "expected 'dtype', 'shape' or 'data_offsets' in tensor 'a', found '{'", 10
            ),
            (#"{"__metadata__":"# + String(repeating: "[", count: 100_000), "expected '{', found '['", 16),
            (#"{"a":{"shape":"# + String(repeating: "[", count: 100_000), "expected a number, found '['", 15),
        ])
    func malformed(header: String, reason: String, offset: Int) {
        #expect(throws: TensorFileError.header(reason: reason, offset: offset)) {
            try SafeTensors(decoding: file(header: header, dataLength: 4))
        }
    }

    @Test func `a duplicate tensor is refused`() {
        let entry = #""a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}"#
        #expect(throws: TensorFileError.header(reason: "the key 'a' is there twice", offset: entry.utf8.count + 2)) {
            try SafeTensors(decoding: file(header: "{\(entry),\(entry)}", dataLength: 4))
        }
    }

    @Test func `a header that is not UTF-8 is refused`() {
        let header = Array("{\"".utf8) + [0xFF] + Array("\":{}}".utf8)
        #expect(throws: TensorFileError.header(reason: "a string that is not UTF-8", offset: 2)) {
            try SafeTensors(decoding: file(header: header))
        }
    }

    @Test(
        "Tensors must lie one behind the other and be as long as their shapes",
        arguments: [
            // begin, end, elements of 4 bytes; the file holds 16 bytes of data
            (
                [(0, 8, 2), (4, 16, 3)],
                TensorFileError.tensor(name: "b", reason: "overlaps the tensor before it")
            ),
            ([(0, 8, 2), (0, 8, 2)], .tensor(name: "b", reason: "overlaps the tensor before it")),
            ([(0, 4, 1), (8, 16, 2)], .tensor(name: "b", reason: "leaves a hole before it")),
            ([(4, 16, 3)], .tensor(name: "a", reason: "leaves a hole before it")),
            ([(0, 16, 3)], .tensor(name: "a", reason: "needs 12 bytes for its shape but has 16")),
            ([(0, 16, 5)], .tensor(name: "a", reason: "needs 20 bytes for its shape but has 16")),
            ([(0, 15, 4)], .tensor(name: "a", reason: "needs 16 bytes for its shape but has 15")),
            ([(0, 16, 0)], .tensor(name: "a", reason: "needs 0 bytes for its shape but has 16")),
            ([(0, 0, 1)], .tensor(name: "a", reason: "needs 4 bytes for its shape but has 0")),
            ([(0, 12, 3)], .dataLength(declared: 12, found: 16)),
            ([(0, 8, 2), (8, 20, 3)], .dataLength(declared: 20, found: 16)),
            ([], .dataLength(declared: 0, found: 16)),
            ([(0, 10_000_000_000, 2_500_000_000)], .dataLength(declared: 10_000_000_000, found: 16)),
            ([(0, .max, 4)], .tensor(name: "a", reason: "needs 16 bytes for its shape but has \(Int.max)")),
            ([(0, .max, .max)], .tensor(name: "a", reason: "has a shape too large for any memory")),
        ] as [([(begin: Int, end: Int, count: Int)], TensorFileError)])
    func layout(spans: [(begin: Int, end: Int, count: Int)], problem: TensorFileError) {
        #expect(throws: problem) {
            try SafeTensors(decoding: file(header: Self.header(spans: spans), dataLength: 16))
        }
    }

    @Test(
        "A shape whose product overflows is refused, in whichever order",
        arguments: [
            "[4294967296,4294967296]", "[0,9223372036854775807,9223372036854775807,0]", "[9223372036854775807,2]",
            "[2305843009213693952]", "[3,4294967296,4294967296,4294967296]",
        ])
    func overflow(shape: String) throws {
        let bytes = file(header: Self.header(shape, "[0,4]"), dataLength: 4)
        let problem = try #require(throws: TensorFileError.self) { try SafeTensors(decoding: bytes) }
        // A zero that comes first makes the product small: then the bytes do not fit it.
        #expect(
            [
                .tensor(name: "a", reason: "has a shape too large for any memory"),
                .tensor(name: "a", reason: "needs 0 bytes for its shape but has 4"),
            ].contains(problem))
    }

    @Test func `empty tensors may lie anywhere between others`() throws {
        let header = Self.header(spans: [(0, 0, 0), (0, 8, 2), (8, 8, 0), (8, 16, 2), (16, 16, 0)])
        #expect(
            try SafeTensors(decoding: file(header: header, dataLength: 16)).tensors.map(\.elements.count) == [
                0, 2, 0, 2, 0,
            ])
    }

    @Test(
        "A header longer than the file or the format allows is refused by its length alone",
        arguments: [
            (UInt64.max, 24), (1 << 63, 24), (10_000_000_000, 24), (17, 24), (16, 24), (1 << 62, 8), (1, 8),
        ] as [(UInt64, Int)])
    func tooLong(declared: UInt64, fileLength: Int) {
        let bytes = length(declared) + Array("{}".utf8) + Array(repeating: UInt8(ascii: " "), count: 14)
        if declared <= UInt64(fileLength - 8) {
            #expect(throws: Never.self) { try SafeTensors(decoding: Array(bytes[..<fileLength])) }
        } else {
            #expect(throws: TensorFileError.headerTooLong(declared: declared, limit: fileLength - 8)) {
                try SafeTensors(decoding: Array(bytes[..<fileLength]))
            }
        }
    }

    @Test func `a header beyond the cap is refused unread`() throws {
        try withTemporaryFolder { folder in
            // A sparse file: it takes no space, and reading all of it would take a while.
            let path = folder + "/sparse.safetensors"
            try put(length(100_000_001), at: path)
            try resize(path, to: 200_000_000)
            #expect(throws: TensorFileError.headerTooLong(declared: 100_000_001, limit: 100_000_000)) {
                try SafeTensors(path: path)
            }
        }
    }
}
