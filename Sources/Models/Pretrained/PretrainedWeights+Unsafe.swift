import CPretrainedWeights
package import NeuralLayers
package import SyntheticSeries
package import Tensors

/// What one network learned from made-up series.
package struct PretrainedWeights: Sendable, Equatable {
    /// How it was trained.
    package let plan: PretrainingPlan
    /// The parameters in the order of ``SegmentParameterLayout``.
    package let parameters: [Half]

    /// Rounds `parameters` to half precision.
    package init(_ plan: PretrainingPlan, rounding parameters: [Float]) {
        self.plan = plan
        self.parameters = parameters.map(Half.init)
    }

    /// The bytes of the file that keeps them.
    package func encode() throws(TensorFileError) -> [UInt8] {
        try TensorFile.encode(document: plan, tensors: tensors)
    }

    /// The tensors under their names, in half precision.
    var tensors: [StoredTensor] { tensors(prefix: "") }

    /// The tensors with `prefix` before their names, as a file of several networks has them.
    func tensors(prefix: String) -> [StoredTensor] {
        SegmentParameterLayout(plan.shape).tensors.map { tensor in
            StoredTensor(
                name: prefix + tensor.name, shape: tensor.shape,
                elements: .float16(Array(parameters[tensor.range])))
        }
    }

    /// The parameters as a network computes with them.
    package var buffer: AlignedBuffer {
        let buffer = AlignedBuffer(count: parameters.count)
        unsafe Half.convert(parameters, to: buffer.base)
        return buffer
    }

    /// Reads what ``encode()`` wrote.
    package init(decoding bytes: [UInt8]) throws(TensorFileError) {
        let content = try TensorFile.decode(bytes)
        let plan = try content.document(as: PretrainingPlan.self)
        try self.init(plan, tensors: content.tensors.tensors)
    }

    /// Takes the weights from tensors, none missing and each of the size that the plan asks for.
    init(_ plan: PretrainingPlan, tensors: [StoredTensor], prefix: String = "") throws(TensorFileError) {
        let held = SafeTensors(tensors: tensors)
        let layout = SegmentParameterLayout(plan.shape)
        var parameters: [Half] = []
        parameters.reserveCapacity(layout.count)
        for tensor in layout.tensors { parameters += try held.float16(prefix + tensor.name, shape: tensor.shape) }
        self.plan = plan
        self.parameters = parameters
    }

    /// The weights in the program for series of `frequency`.
    package static func standard(_ frequency: SamplingFrequency) throws(TensorFileError) -> PretrainedWeights {
        let file =
            switch frequency {
            case .yearly: unsafe pw_yearly()
            case .quarterly: unsafe pw_quarterly()
            case .monthly: unsafe pw_monthly()
            case .weekly: unsafe pw_weekly()
            case .daily: unsafe pw_daily()
            case .hourly: unsafe pw_hourly()
            }
        return try PretrainedWeights(
            decoding: unsafe Array(UnsafeBufferPointer(start: file.bytes, count: file.count)))
    }
}
