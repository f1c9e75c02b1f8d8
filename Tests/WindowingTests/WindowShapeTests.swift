import Diagnostics
import Foundation
import Testing
import TimeSeries

@testable import Windowing

@Suite struct WindowShapeTests {
    @Test(arguments: [("--input-length", 0, 1, 1), ("--horizon", 1, 0, 1), ("--stride", 1, 1, -3)])
    func `a length below 1 is bad usage and names its flag`(
        flag: String, inputLength: Int, horizon: Int, stride: Int
    ) throws {
        let error = try #require(throws: WindowingError.self) {
            try WindowShape(inputLength: inputLength, horizon: horizon, stride: stride)
        }
        #expect(error == .belowOne(flag: flag, value: min(inputLength, horizon, stride)))
        #expect(error.exitStatus == .usage)
        #expect(error.description.contains(flag))
    }

    @Test(arguments: ["--input-length", "--horizon", "--stride"], [WindowShape.longest + 1, .max])
    func `a length above the longest is bad usage and names flag and limit`(flag: String, value: Int) throws {
        let error = try #require(throws: WindowingError.self) { try shape(flag, value) }
        #expect(error.exitStatus == .usage)
        #expect(
            error.description == """
                \(flag) is \(value), and must be at most 1048576
                  fix: pass \(flag) 1048576 or less
                """)
        _ = try shape(flag, WindowShape.longest)
    }

    private func shape(_ flag: String, _ value: Int) throws(WindowingError) -> WindowShape {
        try WindowShape(
            inputLength: flag == "--input-length" ? value : 1, horizon: flag == "--horizon" ? value : 1,
            stride: flag == "--stride" ? value : 1)
    }

    @Test func `a shape survives being written and read`() throws {
        let shape = try WindowShape(inputLength: 24, horizon: 6, stride: 3)
        #expect(try JSONDecoder().decode(WindowShape.self, from: JSONEncoder().encode(shape)) == shape)
    }

    @Test func `a shape that could not be made cannot be read`() {
        let text = #"{"inputLength": 0, "horizon": 6, "stride": 1}"#
        #expect(throws: WindowingError.belowOne(flag: "--input-length", value: 0)) {
            try JSONDecoder().decode(WindowShape.self, from: Data(text.utf8))
        }
    }
}
