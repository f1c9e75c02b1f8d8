/// The network of a ``ParallelSegmentShape``, one window after the other, written for reading.
package struct ReferenceParallelSegmentNetwork<Scalar: ReferenceScalar>: Sendable {
    private let shape: ParallelSegmentShape
    private let places: ParallelSegmentLayout
    private let cell: ReferenceLayer<Scalar>
    /// The parameters in the shape's order.
    package var parameters: [Scalar]

    /// - Precondition: As many parameters as the layout counts.
    package init(shape: ParallelSegmentShape, parameters: [Scalar]) {
        self.shape = shape
        places = ParallelSegmentLayout(shape)
        precondition(parameters.count == places.layout.count, "a network has as many parameters as its layout")
        self.parameters = parameters
        let tensors = places.layout.tensors
        cell = ReferenceLayer(
            cell: shape.cell, hiddenSize: shape.hiddenSize, tensors: Array(tensors[2..<6]))
    }

    /// What a forward pass leaves for the backward pass.
    package struct Trace {
        /// Forecasts, `[B, outputSize]`.
        package var outputs: [Scalar] = []
        /// Segments, `[n, B, w·D]`, embedded `[n, B, H]`.
        fileprivate var segments: [Scalar] = [], embedded: [Scalar] = []
        fileprivate var seen, decoded: ReferenceLayerTrace<Scalar>
        /// What the last layer read, `[B, m, H]`, and the mask that made it.
        fileprivate var head: [Scalar] = [], mask: [Scalar]?
        fileprivate var codes: [Int32]
        /// What the last layer says, features known ahead, and what a temporal decoder keeps of each step.
        fileprivate var linear: [Scalar] = [], futures: [Scalar] = [], units: [[Scalar]] = []
    }

    /// Runs windows forward.
    ///
    /// - Parameters:
    ///   - windows: Shape `[B, L, D]`.
    ///   - codes: Shape `[B, S]`; one that is not in its table counts as a vector of zeros.
    ///   - mask: Of what enters the last layer, `[B, m, H]`; nil for none.
    ///   - futures: Shape `[B, outputSize, F]`.
    package func forward(
        windows: [Scalar], batch: Int, codes: [Int32] = [], mask: [Scalar]? = nil, futures: [Scalar] = []
    ) -> Trace {
        let (n, m, w, d) = (shape.segmentCount, shape.decodedCount, shape.segmentLength, shape.inputSize)
        let weight = matrix(places.segmentWeight, shape.hiddenSize, w * d)
        var segments: [Scalar] = [], embedded: [Scalar] = []
        for segment in 0..<n {
            for window in 0..<batch {
                var values: [Scalar] = []
                for step in 0..<w {
                    let time = segment * w + step - shape.leadingSteps
                    let first = (window * shape.inputLength + time) * d
                    values += time < 0 ? Array(repeating: 0, count: d) : Array(windows[first..<first + d])
                }
                segments += values
                embedded += weight.product(values[...], bias: places.segmentBias, in: parameters).map { max(0, $0) }
            }
        }
        let zeros = (0..<batch).map { _ in ReferenceState<Scalar>(zeros: shape.hiddenSize) }
        let seen = cell.forward(inputs: embedded, initial: zeros, parameters: parameters)
        let states = seen.final.map(\.state)
        var (labels, before) = ([Scalar](), [ReferenceState<Scalar>]())
        for window in 0..<batch {
            for segment in 0..<m {
                labels += label(segment, codes: codes, window: window)
                before.append(states[window])
            }
        }
        let decoded = cell.forward(inputs: labels, initial: before, parameters: parameters)
        var head = decoded.steps.flatMap(\.state.hidden)
        if let mask { for place in head.indices { head[place] *= mask[place] } }
        var trace = Trace(seen: seen, decoded: decoded, codes: codes)
        (trace.segments, trace.embedded, trace.head, trace.mask) = (segments, embedded, head, mask)
        let output = matrix(places.headWeight, w, shape.hiddenSize)
        for row in 0..<batch * m {
            let state = head[row * shape.hiddenSize..<(row + 1) * shape.hiddenSize]
            let steps = output.product(state, bias: places.headBias, in: parameters)
            trace.outputs += steps.prefix(shape.outputSize - row % m * w)
        }
        correct(&trace, futures)
        return trace
    }

    private var decoder: ReferenceTemporalDecoder<Scalar>? {
        shape.futureSize == 0
            ? nil : ReferenceTemporalDecoder(places.layout.tensors[places.decoderTensor...].prefix(4))
    }

    /// Lets a temporal decoder correct every step.
    private func correct(_ trace: inout Trace, _ futures: [Scalar]) {
        guard let decoder else { return }
        (trace.linear, trace.futures) = (trace.outputs, futures)
        for (place, linear) in trace.linear.enumerated() {
            let known = futures[place * shape.futureSize..<(place + 1) * shape.futureSize]
            let step = decoder.forward(linear: linear, futures: known, parameters: parameters)
            trace.units.append(step.units)
            trace.outputs[place] = step.output
        }
    }

    /// The gradient of what the last layer says.
    private func corrected(_ trace: Trace, _ outputGradient: [Scalar], _ gradients: inout [Scalar]) -> [Scalar] {
        guard let decoder else { return outputGradient }
        return outputGradient.enumerated().map { place, delta in
            decoder.backward(
                delta: delta, linear: trace.linear[place],
                futures: trace.futures[place * shape.futureSize..<(place + 1) * shape.futureSize],
                units: trace.units[place][...], parameters: parameters, gradients: &gradients)
        }
    }

    /// The gradient of every parameter, from that of the outputs `[B, outputSize]`.
    package func backward(through trace: Trace, outputGradient: [Scalar]) -> [Scalar] {
        let (m, w, h) = (shape.decodedCount, shape.segmentLength, shape.hiddenSize)
        let batch = outputGradient.count / shape.outputSize
        var gradients = [Scalar](repeating: 0, count: parameters.count)
        let outputGradient = corrected(trace, outputGradient, &gradients)
        let output = matrix(places.headWeight, w, h)
        var decodedGradient: [Scalar] = []
        for row in 0..<batch * m {
            let first = row / m * shape.outputSize + row % m * w
            let steps = min(w, shape.outputSize - row % m * w)
            let delta = Array(outputGradient[first..<first + steps]) + Array(repeating: 0, count: w - steps)
            output.addGradient(
                delta: delta, input: trace.head[row * h..<(row + 1) * h], bias: places.headBias, to: &gradients)
            decodedGradient += output.transposedProduct(delta, in: parameters)
        }
        if let mask = trace.mask { for place in mask.indices { decodedGradient[place] *= mask[place] } }
        let decoding = cell.backward(
            through: trace.decoded, hiddenGradient: decodedGradient, firstStep: 0, parameters: parameters,
            gradients: &gradients)
        addLabels(decoding.inputs, trace.codes, to: &gradients)
        var last = (0..<batch).map { _ in ReferenceState<Scalar>(zeros: h) }
        for (row, state) in decoding.initial.enumerated() { last[row / m].add(state) }
        let seen = cell.backward(
            through: trace.seen, hiddenGradient: [Scalar](repeating: 0, count: trace.embedded.count),
            finalGradient: last, parameters: parameters, gradients: &gradients)
        let weight = matrix(places.segmentWeight, h, shape.segmentSize)
        for row in 0..<shape.segmentCount * batch {
            let delta = (row * h..<(row + 1) * h).map { trace.embedded[$0] > 0 ? seen.inputs[$0] : 0 }
            let input = trace.segments[row * shape.segmentSize..<(row + 1) * shape.segmentSize]
            weight.addGradient(delta: delta, input: input, bias: places.segmentBias, to: &gradients)
        }
        return gradients
    }

    /// What the cell reads to decode a segment: its position, and the sum of the window's vectors.
    private func label(_ segment: Int, codes: [Int32], window: Int) -> [Scalar] {
        let first = places.position + segment * shape.positionSize
        var vector = [Scalar](repeating: 0, count: shape.vectorSize)
        for (place, row) in rows(codes, window) {
            for element in vector.indices { vector[element] += parameters[place + row * shape.vectorSize + element] }
        }
        return Array(parameters[first..<first + shape.positionSize]) + vector
    }

    /// Adds the gradients of labels, `[B, m, H]`, to those of positions and tables.
    private func addLabels(_ labels: [Scalar], _ codes: [Int32], to gradients: inout [Scalar]) {
        let m = shape.decodedCount
        for row in 0..<labels.count / shape.hiddenSize {
            let own = Array(labels[row * shape.hiddenSize..<(row + 1) * shape.hiddenSize])
            let position = places.position + row % m * shape.positionSize
            for element in 0..<shape.positionSize { gradients[position + element] += own[element] }
            for (place, code) in rows(codes, row / m) {
                for element in 0..<shape.vectorSize {
                    gradients[place + code * shape.vectorSize + element] += own[shape.positionSize + element]
                }
            }
        }
    }

    /// Where the tables of a window's codes begin, and its row in each that has one.
    private func rows(_ codes: [Int32], _ window: Int) -> [(table: Int, row: Int)] {
        shape.embeddings.indices.compactMap { place in
            let code = Int(codes[window * shape.embeddings.count + place])
            return (0..<shape.embeddings[place].count).contains(code) ? (places.embeddings[place], code) : nil
        }
    }

    private func matrix(_ offset: Int, _ rows: Int, _ columns: Int) -> ReferenceMatrix {
        ReferenceMatrix(offset: offset, rows: rows, columns: columns)
    }
}
