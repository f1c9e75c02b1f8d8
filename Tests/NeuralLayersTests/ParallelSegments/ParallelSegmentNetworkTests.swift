import ForecastTestSupport
import Testing

@testable import NeuralLayers

/// The network that decodes segments in parallel against its reference, the reference against differences and PyTorch.
@Suite struct ParallelSegmentNetworkTests {
    /// Windows and sizes; those at which padding, part segments and codes go wrong.
    struct Case: CustomTestStringConvertible {
        var batch: Int
        var shape: ParallelSegmentShape
        var drops: Bool
        var testDescription: String { "\(batch) windows, \(shape)\(drops ? ", dropout" : "")" }

        init(
            _ cell: RecurrentCell, _ batch: Int, input: Int, segment: Int, features: Int = 1, hidden: Int, outputs: Int,
            futures: Int = 0, tables: [EmbeddingShape] = [], drops: Bool = false
        ) {
            self.batch = batch
            self.drops = drops
            shape = ParallelSegmentShape(
                cell: cell, inputLength: input, segmentLength: segment, inputSize: features, hiddenSize: hidden,
                outputSize: outputs, futureSize: futures, embeddings: tables)
        }
    }

    static let cases = RecurrentCell.allCases.flatMap { cell in
        [
            Case(cell, 1, input: 1, segment: 1, hidden: 1, outputs: 1),
            Case(
                cell, 3, input: 7, segment: 3, features: 2, hidden: 5, outputs: 4, futures: 2, tables: two, drops: true),
            Case(cell, 4, input: 9, segment: 4, hidden: 8, outputs: 11, tables: [EmbeddingShape(count: 3, size: 2)]),
            Case(cell, 13, input: 24, segment: 12, hidden: 64, outputs: 30, futures: 3, tables: wide, drops: true),
        ]
    }

    private static let two = [EmbeddingShape(count: 2, size: 2), EmbeddingShape(count: 4, size: 2)]
    private static let wide = [EmbeddingShape(count: 5, size: 32)]

    /// Numbers for a case.
    struct Values {
        var parameters, windows, gradient, futures: [Double]
        var codes: [Int32]
        var mask: [Double]?

        init(_ test: Case, seed: UInt64) {
            var random = SplitMix64(seed: seed)
            func numbers(_ count: Int, _ size: Double) -> [Double] {
                (0..<count).map { _ in Double(Float(Double.random(in: -size...size, using: &random))) }
            }
            let shape = test.shape
            parameters = numbers(shape.parameters.count, min(0.7, 1.5 / Double(shape.hiddenSize).squareRoot()))
            windows = numbers(test.batch * shape.inputLength * shape.inputSize, 2)
            gradient = numbers(test.batch * shape.outputSize, 1)
            futures = numbers(test.batch * shape.outputSize * shape.futureSize, 1)
            // Every code in turn, unknown ones on both sides of the table among them.
            codes = (0..<test.batch).flatMap { row in
                shape.embeddings.map { Int32((row + Int(seed)) % ($0.count + 2)) - 1 }
            }
            guard test.drops else { return }
            mask = (0..<test.batch * shape.decodedCount * shape.hiddenSize).map { _ in
                Bool.random(using: &random) ? 0 : 2
            }
        }

        func forward<Scalar>(
            _ network: ReferenceParallelSegmentNetwork<Scalar>, _ test: Case
        ) -> ReferenceParallelSegmentNetwork<Scalar>.Trace {
            network.forward(
                windows: windows.map { Scalar($0) }, batch: test.batch, codes: codes, mask: mask?.map { Scalar($0) },
                futures: futures.map { Scalar($0) })
        }
    }

    @Test(arguments: cases.filter { $0.shape.hiddenSize < 64 })
    func `the reference's gradient is that of central differences`(test: Case) {
        let values = Values(test, seed: 3)
        var network = ReferenceParallelSegmentNetwork(shape: test.shape, parameters: values.parameters)
        func loss() -> Double {
            zip(values.forward(network, test).outputs, values.gradient).reduce(0) { $0 + $1.0 * $1.1 }
        }
        let gradient = network.backward(through: values.forward(network, test), outputGradient: values.gradient)
        #expect(gradient.contains { abs($0) > 1e-2 })
        for place in gradient.indices {
            let kept = network.parameters[place]
            network.parameters[place] = kept + 1e-6
            let above = loss()
            network.parameters[place] = kept - 1e-6
            let below = loss()
            network.parameters[place] = kept
            #expect(abs((above - below) / 2e-6 - gradient[place]) <= 1e-6 * max(1, abs(gradient[place])))
        }
    }

    @Test(arguments: cases)
    func `outputs and gradients are the reference's in every instruction set, of the same bits`(test: Case) {
        let values = Values(test, seed: 4)
        let reference = ReferenceParallelSegmentNetwork(shape: test.shape, parameters: values.parameters)
        let trace = values.forward(reference, test)
        let exact = reference.backward(through: trace, outputGradient: values.gradient)
        let passes = Kernels.available.map { run(test, values, $0) }
        #expect(relativeDifference(passes[0].outputs, trace.outputs) <= 5e-6)
        for tensor in test.shape.parameters.tensors {
            let difference = relativeDifference(
                Array(passes[0].gradients[tensor.range]), Array(exact[tensor.range]))
            #expect(difference <= 2e-5, "\(tensor.name)")
        }
        for (pass, kernels) in zip(passes, Kernels.available).dropFirst() {
            #expect(sameBits(pass.outputs, passes[0].outputs), "\(kernels.name)")
            #expect(sameBits(pass.gradients, passes[0].gradients), "\(kernels.name)")
        }
    }

