import NeuralLayers
import Tensors
import Windowing

extension RecurrentNetworkShape {
    /// Makes sure that sizes read from a file are sizes: tensors of them are checked against the file before anything is
    /// computed from them.
    func checkSizes(inputLength: Int) throws(InvalidState) {
        let largest = WindowShape.longest
        guard [inputSize, hiddenSize, layerCount, outputSize].allSatisfy({ (1...largest).contains($0) }) else {
            throw InvalidState(reason: "a size is not between 1 and \(largest)")
        }
        guard hiddenSize <= NetworkConfiguration.largestHiddenSize, layerCount <= NetworkConfiguration.largestLayerCount
        else { throw InvalidState(reason: "the network is larger than any that can be fitted") }
        guard (0...NetworkConfiguration.mostFutures).contains(futureSize),
            embeddings.count <= NetworkConfiguration.mostEmbeddings,
            embeddings.allSatisfy({
                (1...largest).contains($0.count) && (1...NetworkConfiguration.largestEmbeddingSize).contains($0.size)
            })
        else { throw InvalidState(reason: "the network has covariates that none can be fitted with") }
    }

    /// Makes sure that a small file cannot ask for much memory.
    ///
    /// What a forecast needs beyond the file is the states of one window, at most two sequences of them; training held
    /// at least twice as many for every layer and every window of a batch. A file may ask for 64 times the bytes of its
    /// parameters, and for 64 MB, which cover a window of any length that such a network is trained on.
    func checkMemory(inputLength: Int, tensors: SafeTensors) throws(InvalidState) {
        let needed = RecurrentWorkspace.inferenceBytes(self, rows: 1, steps: inputLength)
        let bytes = tensors.tensors.reduce(0) { $0 + 4 * $1.elements.count }
        guard needed <= 64 * bytes + (64 << 20) else {
            throw InvalidState(
                reason: "a forecast would take \(needed >> 20) MB of memory, "
                    + "more than an input of \(inputLength) steps accounts for in a file so small")
        }
    }
}
