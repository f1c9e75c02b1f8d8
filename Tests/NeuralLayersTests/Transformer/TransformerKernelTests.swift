import CKernels
import Foundation
import Testing

@testable import NeuralLayers

@Suite struct TransformerKernelTests {
    /// y and dy/dx of `x`, whose count is a multiple of 16.
    private func gelu(_ x: [Float], _ kernels: Kernels) -> (y: [Float], slope: [Float]) {
        var (y, slope) = ([Float](repeating: 0, count: x.count), x)
        unsafe kernels.table.pointee.attention.pointee.gelu(x.count, &y, &slope, nil, true)
        return (y, slope)
    }

    private let sweep: [Float] = (-160_000..<160_000).map { Float($0) / 20_000 }

    @Test func `GELU and its slope are as near the exact ones as is said`() {
        let own = gelu(sweep, Kernels.available[0])
        var (worst, worstSlope) = (0.0, 0.0)
        for (place, value) in sweep.enumerated() {
            let x = Double(value)
            let normal = erfc(-x / 2.0.squareRoot()) / 2
            let density = exp(-x * x / 2) / (2 * Double.pi).squareRoot()
            worst = max(worst, abs(Double(own.y[place]) - x * normal))
            worstSlope = max(worstSlope, abs(Double(own.slope[place]) - normal - x * density))
        }
        #expect(worst <= 4e-7 && worstSlope <= 2e-7, "\(worst), \(worstSlope)")
    }

    @Test func `GELU has the same bits in every instruction set, is x or 0 far out, and NaN at NaN`() {
        let far: [Float] = [14, 50, 1e4, 1e19, 0, -0, -14.5, -50, -1e4, -1e18, 1e-38, -1e-38, .nan, 5, -5, 6]
        let expected = gelu(sweep + far, Kernels.available[0])
        for kernels in Kernels.available {
            let own = gelu(sweep + far, kernels)
            #expect(sameBits(own.y, expected.y) && sameBits(own.slope, expected.slope), "\(kernels.name)")
        }
        let (y, slope) = gelu(far, Kernels.available[0])
        for place in 0..<4 { #expect(y[place] == far[place] && slope[place] == 1) }
        for place in 6..<10 { #expect(abs(y[place]) < 1e-38 && abs(slope[place]) < 1e-38) }
        #expect(y[12].isNaN && slope[12].isNaN)
    }

    @Test(arguments: [1, 7, 8, 9, 16, 17, 33, 40, 64], [1, 2, 5])
    func `features side by side become rows of windows`(features: Int, tokens: Int) {
        let row = (tokens | 1) * 16
        let x = (0..<features * row).map { Float($0) }
        for kernels in Kernels.available {
            let (panels, depth) = ((features + 31) / 32, tokens * 16)
            var to = [Float](repeating: -1, count: panels * depth * 32)
            unsafe kernels.table.pointee.attention.pointee.lane_transpose(features, tokens, x, row, &to, depth)
            for feature in 0..<panels * 32 {
                for k in 0..<depth {
                    let own = to[feature / 32 * depth * 32 + k * 32 + feature % 32]
                    let expected = feature < features ? x[feature * row + k] : feature < padded(features) ? 0 : -1
                    if own != expected { Issue.record("\(kernels.name): \(own) at \(feature), \(k)") }
                }
            }
        }
    }
}
