import NeuralLayers
import Tensors
import Windowing

/// The largest sizes that can be asked for or read from a file: sizes of tensors stay far below overflow.
enum NetworkLimits {
    /// Hidden units, and layers.
    static let hiddenSize = 4_096, layerCount = 64
    /// Features known ahead, static codes, and numbers of a code's vector.
    static let futures = 4_096, embeddings = 64, embeddingSize = 1_024
}

extension WindowNetworkShape {
    /// Makes sure that what every network has is no larger than can be.
    ///
    /// - Parameter sizes: The other sizes of the network.
    func checkSizes(_ sizes: [Int]) throws(InvalidState) {
        let largest = WindowShape.longest
        guard (sizes + [inputSize, outputSize]).allSatisfy({ (1...largest).contains($0) }) else {
            throw InvalidState(reason: "a size is not between 1 and \(largest)")
        }
        guard (0...NetworkLimits.futures).contains(futureSize), embeddings.count <= NetworkLimits.embeddings,
            embeddings.allSatisfy({
                (1...largest).contains($0.count) && (1...NetworkLimits.embeddingSize).contains($0.size)
            })
        else { throw InvalidState(reason: "the network has covariates that none can be fitted with") }
    }

    /// Makes sure that a small file cannot ask for much memory.
    ///
    /// What a forecast needs beyond the file is the activations of one window; training held at least twice as many for
    /// every layer and every window of a batch. A file may ask for 64 times the bytes of its parameters, and for 64 MB,
    /// which cover a window of any length that such a network is trained on.
    func checkMemory(inputLength: Int, tensors: SafeTensors) throws(InvalidState) {
        let needed = 4 * workspaceFloats(rows: 1, steps: inputLength, trains: false, drops: false)
        let bytes = tensors.tensors.reduce(0) { $0 + 4 * $1.elements.count }
        guard needed <= Double(64 * bytes + (64 << 20)) else {
            throw InvalidState(
                reason: "a forecast would take \(Int(needed / 0x1p20)) MB of memory, "
                    + "more than an input of \(inputLength) steps accounts for in a file so small")
        }
    }
}
