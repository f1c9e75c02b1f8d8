import Numerics
import TimeSeries

/// Learns one model of one series: units, differences, search, and what the fit keeps.
struct ARIMALearner {
    private let method: SeasonalARIMA
    private let seasonLength: Int
    /// The rows learned from in units of `scale`, NaN where missing; the first one is observed.
    private let values: [Double]
    private let regressors: [[Double]]
    /// Units of the series and of each regressor: powers of two, so that nothing is rounded.
    private let scale: Double
    private let regressorScales: [Double]
    private let isObserved: [Bool]

    init(
        _ method: SeasonalARIMA, _ values: [Double], seasonLength: Int, regressors: [[Double]]
    ) throws(SeriesMethodError) {
        self.method = method
        self.seasonLength = max(1, min(seasonLength, values.count))
        let observed = values.indices.map { row in
            values[row].isFinite && regressors.allSatisfy { row < $0.count && $0[row].isFinite }
        }
        let limit = max(ARIMABounds.rows, 4 * self.seasonLength)
        guard let first = observed[max(0, values.count - limit)...].firstIndex(of: true) else {
            throw .tooShort(needed: 1, observed: 0)
        }
        isObserved = Array(observed[first...])
        let kept = observed.indices[first...]
        (scale, self.values) = Self.scaled(values, kept, observed)
        let columns = regressors.map { Self.scaled($0, kept, observed) }
        regressorScales = columns.map(\.scale)
        self.regressors = columns.map(\.values)
    }

    /// A column in units of the power of two below its largest value.
    private static func scaled(
        _ column: [Double], _ rows: Range<Int>, _ observed: [Bool]
    ) -> (scale: Double, values: [Double]) {
        let size = rows.reduce(0) { observed[$1] ? max($0, abs(column[$1])) : $0 }
        let exponent = max(-1000, min(1000, size > 0 ? size.exponent : 0))
        let scale = Double(sign: .plus, exponent: exponent, significand: 1)
        return (scale, rows.map { observed[$0] ? column[$0] / scale : .nan })
    }

    private var observedCount: Int { isObserved.reduce(0) { $0 + ($1 ? 1 : 0) } }

    func fit() throws(SeriesMethodError) -> SeasonalARIMAFit {
        if DifferencedSeries.isConstant(values), method.order == nil || observedCount < 3 {
            return constantFit(ARIMAOrder(0, 0, 0))
        }
        let differencing = differencing()
        let differenced = DifferencedSeries.differences(filled(values), differencing)
        if differenced.isEmpty { throw .tooShort(needed: differencing.differencingReach + 1, observed: observedCount) }
        if regressors.isEmpty, DifferencedSeries.isConstant(differenced, scale: 2) { return constantFit(differencing) }
        return try fit(differencing)
    }

    /// d and D: those given, or by the tests, of what an ordinary regression leaves.
    private func differencing() -> ARIMAOrder {
        if let order = method.order {
            return ARIMAOrder(
                0, order.differences, 0, seasonal: (0, order.seasonalDifferences, 0), seasonLength: seasonLength)
        }
        let rest = unexplained()
        let seasonal = DifferencedSeries.seasonalDifferences(rest, seasonLength: seasonLength)
        let season = ARIMAOrder(0, 0, 0, seasonal: (0, seasonal, 0), seasonLength: seasonLength)
        let differences = DifferencedSeries.differences(
            of: DifferencedSeries.differences(rest, season), limit: method.rules == .asInR ? 2 : 1)
        return ARIMAOrder(0, differences, 0, seasonal: (0, seasonal, 0), seasonLength: seasonLength)
    }

    /// What an ordinary regression on the regressors leaves of the series, without gaps.
    private func unexplained() -> [Double] {
        let whole = filled(values)
        guard !regressors.isEmpty else { return whole }
        let columns = [whole, whole.map { _ in 1 }] + regressors.map(filled)
        var regression = ARMALikelihood(StationaryFilter(columns: columns, stateSize: 1))
        regression.turn(to: ARIMAOrder(0, 0, 0), regressors: Array(1..<columns.count), from: .stationary)
        var rest = whole
        return regression.sumOfSquares([], &rest) < .infinity ? rest : whole
    }

    /// Values with those missing on the line between their neighbours.
    private func filled(_ values: [Double]) -> [Double] {
        guard isObserved.contains(false) else { return values }
        var (whole, last) = (values, 0)
        for row in whole.indices where isObserved[row] {
            for gap in last + 1..<max(last + 1, row) {
                whole[gap] = values[last] + (values[row] - values[last]) * Double(gap - last) / Double(row - last)
            }
            last = row
        }
        for row in last..<whole.count { whole[row] = values[last] }
        return whole
    }

    /// The model of a series whose differences are one number.
    private func constantFit(_ order: ARIMAOrder) -> SeasonalARIMAFit {
        let differenced = DifferencedSeries.differences(filled(values), order)
        let mean = differenced.reduce(0, +) / Double(max(1, differenced.count))
        let constant = method.allowsConstant ? order.constantKind : nil
        let rise = order.seasonalDifferences > 0 ? mean / Double(order.seasonLength) : mean
        return SeasonalARIMAFit(
            order: order, constant: constant, constantCoefficient: constant == nil ? 0 : rise * scale,
            regressorCoefficients: regressors.map { _ in 0 })
    }

