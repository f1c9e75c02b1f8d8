import Numerics
import Parallelism
import Testing

@testable import NeuralLayers

@Suite struct BufferSumTests {
    @Test(arguments: [1, 16, 4_096, 4_097, 20_000], [1, 2, 3, 4])
    func `every float is added in the order of the buffers, whatever the threads`(size: Int, threads: Int) {
        let pool = WorkerPool(workers: threads)
        for kernels in Kernels.available {
            for count in 1...5 {
                var random = CounterBasedRandom(seed: 3).sequence(.initialization)
                let values = (0..<5).map { _ in (0..<size).map { _ in Float(random.nextNormal()) } }
                let buffers = values.map { values in
                    let buffer = AlignedBuffer(count: size)
                    buffer.assign(values)
                    return buffer
                }
                BufferSum(buffers, kernels: kernels).run(pool, count: count)
                let expected = (0..<size).map { place in values[1..<count].reduce(values[0][place]) { $0 + $1[place] } }
                #expect(buffers[0].array == expected)
                #expect(zip(buffers, values).dropFirst().allSatisfy { $0.array == $1 })
            }
        }
    }
}
