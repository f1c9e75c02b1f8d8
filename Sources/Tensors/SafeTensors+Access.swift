extension SafeTensors {
    /// The numbers of the F32 tensor `name`, all finite.
    ///
    /// - Parameter shape: The shape it must have; nil for any.
    /// - Throws: ``TensorFileError`` when it is missing, of another type or shape, or holds NaN or infinity.
    package func float32(_ name: String, shape: [Int]? = nil) throws(TensorFileError) -> [Float] {
        let tensor = try tensor(name, shape: shape)
        guard case .float32(let values) = tensor.elements else { throw tensor.isNot(.float32) }
        if let place = tensor.elements.firstNonFinite { throw tensor.isNotFinite(at: place) }
        return values
    }

    /// The numbers of the F16 tensor `name`, all finite.
    ///
    /// - Parameter shape: The shape it must have; nil for any.
    /// - Throws: ``TensorFileError`` when it is missing, of another type or shape, or holds NaN or infinity.
    package func float16(_ name: String, shape: [Int]? = nil) throws(TensorFileError) -> [Half] {
        let tensor = try tensor(name, shape: shape)
        guard case .float16(let values) = tensor.elements else { throw tensor.isNot(.float16) }
        if let place = tensor.elements.firstNonFinite { throw tensor.isNotFinite(at: place) }
        return values
    }

    /// The numbers of the F64 tensor `name`: all finite, or NaN for a missing value where `allowingMissing` says so.
    ///
    /// - Parameter shape: The shape it must have; nil for any.
    /// - Throws: ``TensorFileError`` when it is missing, of another type or shape, or holds a number it may not.
    package func float64(
        _ name: String, shape: [Int]? = nil, allowingMissing: Bool = false
    ) throws(TensorFileError) -> [Double] {
        let tensor = try tensor(name, shape: shape)
        guard case .float64(let values) = tensor.elements else { throw tensor.isNot(.float64) }
        if let place = values.firstIndex(where: { !($0.isFinite || allowingMissing && $0.isNaN) }) {
            throw tensor.isNotFinite(at: place)
        }
        return values
    }

    /// The numbers of the I64 tensor `name`.
    ///
    /// - Parameter shape: The shape it must have; nil for any.
    /// - Throws: ``TensorFileError`` when it is missing or of another type or shape.
    package func int64(_ name: String, shape: [Int]? = nil) throws(TensorFileError) -> [Int64] {
        let tensor = try tensor(name, shape: shape)
        guard case .int64(let values) = tensor.elements else { throw tensor.isNot(.int64) }
        return values
    }

    private func tensor(_ name: String, shape: [Int]?) throws(TensorFileError) -> StoredTensor {
        guard let tensor = self[name] else { throw .tensor(name: name, reason: "is missing") }
        guard let shape, shape != tensor.shape else { return tensor }
        throw .tensor(name: name, reason: "has shape \(tensor.shape) where \(shape) is expected")
    }
}

extension StoredTensor {
    fileprivate func isNot(_ expected: DataType) -> TensorFileError {
        let reason = "holds \(dataType.rawValue) where \(expected.rawValue) is expected"
        return .tensor(name: name, reason: reason)
    }

    fileprivate func isNotFinite(at place: Int) -> TensorFileError {
        .tensor(name: name, reason: "holds a number that is not finite, at element \(place)")
    }
}
