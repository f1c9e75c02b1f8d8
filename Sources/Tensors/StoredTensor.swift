/// One named array of numbers in a file, row-major.
package struct StoredTensor: Sendable, Equatable {
    /// The numbers, in the type they are stored as.
    ///
    /// Two are equal when they are the same bytes in a file: NaN equals the same NaN, 0 differs from -0.
    package enum Elements: Sendable, Equatable {
        /// Single precision: weights.
        case float32([Float])
        /// Half precision: weights that are kept for good.
        case float16([Half])
        /// Double precision: values of a series, NaN where missing.
        case float64([Double])
        /// Whole numbers: timestamps.
        case int64([Int64])

        package static func == (left: Self, right: Self) -> Bool {
            switch (left, right) {
            case (.float32(let left), .float32(let right)): left.elementsEqual(right) { $0.bitPattern == $1.bitPattern }
            case (.float16(let left), .float16(let right)): left == right
            case (.float64(let left), .float64(let right)): left.elementsEqual(right) { $0.bitPattern == $1.bitPattern }
            case (.int64(let left), .int64(let right)): left == right
            default: false
            }
        }
    }

    /// The type of the elements, under the format's names.
    package enum DataType: String, CaseIterable {
        case int64 = "I64"
        case float64 = "F64"
        case float32 = "F32"
        case float16 = "F16"

        /// Bytes of one element.
        package var size: Int {
            switch self {
            case .int64, .float64: 8
            case .float32: 4
            case .float16: 2
            }
        }
    }

    /// The name, unique in its file.
    package var name: String
    /// The size of each axis, outermost first; empty for a scalar.
    package let shape: [Int]
    /// The numbers: as many as the product of `shape`.
    package let elements: Elements

    /// Creates a tensor; without a shape it has one axis.
    ///
    /// - Precondition: there are as many elements as `shape` says, and the name is not `__metadata__`.
    package init(name: String, shape: [Int]? = nil, elements: Elements) {
        let shape = shape ?? [elements.count]
        precondition(name != SafeTensors.metadataName, "this name is taken by the format")
        precondition(shape.allSatisfy { $0 >= 0 } && shape.reduce(1, *) == elements.count, "elements fill the shape")
        self.name = name
        self.shape = shape
        self.elements = elements
    }

    /// The type of the elements.
    package var dataType: DataType { elements.dataType }

    /// Bytes the elements take in a file.
    package var byteCount: Int { elements.count * dataType.size }
}

extension StoredTensor.Elements {
    /// How many numbers there are.
    package var count: Int {
        switch self {
        case .float32(let values): values.count
        case .float16(let values): values.count
        case .float64(let values): values.count
        case .int64(let values): values.count
        }
    }

    /// The place of the first NaN or infinity, row-major from 0; nil when every number is finite.
    package var firstNonFinite: Int? {
        switch self {
        case .float32(let values): values.firstIndex { !$0.isFinite }
        case .float16(let values): values.firstIndex { !$0.isFinite }
        case .float64(let values): values.firstIndex { !$0.isFinite }
        case .int64: nil
        }
    }

    /// The type of the elements.
    package var dataType: StoredTensor.DataType {
        switch self {
        case .float32: .float32
        case .float16: .float16
        case .float64: .float64
        case .int64: .int64
        }
    }
}