    private func fit(_ differencing: ARIMAOrder) throws(SeriesMethodError) -> SeasonalARIMAFit {
        let limits = limits(differencing)
        let largest = ARIMAOrder(
            limits.autoregressive, differencing.differences, limits.movingAverage,
            seasonal: (
                limits.seasonalAutoregressive, differencing.seasonalDifferences, limits.seasonalMovingAverage
            ), seasonLength: seasonLength)
        let constant = method.allowsConstant ? differencing.constantKind : nil
        let filters = ARIMAFilters(
            columns: [values] + regressors + constantColumn(constant), isObserved: isObserved,
            differencing: differencing, largest: largest)
        let setting = ARIMAFitting.Setting(
            differencing: differencing, regressorCount: regressors.count, usesAIC: observedCount <= 3,
            rootLimits: rootLimits(rows: filters.final.observedRows))
        let guess = ARMAStart(
            DifferencedSeries.differences(unexplained(), differencing), seasonLength: seasonLength)
        func fitting(_ filter: any PredictionErrorFilter, _ method: ARIMAFitting.Method) -> ARIMAFitting {
            ARIMAFitting(ARMALikelihood(filter), setting, method: method, guess: guess)
        }
        let searching = fitting(filters.search, filters.searchMethod)
        let final = fitting(filters.final, filters.finalMethod)
        guard let (best, likelihood) = best(searching, final, largest, limits, hasConstant: constant != nil)
        else { throw .noFiniteFit }
        return finished(best, likelihood, constant: best.hasConstant ? constant : nil)
    }

    /// The column that the constant is the coefficient of; none without one.
    private func constantColumn(_ constant: ARIMAConstant?) -> [[Double]] {
        switch constant {
        case .mean: [values.map { _ in 1 }]
        case .drift: [values.indices.map { Double($0) }]
        case nil: []
        }
    }

    private func rootLimits(rows: Int) -> RootLimits {
        guard method.rules == .byLength else {
            return RootLimits(
                autoregressive: 1.01, movingAverage: 1.01,
                seasonal: ReproducibleMath.power(1.01, Double(min(seasonLength, 10_000))))
        }
        let limit = 1 + min(0.1, max(0.01, 4 / Double(max(1, rows))))
        return RootLimits(autoregressive: limit, movingAverage: limit, seasonal: 1.01)
    }

    private func limits(_ differencing: ARIMAOrder) -> ARIMASearch.Limits {
        if let order = method.order {
            let hasSeason = seasonLength > 1
            return .init(
                autoregressive: order.autoregressive, movingAverage: order.movingAverage,
                seasonalAutoregressive: hasSeason ? order.seasonalAutoregressive : 0,
                seasonalMovingAverage: hasSeason ? order.seasonalMovingAverage : 0)
        }
        let third = observedCount / 3
        let seasons = seasonLength > 1 && seasonLength <= ARIMABounds.seasonLength ? third / seasonLength : 0
        var limits = ARIMASearch.Limits(
            autoregressive: min(method.maximumAutoregressive, third),
            movingAverage: min(method.maximumMovingAverage, third),
            seasonalAutoregressive: min(method.maximumSeasonalAutoregressive, seasons),
            seasonalMovingAverage: min(method.maximumSeasonalMovingAverage, seasons), fits: method.maximumFits)
        if limits.seasonalAutoregressive > 0 { limits.autoregressive = min(limits.autoregressive, seasonLength - 1) }
        if limits.seasonalMovingAverage > 0 { limits.movingAverage = min(limits.movingAverage, seasonLength - 1) }
        return limits
    }

    /// The model to keep, and the likelihood that it was fitted with.
    private func best(
        _ searching: ARIMAFitting, _ final: ARIMAFitting, _ largest: ARIMAOrder, _ limits: ARIMASearch.Limits,
        hasConstant: Bool
    ) -> (ARIMACandidate, ARMALikelihood)? {
        if method.order != nil { return final.fixed(largest, hasConstant: hasConstant).map { ($0, final.likelihood) } }
        var search = ARIMASearch(
            searching, limits: limits, allowsConstant: hasConstant, isShort: values.count < 10)
        guard let found = search.run() else { return nil }
        // A model whose criterion was the best may not be allowed once its likelihood is exact: then the next one.
        let order = search.candidates.indices.sorted {
            (search.candidates[$0].criterion, $0) < (search.candidates[$1].criterion, $1)
        }
        for place in order {
            if let polished = final.polished(search.candidates[place]) { return (polished, final.likelihood) }
        }
        return searching.refined(found).map { ($0, searching.likelihood) }
    }

    /// What the fit keeps, in the units of the series.
    private func finished(
        _ best: ARIMACandidate, _ last: ARMALikelihood, constant: ARIMAConstant?
    ) -> SeasonalARIMAFit {
        var likelihood = last
        var residuals = Array(repeating: 0.0, count: likelihood.count)
        _ = likelihood.sumOfSquares(best.numbers, &residuals)
        let coefficients = likelihood.coefficients()
        let model = likelihood.model
        let rows = Double(likelihood.observedRows)
        let parameters = Double(best.order.parameterCount + coefficients.count)
        let logarithm = likelihood.logLikelihood(best.sum)
        let shift = rows * ReproducibleMath.log(scale)
        let meanSquare = likelihood.squaredErrors / max(1, rows - parameters)
        var fit = SeasonalARIMAFit(
            order: best.order, constant: constant,
            constantCoefficient: constant == nil ? 0 : (coefficients.last ?? 0) * scale,
            regressorCoefficients: zip(coefficients, regressorScales).map { $0 * (scale / $1) })
        fit.autoregressive = model.autoregressive
        fit.seasonalAutoregressive = model.seasonalAutoregressive
        fit.movingAverage = model.movingAverage
        fit.seasonalMovingAverage = model.seasonalMovingAverage
        fit.errorDeviation = meanSquare.squareRoot() * scale
        fit.logLikelihood = logarithm - shift
        fit.criterion = best.criterion + 2 * shift
        return fit
    }
}
