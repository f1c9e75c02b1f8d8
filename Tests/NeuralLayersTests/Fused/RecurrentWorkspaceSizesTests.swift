import Testing

@testable import NeuralLayers

@Suite struct RecurrentWorkspaceSizesTests {
    private func shape(_ cell: RecurrentCell, layers: Int) -> RecurrentNetworkShape {
        RecurrentNetworkShape(cell: cell, inputSize: 1, hiddenSize: 20, layerCount: layers, outputSize: 3)
    }

    /// Bytes of all buffers of a workspace, those that are shared counted once.
    private func bytes(_ workspace: RecurrentWorkspace) -> Int {
        let own = [
            workspace.inputs, workspace.outputs, workspace.outputGradients, workspace.hiddenGradient,
            workspace.cellGradient, workspace.sequenceGradient,
        ]
        let all = own + workspace.layers.flatMap { [$0.hidden, $0.cell, $0.gates, $0.droppedInput, $0.mask] }
        var seen: Set<ObjectIdentifier> = []
        return all.reduce(0) { seen.insert(ObjectIdentifier($1)).inserted ? $0 + $1.count * 4 : $0 }
    }

    @Test(arguments: RecurrentCell.allCases, [1, 2, 3, 64])
    func `the bytes of an inference are those of its buffers`(cell: RecurrentCell, layers: Int) {
        let shape = shape(cell, layers: layers)
        let workspace = RecurrentWorkspace(shape, rows: 3, steps: 11, trains: false, drops: false)
        #expect(RecurrentWorkspace.inferenceBytes(shape, rows: 3, steps: 11) == bytes(workspace))
    }

    @Test(arguments: RecurrentCell.allCases)
    func `beyond three, layers cost an inference no memory`(cell: RecurrentCell) {
        let costs = [3, 4, 64].map {
            bytes(RecurrentWorkspace(shape(cell, layers: $0), rows: 2, steps: 50, trains: false, drops: false))
        }
        #expect(costs[1] == costs[0] && costs[2] == costs[0])
        let training = bytes(
            RecurrentWorkspace(shape(cell, layers: 64), rows: 2, steps: 50, trains: true, drops: false))
        #expect(training > 32 * costs[0])
    }
}
