import Testing

@testable import NeuralLayers

@Suite struct PatchTransformerSizesTests {
    @Test(arguments: TransformerCase.all, [1, 16, 40])
    func `the floats of a workspace are known before it is made, within a tenth`(test: TransformerCase, rows: Int) {
        for (trains, drops) in [(false, false), (true, false), (true, true)] {
            let workspace = PatchTransformerWorkspace(test.shape, rows: rows, trains: trains, drops: drops)
            let known = test.shape.workspaceFloats(
                rows: rows, steps: test.shape.inputLength, trains: trains, drops: drops)
            let ratio = 4 * known / Double(workspace.bytes)
            #expect(ratio > 0.9 && ratio < 1.1, "\(ratio) of \(workspace.bytes) bytes, trains \(trains)")
        }
    }

    @Test(arguments: [
        (48, 16, 8, 6), (96, 16, 8, 12), (336, 16, 8, 42), (16, 16, 8, 2), (15, 16, 8, 1), (17, 16, 8, 2),
        (24, 16, 8, 3), (1, 1, 1, 2), (10, 3, 5, 3),
    ])
    func `patches are as many as PatchTST's`(length: Int, patch: Int, stride: Int, count: Int) {
        let shape = PatchTransformerShape(
            inputLength: length, patchLength: patch, patchStride: stride, modelSize: 8, headCount: 1,
            feedForwardSize: 8, layerCount: 1, inputSize: 1, outputSize: 1)
        #expect(shape.tokenCount == count)
        // The last patch ends with the last value, which it may repeat.
        #expect(shape.step(shape.patchSteps - 1, ofPatch: count - 1) == length - 1)
    }

    @Test func `beyond one, layers and windows cost an inference little memory`() {
        func bytes(layers: Int, rows: Int) -> Int {
            var shape = TransformerCase.all[6].shape
            shape.layerCount = layers
            return PatchTransformerWorkspace(shape, rows: rows, trains: false, drops: false).bytes
        }
        #expect(bytes(layers: 60, rows: 16) == bytes(layers: 1, rows: 16))
        #expect(bytes(layers: 3, rows: 32) < bytes(layers: 3, rows: 16) * 3 / 2)
    }
}
