import CKernels
import Numerics
import Testing

@testable import NeuralLayers

/// Sums, elementwise products and the optimiser's loop against scalar formulas.
@Suite struct KernelVectorTests {
    private static let counts = Array(0...35) + [63, 64, 65, 1000]

    private func numbers(_ count: Int, seed: UInt64) -> [Float] {
        var random = CounterBasedRandom(seed: seed).sequence(.initialization)
        return (0..<count).map { _ in Float(random.nextNormal()) }
    }

    @Test(arguments: counts)
    func `add and multiply do so to every element and no other`(count: Int) {
        let (x, y, m) = (numbers(count + 3, seed: 1), numbers(count + 3, seed: 2), numbers(count + 3, seed: 3))
        let sum = y.indices.map { $0 < count ? y[$0] + x[$0] : y[$0] }
        let product = y.indices.map { $0 < count ? x[$0] * m[$0] : y[$0] }
        for kernels in Kernels.available {
            var own = y
            unsafe kernels.table.pointee.add(count, &own, x)
            #expect(own == sum)
            own = y
            unsafe kernels.table.pointee.multiply(count, &own, x, m)
            #expect(own == product)
        }
    }

    @Test(arguments: [(1, 16), (2, 48), (13, 32), (50, 16)], [false, true])
    func `column sums add the rows from the first to the last`(size: (Int, Int), accumulate: Bool) {
        let (rows, columns) = size
        let stride = columns + 16
        let x = numbers(rows * stride, seed: 4)
        let before = numbers(columns, seed: 5)
        let expected = (0..<columns).map { column in
            (0..<rows).reduce(accumulate ? before[column] : 0) { $0 + x[$1 * stride + column] }
        }
        for kernels in Kernels.available {
            let (matrix, sums) = (AlignedBuffer(count: x.count), AlignedBuffer(count: columns))
            matrix.assign(x)
            sums.assign(before)
            var product = unsafe FKProduct(
                sumOfRows: matrix.base, rowStride: stride, depth: rows, columns: columns, into: sums.base,
                accumulate: accumulate)
            unsafe kernels.table.pointee.product(&product)
            #expect(sameBits(sums.array, expected), "\(kernels.name)")
        }
    }

    @Test(arguments: counts)
    func `the sum of squares is the same bits in every instruction set`(count: Int) {
        let x = numbers(count, seed: 6)
        var chains = [Double](repeating: 0, count: 16)
        for index in x.indices { chains[index % 16] += Double(x[index]) * Double(x[index]) }
        let expected = chains.reduce(0, +)
        for kernels in Kernels.available {
            let own = unsafe kernels.table.pointee.sum_of_squares(count, x)
            #expect(own == expected)
        }
    }

    @Test func `the norm neither overflows nor vanishes for any float, and shows what is not finite`() {
        let buffer = AlignedBuffer(count: 20)
        for value in [Float.greatestFiniteMagnitude, .leastNonzeroMagnitude] {
            unsafe buffer.base[3] = value
            #expect(Kernels.available[0].norm(buffer) == Double(value))
        }
        for value in [Float.nan, .infinity] {
            unsafe buffer.base[3] = value
            #expect(!Kernels.available[0].norm(buffer).isFinite)
        }
    }

    // The scalar formula of Kingma & Ba 2015 (algorithm 1), of PyTorch's coupled decay, and of Loshchilov & Hutter
    // 2019 (algorithm 2), in Double.
    @Test(arguments: [(0.0, 0.0), (0.1, 0.0), (0.0, 0.1)], [1, 2, 17, 1000])
    func `Adam and AdamW move every parameter by the published formula`(decay: (Double, Double), step: Int) {
        let count = 37
        let (w, g) = (numbers(count, seed: 7), numbers(count, seed: 8))
        let (m, v) = (numbers(count, seed: 9).map { 0.1 * $0 }, numbers(count, seed: 10).map { 0.1 * $0 * $0 })
        let (rate, scale) = (0.01, 0.37)
        let constants = AdamStep(
            beta1: 0.9, beta2: 0.999, epsilon: 1e-8, number: step, learningRate: rate, coupledDecay: decay.0,
            decoupledDecay: decay.1, gradientScale: scale)
        var results: [[Float]] = []
        for kernels in Kernels.available {
            let buffers = [w, g, m, v].map { values in
                let buffer = AlignedBuffer(count: count)
                buffer.assign(values)
                return buffer
            }
            kernels.adam(
                buffers[0], gradients: buffers[1], firstMoments: buffers[2], secondMoments: buffers[3],
                step: constants)
            #expect(buffers[1].array == g)
            results.append(buffers[0].array + buffers[2].array + buffers[3].array)
        }
        for other in results.dropFirst() { #expect(sameBits(other, results[0])) }
        var (beta1Power, beta2Power) = (1.0, 1.0)
        for _ in 0..<step { (beta1Power, beta2Power) = (beta1Power * 0.9, beta2Power * 0.999) }
        for index in 0..<count {
            let before = Double(w[index])
            let slope = scale * Double(g[index]) + decay.0 * before
            let first = 0.9 * Double(m[index]) + 0.1 * slope
            let second = 0.999 * Double(v[index]) + 0.001 * slope * slope
            let size = (second / (1 - beta2Power)).squareRoot() + 1e-8
            let after = before * (1 - rate * decay.1) - rate * first / (1 - beta1Power) / size
            #expect(abs(Double(results[0][index]) - after) <= 3e-7 * max(1, abs(after)))
            #expect(abs(Double(results[0][count + index]) - first) <= 1e-6 * max(abs(first), 0.1))
            #expect(abs(Double(results[0][2 * count + index]) - second) <= 1e-6 * second)
        }
    }

    @Test func `the first step of Adam has the length of the learning rate, whatever the gradient's size`() {
        for gradient in [Float(1e-4), 1, 1e4] {
            let (w, g, m, v) = (
                AlignedBuffer(count: 1), AlignedBuffer(count: 1), AlignedBuffer(count: 1), AlignedBuffer(count: 1)
            )
            g.assign([gradient])
            let constants = AdamStep(
                beta1: 0.9, beta2: 0.999, epsilon: 1e-8, number: 1, learningRate: 0.5, coupledDecay: 0,
                decoupledDecay: 0, gradientScale: 1)
            Kernels.available[0].adam(w, gradients: g, firstMoments: m, secondMoments: v, step: constants)
            #expect(abs(Double(w.array[0]) + 0.5 / (1 + 1e-8 / Double(gradient))) <= 5e-7)
        }
    }

    @Test func `whole powers are those of repeated multiplication to rounding`() {
        var power = 1.0
        for exponent in 0...2000 {
            #expect(abs(0.999.power(exponent) - power) <= 1e-12 * power)
            power *= 0.999
        }
    }
}
