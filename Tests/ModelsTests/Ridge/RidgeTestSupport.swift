import ForecastTestSupport
import ModelTestSupport
import NeuralLayers
import TimeSeries
import Windowing

@testable import Models

/// One window as a least-squares fit sees it: inputs less the last one, whose place a 1 takes, behind them the last one
/// itself, and targets less it.
struct ExplicitWindow {
    var inputs: [Double]
    var targets: [Double]

    /// Takes the first of `values` as inputs and the others as targets.
    init(_ values: [Double], inputLength: Int) {
        let anchor = values[inputLength - 1]
        inputs = values[..<(inputLength - 1)].map { $0 - anchor } + [1, anchor]
        targets = values[inputLength...].map { $0 - anchor }
    }

    /// Every window that lies in `values`.
    static func all(_ values: [Double], _ shape: WindowShape) -> [ExplicitWindow] {
        let width = shape.inputLength + shape.horizon
        return (0..<values.count - width + 1).map {
            ExplicitWindow(Array(values[$0..<$0 + width]), inputLength: shape.inputLength)
        }
    }
}

/// Weights `[L + 1][H]` of the least-squares fit to `windows` by Gauss-Jordan elimination with pivoting, as slow and plain
/// as can be; the penalty is relative to the mean square of an input, and the level has a weight only where it `reverts`.
func directRidge(_ windows: [ExplicitWindow], penalty: Double, reverts: Bool = false) -> [[Double]] {
    let size = windows[0].inputs.count
    let (length, horizon) = (reverts ? size : size - 1, windows[0].targets.count)
    var rows = [[Double]](repeating: [Double](repeating: 0, count: length + horizon), count: length)
    for window in windows {
        let values = window.inputs.prefix(length) + window.targets
        for i in 0..<length {
            for j in values.indices { rows[i][j] += window.inputs[i] * values[j] }
        }
    }
    let addition = penalty * (0..<length).reduce(0) { $0 + rows[$1][$1] } / Double(length)
    for i in 0..<length { rows[i][i] += addition }
    for column in 0..<length {
        let best = (column..<length).max { abs(rows[$0][column]) < abs(rows[$1][column]) } ?? column
        rows.swapAt(column, best)
        let pivot = rows[column][column]
        rows[column] = rows[column].map { $0 / pivot }
        for row in 0..<length where row != column {
            let factor = rows[row][column]
            for place in rows[row].indices { rows[row][place] -= factor * rows[column][place] }
        }
    }
    let level = reverts ? [] : [[Double](repeating: 0, count: horizon)]
    return rows.map { Array($0[length...]) } + level
}

/// The mean of the weights of parts that share them.
func directRidge(_ windows: [ExplicitWindow], parts: [RidgePart]) -> [[Double]] {
    let all = parts.map { directRidge(windows, penalty: $0.penalty, reverts: $0.reverts) }
    return all[0].indices.map { row in
        all[0][row].indices.map { step in all.reduce(0) { $0 + $1[row][step] } / Double(all.count) }
    }
}

/// The parts that a search over weights that are shared must choose, by errors over explicit windows.
func directChoice(_ training: [ExplicitWindow], _ validation: [ExplicitWindow]) -> [RidgePart] {
    let best = [false, true].map { reverts in
        RidgePart.penalties.map { RidgePart(reverts: reverts, penalty: $0) }.map { part in
            (part: part, error: directError(directRidge(training, parts: [part]), validation))
        }.reduce(nil as (part: RidgePart, error: Double)?) { least, one in
            least.map { $0.error <= one.error } == true ? least : one
        }
    }.compactMap(\.self)
    let both = best.map(\.part)
    return directError(directRidge(training, parts: both), validation) < best[0].error ? both : [both[0]]
}

/// The scaled forecast of such weights.
func directForecast(_ weights: [[Double]], _ inputs: [Double]) -> [Double] {
    weights[0].indices.map { step in zip(inputs, weights).reduce(0) { $0 + $1.0 * $1.1[step] } }
}

/// The mean squared error of such weights over `windows`.
func directError(_ weights: [[Double]], _ windows: [ExplicitWindow]) -> Double {
    let errors = windows.flatMap { window in
        zip(directForecast(weights, window.inputs), window.targets).map { ($0 - $1) * ($0 - $1) }
    }
    return errors.reduce(0, +) / Double(errors.count)
}

/// A ridge regression fitted without an observer.
func fitRidge(_ panel: Panel, _ plan: FitPlan) throws -> RidgeModel {
    guard let model = try fit(RidgeForecaster(), panel, plan) as? RidgeModel else { throw WrongModel() }
    return model
}
