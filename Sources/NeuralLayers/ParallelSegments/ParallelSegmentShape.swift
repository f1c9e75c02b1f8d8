/// The sizes of a recurrent network that reads a window segment by segment and decodes all segments of the horizon at once.
///
/// The structure of SegRNN (Lin et al. 2023, arXiv:2308.11200): a segment of w steps is embedded by a rectified linear
/// layer and read as one step; from the last state every segment of the horizon is decoded by one more step of the same
/// cell, whose input says which segment, and which series, it is; a linear layer shared by all makes w steps of it:
/// ```
/// s_i = max(0, W x_i + b);  h_i = cell(s_i, h_{i−1});  g_j = cell([p_j ; v], h_n);  y_j = V g_j + c
/// ```
/// where p is a table of positions and v the sum of the vectors of the window's static codes. What is known ahead of a step
/// corrects it by a temporal decoder. A window whose length is no
/// multiple of w begins with a segment that is filled up with zeros, a horizon that is none ends within a segment.
public struct ParallelSegmentShape: Sendable, Hashable, Codable {
    /// The recurrent cell.
    public var cell: RecurrentCell
    /// Steps of a window.
    public var inputLength: Int
    /// w: steps of a segment.
    public var segmentLength: Int
    /// D: numeric features a step, the target first.
    public var inputSize: Int
    /// H: hidden units.
    public var hiddenSize: Int
    /// Numbers of a forecast.
    public var outputSize: Int
    /// F: features of each step of the horizon that are known ahead.
    public var futureSize: Int
    /// One table a static code of a window, all of vectors of one size less than H.
    public var embeddings: [EmbeddingShape]

    /// Creates a shape.
    ///
    /// - Precondition: Sizes are at least 1, that of features known ahead at least 0; vectors are of one size below H.
    public init(
        cell: RecurrentCell, inputLength: Int, segmentLength: Int, inputSize: Int = 1, hiddenSize: Int, outputSize: Int,
        futureSize: Int = 0, embeddings: [EmbeddingShape] = []
    ) {
        precondition(
            min(inputLength, segmentLength, inputSize, hiddenSize, outputSize) >= 1 && futureSize >= 0,
            "sizes are at least 1")
        precondition(
            embeddings.allSatisfy { $0.size == embeddings[0].size && $0.size < hiddenSize }, "vectors of one size")
        self.cell = cell
        self.inputLength = inputLength
        self.segmentLength = segmentLength
        self.inputSize = inputSize
        self.hiddenSize = hiddenSize
        self.outputSize = outputSize
        self.futureSize = futureSize
        self.embeddings = embeddings
    }

    /// n: segments of a window.
    public var segmentCount: Int { (inputLength + segmentLength - 1) / segmentLength }
    /// m: segments of the horizon.
    public var decodedCount: Int { (outputSize + segmentLength - 1) / segmentLength }
    /// Numbers of a segment, w · D.
    var segmentSize: Int { segmentLength * inputSize }
    /// Zeros in front of the first segment's steps.
    var leadingSteps: Int { segmentCount * segmentLength - inputLength }
    /// Numbers of the sum of a window's vectors.
    var vectorSize: Int { embeddings.first?.size ?? 0 }
    /// Numbers of a position.
    var positionSize: Int { hiddenSize - vectorSize }

    /// The cell with its weights, as a layer that reads H features.
    var layer: RecurrentNetworkShape {
        RecurrentNetworkShape(
            cell: cell, inputSize: hiddenSize, hiddenSize: hiddenSize, layerCount: 2, outputSize: 1)
    }
}

extension ParallelSegmentShape: WindowNetworkShape {
    package typealias Network = ParallelSegmentNetwork

    /// Under PyTorch's names where it has them.
    package var parameters: ParameterLayout { ParallelSegmentLayout(self).layout }
    /// So many that a product's weights, which are large beside a few rows, are read once for many.
    package var shardRows: Int { padded(hiddenSize) >= 128 ? 32 : 16 }
    /// What enters the last linear layer.
    package var dropoutLayerCount: Int { 1 }

    package var gradientFloats: Double { Double(ParallelSegmentGradientLayout(self).count) }

