import NeuralLayers
package import Tensors

extension Pretrainer {
    /// What is kept of the training so far.
    package var kept: PretrainedWeights { PretrainedWeights(plan, rounding: trainer.averages.array) }

    private struct Document: Codable {
        var tool = "pretrain"
        var kind = "checkpoint"
        var plan: PretrainingPlan
        /// What the first samples were: a checkpoint of another prior is of no use.
        var samples: String
        var steps: Int
    }

    private var buffers: [(name: String, buffer: AlignedBuffer)] {
        [
            ("averages", trainer.averages), ("first_moments", trainer.optimizer.firstMoments),
            ("parameters", trainer.parameters), ("second_moments", trainer.optimizer.secondMoments),
        ]
    }

    /// Writes all that it takes to go on from here to the same bytes.
    package func writeCheckpoint(to path: String) throws(TensorFileError) {
        try TensorFile.write(
            document: Document(plan: plan, samples: samples, steps: steps),
            tensors: buffers.map { StoredTensor(name: $0.name, elements: .float32($0.buffer.array)) }, to: path)
    }

    /// Goes on from a checkpoint of the same plan.
    ///
    /// - Throws: ``TensorFileError`` when the file is none, or is of another plan.
    package func resume(from path: String) throws(TensorFileError) {
        let content = try TensorFile.read(path)
        let document = try content.document(as: Document.self)
        guard document.plan == plan, document.samples == samples, (0...plan.steps).contains(document.steps) else {
            throw .document(reason: "it is of another plan")
        }
        for (name, buffer) in buffers {
            buffer.assign(try content.tensors.float32(name, shape: [buffer.count]))
        }
        trainer.optimizer.steps = document.steps
    }
}

extension MadeUpSampler {
    /// A hash of what a network reads and is asked of the first samples.
    func hashOfFirstSamples() -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for number in 0..<100 as Range<UInt64> {
            draw(number, tokens: tokenCount(shard: number), shard: number)
            let numbers = encoder.tokens + encoder.bypass + targets
            for value in numbers { hash = (hash ^ UInt64(value.bitPattern)) &* 0x100_0000_01b3 }
        }
        return String(hash, radix: 16)
    }
}
