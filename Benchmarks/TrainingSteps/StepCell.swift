import NeuralLayers
import Timing

/// What is timed, by the name that the benchmarks give it.
enum StepCell {
    case recurrent(CellFlag)
    case transformer

    var name: String {
        switch self {
        case .recurrent(let flag): flag.name
        case .transformer: "transformer"
        }
    }

    /// Those of a list such as `gru,transformer`; nil when one of them is unknown.
    static func list(_ names: String) -> [StepCell]? {
        var cells: [StepCell] = []
        for name in names.split(separator: ",") {
            if name == "transformer" {
                cells.append(.transformer)
            } else if let flag = CellFlag.list(String(name))?.first {
                cells.append(.recurrent(flag))
            } else {
                return nil
            }
        }
        return cells
    }
}

extension CellFlag {
    /// One layer that forecasts one step.
    func shape(_ sizes: StepSizes) -> RecurrentNetworkShape {
        RecurrentNetworkShape(
            cell: cell, inputSize: sizes.features, hiddenSize: sizes.hidden, layerCount: 1, outputSize: 1)
    }
}

extension StepSizes {
    /// Three layers of four heads over patches of 16 steps, 8 apart, that forecast one step.
    ///
    /// Between the maps of a layer are 128 features, or twice those of a token: PatchTST's sizes for 16 and for 128.
    var transformer: PatchTransformerShape {
        PatchTransformerShape(
            inputLength: steps, patchLength: 16, patchStride: 8, modelSize: hidden, headCount: 4,
            feedForwardSize: max(128, 2 * hidden), layerCount: 3, inputSize: features, outputSize: 1)
    }
}