    package var packedFloats: Double {
        let (width, gates) = (Double(padded(hiddenSize)), Double(cell.gateCount * hiddenSize))
        return gradientFloats + 2 * gates * width + Double(segmentLength) * width
    }

    package var drawingBytes: Double { 8 * Double(hiddenSize) * Double(padded(hiddenSize)) }

    package func workspaceFloats(rows: Int, steps: Int, trains: Bool, drops: Bool) -> Double {
        Double(ParallelSegmentWorkspace.Sizes(self, rows: rows, trains: trains, drops: drops).floats)
    }
}

/// Where each tensor lies.
struct ParallelSegmentLayout {
    let layout: ParameterLayout
    /// W `[H, w·D]` and b; the cell's weights `[gates·H, H]` and biases; positions `[m, H − E]`; V `[w, H]` and c.
    let segmentWeight, segmentBias, inputWeight, hiddenWeight, inputBias, hiddenBias: Int
    let position, headWeight, headBias: Int
    /// The first of a temporal decoder's four tensors, by its place among the tensors; and of the tables.
    let decoderTensor: Int
    /// The tables `[count, E]`.
    let embeddings: [Int]

    init(_ shape: ParallelSegmentShape) {
        var layout = ParameterLayout()
        let (h, gates) = (shape.hiddenSize, shape.cell.gateCount * shape.hiddenSize)
        segmentWeight = layout.append("segment.weight", [h, shape.segmentSize])
        segmentBias = layout.append("segment.bias", [h])
        inputWeight = layout.append("weight_ih_l0", [gates, h])
        hiddenWeight = layout.append("weight_hh_l0", [gates, h])
        inputBias = layout.append("bias_ih_l0", [gates])
        hiddenBias = layout.append("bias_hh_l0", [gates])
        position = layout.append("position.weight", [shape.decodedCount, shape.positionSize])
        headWeight = layout.append("head.weight", [shape.segmentLength, h])
        headBias = layout.append("head.bias", [shape.segmentLength])
        decoderTensor = layout.tensors.count
        if shape.futureSize > 0 { layout.appendDecoder(futureSize: shape.futureSize) }
        embeddings = shape.embeddings.enumerated().map { place, table in
            layout.append("embedding.\(place).weight", [table.count, table.size])
        }
        self.layout = layout
    }
}

/// How a shard's gradients lie while they are added up; letters as in ``PackedLayer``.
struct ParallelSegmentGradientLayout {
    /// `[H, padded w·D]` and `[P]`.
    let segmentWeight, segmentBias: Int
    /// `[input blocks · P, P]`, `[hidden blocks · P, P]`, `[blocks · P]`.
    let input, hidden, bias: Int
    /// Of what positions add to the gates, `[m, input blocks · P]`.
    let positionGates: Int
    /// `[w, P]` and `[padded w]`.
    let headWeight, headBias: Int
    /// The temporal decoder's parts; nil for a network without one.
    let decoder: GradientLayout.Decoder?
    /// `[count, E]` each.
    let embeddings: [Int]
    /// Floats in all.
    let count: Int

    init(_ shape: ParallelSegmentShape) {
        var count = 0
        func reserve(_ size: Int) -> Int {
            defer { count += (size + 15) / 16 * 16 }
            return count
        }
        let (width, geometry) = (padded(shape.hiddenSize), CellGeometry(shape.cell))
        segmentWeight = reserve(shape.hiddenSize * padded(shape.segmentSize))
        segmentBias = reserve(width)
        input = reserve(geometry.inputBlock.count * width * width)
        hidden = reserve(geometry.hiddenBlock.count * width * width)
        bias = reserve(geometry.blockCount * width)
        positionGates = reserve(shape.decodedCount * geometry.inputBlock.count * width)
        headWeight = reserve(shape.segmentLength * width)
        headBias = reserve(padded(shape.segmentLength))
        decoder = shape.futureSize > 0 ? GradientLayout.Decoder(shape.futureSize) { reserve($0) } : nil
        embeddings = shape.embeddings.map { reserve($0.count * $0.size) }
        self.count = count
    }
}
