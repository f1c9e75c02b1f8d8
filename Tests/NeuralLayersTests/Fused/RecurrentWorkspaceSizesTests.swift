import Testing

@testable import NeuralLayers

@Suite struct RecurrentWorkspaceSizesTests {
    private func shape(_ cell: RecurrentCell, layers: Int) -> RecurrentNetworkShape {
        RecurrentNetworkShape(cell: cell, inputSize: 1, hiddenSize: 20, layerCount: layers, outputSize: 3)
    }

    @Test(arguments: RecurrentCell.allCases, [1, 2, 3, 64])
    func `the bytes of an inference are those of its buffers`(cell: RecurrentCell, layers: Int) {
        let shape = shape(cell, layers: layers)
        let workspace = RecurrentWorkspace(shape, rows: 3, steps: 11, trains: false, drops: false)
        #expect(RecurrentWorkspace.inferenceBytes(shape, rows: 3, steps: 11) == workspace.bytes)
    }

    @Test(arguments: [true, false], [0, 1, 5])
    func `covariates count too, and nothing without them`(trains: Bool, futures: Int) {
        var shape = shape(.gru, layers: 1)
        let without = RecurrentWorkspace(shape, rows: 3, steps: 11, trains: trains, drops: false).bytes
        shape.futureSize = futures
        if futures > 0 { shape.embeddings = [EmbeddingShape(count: 100, size: 13)] }
        let workspace = RecurrentWorkspace(shape, rows: 3, steps: 11, trains: trains, drops: false)
        if !trains { #expect(RecurrentWorkspace.inferenceBytes(shape, rows: 3, steps: 11) == workspace.bytes) }
        #expect((workspace.bytes > without) == (futures > 0))
        #expect(workspace.futures.count == 3 * 3 * futures && workspace.codes.count == (futures > 0 ? 3 : 0))
    }

    @Test(arguments: RecurrentCell.allCases)
    func `beyond three, layers cost an inference no memory`(cell: RecurrentCell) {
        let costs = [3, 4, 64].map {
            RecurrentWorkspace(shape(cell, layers: $0), rows: 2, steps: 50, trains: false, drops: false).bytes
        }
        #expect(costs[1] == costs[0] && costs[2] == costs[0])
        let training = RecurrentWorkspace(
            shape(cell, layers: 64), rows: 2, steps: 50, trains: true, drops: false
        ).bytes
        #expect(training > 32 * costs[0])
    }

    // What autograd would keep too: a hidden state for every step, and of gated cells every gate.
    @Test(arguments: RecurrentCell.allCases)
    func `training keeps little more than a backward pass reads`(cell: RecurrentCell) {
        let (rows, steps, hidden) = (16, 96, 64)
        let shape = RecurrentNetworkShape(cell: cell, inputSize: 1, hiddenSize: hidden, layerCount: 1, outputSize: 7)
        let kept = [RecurrentCell.rnnTanh: 1, .rnnReLU: 1, .gru: 5, .lstm: 6][cell, default: 0]
        let needed = 4 * rows * steps * hidden * kept
        let workspace = RecurrentWorkspace(shape, rows: rows, steps: steps, trains: true, drops: false)
        #expect(workspace.bytes >= needed && Double(workspace.bytes) <= 1.3 * Double(needed))
    }
}
