import CKernels
import Foundation
import Testing

@testable import NeuralLayers

/// exp, the logistic function and tanh over all floats.
@Suite struct KernelFunctionTests {
    enum Function: String, CaseIterable {
        case exp, sigmoid, tanh

        func exact(_ x: Double) -> Double {
            switch self {
            case .exp: Foundation.exp(x)
            case .sigmoid: 1 / (1 + Foundation.exp(-x))
            case .tanh: Foundation.tanh(x)
            }
        }

        func values(_ x: [Float], _ kernels: Kernels) -> [Float] {
            var y = [Float](repeating: 0, count: x.count)
            switch self {
            case .exp: unsafe kernels.table.pointee.exp(x.count, &y, x)
            case .sigmoid: unsafe kernels.table.pointee.sigmoid(x.count, &y, x)
            case .tanh: unsafe kernels.table.pointee.tanh(x.count, &y, x)
            }
            return y
        }
    }

    /// Floats of every exponent and either sign, evenly by bit pattern, and those at which something happens.
    private static let sweep: [Float] = {
        let patterns = stride(from: UInt32(0), through: 0x7F80_0000, by: 2_003).flatMap { [$0, $0 | 0x8000_0000] }
        let edges: [Float] = [
            0, 1, 12, 16.6, 17, 24, 88, 88.72283, 88.72284, 89, 87.33654, 103.27893, 103.97207, 103.97208, 104,
            .leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude, .infinity,
        ]
        return patterns.map { Float(bitPattern: $0) } + edges + edges.map { -$0 }
    }()

    @Test(arguments: Function.allCases)
    func `is at most 2 ulp from correctly rounded, for subnormals and infinities too`(function: Function) {
        let own = function.values(Self.sweep, Kernels.available[0])
        var worst: Int64 = 0
        for (x, y) in zip(Self.sweep, own) {
            let distance = ulps(y, Float(function.exact(Double(x))))
            if distance > 2 { Issue.record("\(function.rawValue)(\(x)) is \(y), \(distance) ulp off") }
            worst = max(worst, distance)
            if worst > 2 { return }
        }
    }

    @Test(arguments: Function.allCases)
    func `is NaN at NaN`(function: Function) {
        let patterns: [UInt32] = [0x7FC0_0000, 0xFFC0_0000, 0x7FFF_FFFF, 0x7FC0_1234]
        for kernels in Kernels.available {
            let own = function.values(patterns.map { Float(bitPattern: $0) }, kernels)
            #expect(own.allSatisfy { $0.isNaN })
        }
    }

    @Test(arguments: Function.allCases)
    func `has the same bits in every instruction set, at any place of an array`(function: Function) {
        let expected = function.values(Self.sweep, Kernels.available[0])
        for kernels in Kernels.available {
            #expect(sameBits(function.values(Self.sweep, kernels), expected), "\(kernels.name)")
            for count in 0...35 {
                let part = Array(Self.sweep[1000..<1000 + count])
                #expect(sameBits(function.values(part, kernels), Array(expected[1000..<1000 + count])))
            }
        }
    }

    /// Floats from one to the other; 0 for two zeros.
    private func ulps(_ a: Float, _ b: Float) -> Int64 {
        func place(_ x: Float) -> Int64 {
            let magnitude = Int64(x.bitPattern & 0x7FFF_FFFF)
            return x.sign == .minus ? -magnitude : magnitude
        }
        if a.isNaN || b.isNaN { return a.isNaN && b.isNaN ? 0 : .max }
        return abs(place(a) - place(b))
    }
}
