public import Models
import Tensors
import Windowing

extension ConformalCalibration {
    /// What a model file says the residuals are.
    public enum Residuals: String, Sendable, Codable {
        /// `|y − ŷ|`, in the series' own unit.
        case absolute
        /// `|ln y − ln ŷ|`.
        case absoluteLogarithmic = "absolute-logarithmic"

        /// Whether they are of logarithms.
        var takesLogarithm: Bool { self == .absoluteLogarithmic }
    }

    /// What the residuals are.
    var residuals: Residuals { takesLogarithm ? .absoluteLogarithmic : .absolute }

    /// One tensor a series, shape `[windows, horizon]`, oldest window first; NaN where the actual was missing.
    var tensors: [StoredTensor] {
        windows.enumerated().map { place, windows in
            StoredTensor(
                name: Self.name(place), shape: [windows.count, horizon], elements: .float64(windows.flatMap { $0 }))
        }
    }

    /// The calibration that a model file holds; nil when it is from before there were any.
    ///
    /// - Throws: ``TensorFileError`` when tensors are missing, superfluous, of another shape, or hold what is no residual.
    init?(_ document: ModelDocument, _ tensors: SafeTensors) throws(TensorFileError) {
        let names = document.series.indices.map(Self.name)
        guard let residuals = document.residuals else {
            if let stray = names.first(where: { tensors[$0] != nil }) {
                throw TensorFileError.tensor(name: stray, reason: "is not mentioned in the model's description")
            }
            return nil
        }
        let horizon = document.task.windows.horizon
        var windows: [[[Double]]] = []
        for name in names { windows.append(try Self.windows(name, of: tensors, horizon: horizon)) }
        self.init(windows: windows, horizon: horizon, takesLogarithm: residuals.takesLogarithm)
    }

    private static func name(_ series: Int) -> String { "residuals.\(series)" }

    private static func windows(
        _ name: String, of tensors: SafeTensors, horizon: Int
    ) throws(TensorFileError) -> [[Double]] {
        let rows = tensors[name]?.shape.first ?? 0
        let values = try tensors.float64(name, shape: [rows, horizon], allowingMissing: true)
        guard rows <= longest else {
            throw TensorFileError.tensor(name: name, reason: "holds more than \(longest) windows")
        }
        guard !values.contains(where: { $0 < 0 }) else {
            throw TensorFileError.tensor(name: name, reason: "holds a residual below 0")
        }
        return (0..<rows).map { Array(values[$0 * horizon..<($0 + 1) * horizon]) }
    }
}
