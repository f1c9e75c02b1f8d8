/// Fits models of one series that differ in p, q, P, Q and the constant.
final class ARIMAFitting {
    /// How the likelihood is computed.
    enum Method {
        /// The exact Gaussian likelihood.
        case exact
        /// The conditional sum of squares, with the rows before the longest lag taken as given.
        case conditional
    }

    private(set) var likelihood: ARMALikelihood
    /// d, D and m.
    private let differencing: ARIMAOrder
    private let regressorCount: Int
    private let method: Method
    private let usesAIC: Bool
    private var search = LeastSquaresSearch(tolerance: 1e-6)
    /// How often a likelihood was computed.
    var evaluations: Int { search.evaluations }

    /// - Parameters:
    ///   - likelihood: Its columns are the series, the regressors, and the constant where one is allowed.
    ///   - regressorCount: K, without the constant.
    ///   - usesAIC: Whether models are compared by AIC instead of AICc.
    init(
        _ likelihood: ARMALikelihood, differencing: ARIMAOrder, regressorCount: Int, method: Method, usesAIC: Bool
    ) {
        (self.likelihood, self.differencing, self.regressorCount) = (likelihood, differencing, regressorCount)
        (self.method, self.usesAIC) = (method, usesAIC)
    }

    /// The fit of a model; nil when the model is not allowed.
    func candidate(
        p: Int, q: Int, P: Int, Q: Int, hasConstant: Bool, near neighbour: ARIMACandidate?
    ) -> ARIMACandidate? {
        let order = ARIMAOrder(
            p, differencing.differences, q, seasonal: (P, differencing.seasonalDifferences, Q),
            seasonLength: differencing.seasonLength)
        turn(to: order, hasConstant: hasConstant)
        search.tolerance = 1e-6
        var best: (numbers: [Double], sum: Double)?
        var residuals = Array(repeating: 0.0, count: likelihood.count)
        var starts = [Array(repeating: 0.1, count: order.parameterCount)]
        if let neighbour { starts.append(Self.numbers(of: neighbour, for: order)) }
        for start in starts {
            let sum = likelihood.sumOfSquares(start, &residuals)
            if sum < best?.sum ?? .infinity { best = (start, sum) }
        }
        guard let best else { return nil }
        var numbers = best.numbers
        let sum = search.minimise(&numbers, count: likelihood.count, compute: { likelihood.sumOfSquares($0, &$1) })
        return finished(order, hasConstant, numbers, sum)
    }

    /// The same model, with the search carried on until nothing is to be gained.
    func polished(_ candidate: ARIMACandidate) -> ARIMACandidate? {
        turn(to: candidate.order, hasConstant: candidate.hasConstant)
        search.tolerance = 1e-11
        var numbers = candidate.numbers
        let sum = search.minimise(&numbers, count: likelihood.count, compute: { likelihood.sumOfSquares($0, &$1) })
        return finished(candidate.order, candidate.hasConstant, numbers, sum)
    }

    /// The fit of a model whose order is given, whatever its roots.
    func fixed(_ order: ARIMAOrder, hasConstant: Bool) -> ARIMACandidate? {
        turn(to: order, hasConstant: hasConstant)
        search.tolerance = 1e-11
        var best: ARIMACandidate?
        for start in [0.1, 0, -0.3, 0.5] {
            var numbers = Array(repeating: start, count: order.parameterCount)
            let sum = search.minimise(&numbers, count: likelihood.count, compute: { likelihood.sumOfSquares($0, &$1) })
            guard sum < best?.sum ?? .infinity else { continue }
            let parameters = order.parameterCount + regressorCount + (hasConstant ? 1 : 0) + 1
            best = ARIMACandidate(
                order: order, hasConstant: hasConstant, numbers: numbers, sum: sum,
                criterion: criterion(logLikelihood: likelihood.logLikelihood(sum), parameters: parameters))
        }
        return best
    }

    private func turn(to order: ARIMAOrder, hasConstant: Bool) {
        let regressors = Array(1..<1 + regressorCount + (hasConstant ? 1 : 0))
        let rows = min(order.autoregressiveReach, likelihood.count)
        likelihood.turn(
            to: order, regressors: regressors, from: method == .exact ? .stationary : .conditional(on: rows))
    }

    private func finished(
        _ order: ARIMAOrder, _ hasConstant: Bool, _ numbers: [Double], _ sum: Double
    ) -> ARIMACandidate? {
        guard sum < .infinity else { return nil }
        var model = ARMAPolynomials(order: order)
        model.take(numbers)
        guard model.rootsLieBeyond(1.01) else { return nil }
        let parameters = order.parameterCount + regressorCount + (hasConstant ? 1 : 0) + 1
        let criterion = criterion(logLikelihood: likelihood.logLikelihood(sum), parameters: parameters)
        return ARIMACandidate(
            order: order, hasConstant: hasConstant, numbers: numbers, sum: sum, criterion: criterion)
    }

    /// AICc `= −2 ln L + 2k + 2k(k + 1)/(n − k − 1)`; ∞ where there is none.
    func criterion(logLikelihood: Double, parameters: Int) -> Double {
        let (rows, k) = (Double(likelihood.observedRows), Double(parameters))
        let first = -2 * logLikelihood + 2 * k
        if usesAIC { return first }
        return rows - k - 1 > 0 ? first + 2 * k * (k + 1) / (rows - k - 1) : .infinity
    }

    /// The numbers of a model with another order: those both have, 0.1 for the others.
    private static func numbers(of candidate: ARIMACandidate, for order: ARIMAOrder) -> [Double] {
        var place = 0
        var numbers: [Double] = []
        func take(_ has: Int, _ needs: Int) {
            for k in 0..<needs { numbers.append(k < has ? candidate.numbers[place + k] : 0.1) }
            place += has
        }
        take(candidate.order.autoregressive, order.autoregressive)
        take(candidate.order.seasonalAutoregressive, order.seasonalAutoregressive)
        take(candidate.order.movingAverage, order.movingAverage)
        take(candidate.order.seasonalMovingAverage, order.seasonalMovingAverage)
        return numbers
    }
}