    @Test(arguments: try PyTorchGolden.segmentPasses())
    func `SegRNN as PyTorch computes it has the same outputs and gradients`(golden: PyTorchGolden.SegmentPass) {
        let reference = ReferenceParallelSegmentNetwork(shape: golden.shape, parameters: golden.parameters)
        let trace = reference.forward(windows: golden.windows, batch: golden.batch, codes: golden.codes)
        #expect(largestDifference(trace.outputs, golden.outputs) <= 1e-12)
        let loss = Loss.mse.mean(forecasts: trace.outputs, targets: golden.targets)
        #expect(abs((loss.mean ?? .nan) - golden.loss) <= 1e-12)
        let gradient = reference.backward(through: trace, outputGradient: loss.gradient)
        #expect(largestDifference(gradient, golden.parametersGradient) <= 1e-12)
    }

    @Test(arguments: [cases[2], cases[7]])
    func `what a row says does not depend on the rows beside it`(test: Case) {
        let values = Values(test, seed: 5)
        let all = run(test, values, Kernels.available[0])
        var alone = test
        alone.batch = 1
        let (width, size, tables) = (
            test.shape.inputLength * test.shape.inputSize, test.shape.outputSize, test.shape.embeddings.count
        )
        for row in 0..<test.batch {
            var own = values
            own.windows = Array(values.windows[row * width..<(row + 1) * width])
            own.codes = Array(values.codes[row * tables..<(row + 1) * tables])
            own.gradient = Array(values.gradient[..<size])
            let ahead = size * test.shape.futureSize
            own.futures = Array(values.futures[row * ahead..<(row + 1) * ahead])
            own.mask = values.mask.map { mask in
                let each = mask.count / test.batch
                return Array(mask[row * each..<(row + 1) * each])
            }
            let single = run(alone, own, Kernels.available[0])
            #expect(sameBits(single.outputs, Array(all.outputs[row * size..<(row + 1) * size])))
        }
    }

    @Test(arguments: cases, [true, false])
    func `a workspace holds what its shape says`(test: Case, trains: Bool) {
        let drops = test.drops && trains
        let workspace = ParallelSegmentWorkspace(test.shape, rows: 5, trains: trains, drops: drops)
        var seen: Set<ObjectIdentifier> = []
        let own = Mirror(reflecting: workspace).children.compactMap { $0.value as? AlignedBuffer }
        let held = (own + (workspace.decoder?.buffers ?? []))
            .filter { seen.insert(ObjectIdentifier($0)).inserted }.reduce(workspace.codes.count) { $0 + $1.count }
        let said = test.shape.workspaceFloats(rows: 5, steps: test.shape.inputLength, trains: trains, drops: drops)
        #expect(Double(held) == said)
    }

    private func run(
        _ test: Case, _ values: Values, _ kernels: Kernels
    ) -> (outputs: [Float], gradients: [Float]) {
        let (shape, rows) = (test.shape, test.batch)
        let network = ParallelSegmentNetwork(shape, kernels: kernels, trains: true)
        let parameters = AlignedBuffer(count: network.layout.count)
        parameters.assign(values.parameters.map(Float.init))
        network.load(parameters)
        // Larger than the case, and used before by a shard of another size.
        let workspace = network.makeWorkspace(
            rows: rows + 2, steps: shape.inputLength, trains: true, drops: test.drops)
        fill(workspace, test, values, rows: rows + 2)
        network.forward(workspace, rows: rows + 2)
        fill(workspace, test, values, rows: rows)
        network.forward(workspace, rows: rows)
        let (size, stride) = (shape.outputSize, workspace.outputStride)
        let outputs = (0..<rows).flatMap { row in
            (0..<size).map { unsafe workspace.outputs.base[row * stride + $0] }
        }
        for row in 0..<rows {
            for place in 0..<size {
                unsafe workspace.outputGradients.base[row * stride + place] = Float(values.gradient[row * size + place])
            }
        }
        let gradients = AlignedBuffer(count: network.gradientCount)
        network.backward(workspace, rows: rows, gradients: gradients, accumulate: false)
        let flat = AlignedBuffer(count: network.layout.count)
        network.unpack(gradients, into: flat)
        return (outputs, flat.array)
    }

    /// Puts the windows of a case into a workspace, the first ones again where it has more rows.
    private func fill(_ workspace: ParallelSegmentWorkspace, _ test: Case, _ values: Values, rows: Int) {
        let (shape, size) = (test.shape, test.shape.inputSize)
        for row in 0..<rows {
            let source = row % test.batch
            for feature in 0..<size {
                let own = (0..<shape.inputLength).map { step in
                    Float(values.windows[(source * shape.inputLength + step) * size + feature])
                }
                unsafe own.withUnsafeBufferPointer { pointer in
                    guard let base = pointer.baseAddress else { return }
                    unsafe workspace.assign(feature: feature, row: row, rows: rows, base)
                }
            }
            for table in shape.embeddings.indices {
                workspace.codes[row * shape.embeddings.count + table] =
                    values.codes[source * shape.embeddings.count + table]
            }
            let ahead = shape.outputSize * shape.futureSize
            for place in 0..<ahead {
                unsafe workspace.futures.base[row * ahead + place] = Float(values.futures[source * ahead + place])
            }
            guard let mask = values.mask else { continue }
            for place in 0..<shape.decodedCount * shape.hiddenSize {
                let (segment, unit) = (place / shape.hiddenSize, place % shape.hiddenSize)
                let to = (row * shape.decodedCount + segment) * padded(shape.hiddenSize) + unit
                unsafe workspace.mask.base[to] = Float(
                    mask[source * shape.decodedCount * shape.hiddenSize + place])
            }
        }
    }
}
