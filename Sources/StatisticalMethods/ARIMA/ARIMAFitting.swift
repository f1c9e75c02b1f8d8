/// Fits models of one series that differ in p, q, P, Q and the constant.
final class ARIMAFitting {
    /// How the likelihood is computed.
    enum Method {
        /// The exact Gaussian likelihood.
        case exact
        /// The conditional sum of squares, with the rows before the longest lag taken as given.
        case conditional
    }

    /// What all the fits of a series have in common.
    struct Setting {
        /// d, D and m.
        var differencing: ARIMAOrder
        /// K, without the constant.
        var regressorCount: Int
        /// Whether models are compared by AIC instead of AICc.
        var usesAIC: Bool
        /// Which models are allowed.
        var rootLimits: RootLimits
    }

    /// Relative gain of the sum of squares at which the fit of a model to be compared ends: of a hundred rows, it moves
    /// AICc by 0.0001.
    private static let searchTolerance = 1e-6
    /// The same for the model that is kept.
    private static let finalTolerance = 1e-9

    private(set) var likelihood: ARMALikelihood
    private let setting: Setting
    private let method: Method
    private let guess: ARMAStart?
    private var search = LeastSquaresSearch(tolerance: searchTolerance)

    /// - Parameters:
    ///   - likelihood: Its columns are the series, the regressors, and the constant where one is allowed.
    ///   - guess: First guesses at the coefficients; nil for none.
    init(_ likelihood: ARMALikelihood, _ setting: Setting, method: Method, guess: ARMAStart?) {
        (self.likelihood, self.setting, self.method, self.guess) = (likelihood, setting, method, guess)
    }

    /// The fit of a model; nil when the model is not allowed.
    ///
    /// The fit starts where the likelihood is highest of: a model with small coefficients, the coefficients of `neighbour`,
    /// and a guess by regression.
    func candidate(
        p: Int, q: Int, P: Int, Q: Int, hasConstant: Bool, near neighbour: ARIMACandidate?
    ) -> ARIMACandidate? {
        let differencing = setting.differencing
        let order = ARIMAOrder(
            p, differencing.differences, q, seasonal: (P, differencing.seasonalDifferences, Q),
            seasonLength: differencing.seasonLength)
        turn(to: order, hasConstant: hasConstant)
        // A sum that takes most rows as given says little about them, and compares with no other.
        guard 2 * likelihood.countedRows >= likelihood.observedRows else { return nil }
        var starts = [Array(repeating: 0.1, count: order.parameterCount)]
        if let neighbour { starts.append(Self.numbers(of: neighbour, for: order)) }
        if let guess = guess?.numbers(order) { starts.append(guess) }
        var best: (numbers: [Double], sum: Double)?
        var residuals = Array(repeating: 0.0, count: likelihood.count)
        for start in starts {
            let sum = likelihood.sumOfSquares(start, &residuals)
            if sum < best?.sum ?? .infinity { best = (start, sum) }
        }
        guard var numbers = best?.numbers else { return nil }
        search.tolerance = Self.searchTolerance
        let sum = minimise(&numbers)
        return allowed(finished(order, hasConstant, numbers, sum))
    }

    /// The same model, with the search carried on until nothing is to be gained; nil when the model is not allowed.
    func polished(_ candidate: ARIMACandidate) -> ARIMACandidate? { allowed(refined(candidate)) }

    /// The same whether the model is allowed or not; nil when it has no likelihood.
    func refined(_ candidate: ARIMACandidate) -> ARIMACandidate? {
        turn(to: candidate.order, hasConstant: candidate.hasConstant)
        search.tolerance = Self.finalTolerance
        var numbers = candidate.numbers
        let sum = minimise(&numbers)
        return finished(candidate.order, candidate.hasConstant, numbers, sum)
    }

    /// The fit of a model whose order is given, whatever its roots: the best of several starts.
    func fixed(_ order: ARIMAOrder, hasConstant: Bool) -> ARIMACandidate? {
        turn(to: order, hasConstant: hasConstant)
        guard likelihood.countedRows > order.parameterCount else { return nil }
        search.tolerance = Self.finalTolerance
        var starts = [0.1, 0, -0.3, 0.5].map { Array(repeating: $0, count: order.parameterCount) }
        if let guess = guess?.numbers(order) { starts.append(guess) }
        var best: ARIMACandidate?
        for start in starts {
            var numbers = start
            let sum = minimise(&numbers)
            guard sum < best?.sum ?? .infinity else { continue }
            best = finished(order, hasConstant, numbers, sum)
            if order.parameterCount == 0 { break }
        }
        return best
    }

    /// AICc `= −2 ln L + 2k + 2k(k + 1)/(n − k − 1)`; ∞ where there is none.
    private func criterion(_ sum: Double, parameters: Int) -> Double {
        let (rows, k) = (Double(likelihood.observedRows), Double(parameters))
        let first = -2 * likelihood.logLikelihood(sum) + 2 * k
        if setting.usesAIC { return first }
        return rows - k - 1 > 0 ? first + 2 * k * (k + 1) / (rows - k - 1) : .infinity
    }

    private func minimise(_ numbers: inout [Double]) -> Double {
        search.minimise(&numbers, count: likelihood.count) { likelihood.sumOfSquares($0, &$1) }
    }

    private func turn(to order: ARIMAOrder, hasConstant: Bool) {
        let regressors = Array(1..<1 + setting.regressorCount + (hasConstant ? 1 : 0))
        let rows = min(order.autoregressiveReach, likelihood.count)
        likelihood.turn(
            to: order, regressors: regressors, from: method == .exact ? .stationary : .conditional(on: rows))
    }

    private func finished(
        _ order: ARIMAOrder, _ hasConstant: Bool, _ numbers: [Double], _ sum: Double
    ) -> ARIMACandidate? {
        guard sum < .infinity else { return nil }
        let parameters = order.parameterCount + setting.regressorCount + (hasConstant ? 1 : 0) + 1
        return ARIMACandidate(
            order: order, hasConstant: hasConstant, numbers: numbers, sum: sum,
            criterion: criterion(sum, parameters: parameters))
    }

    private func allowed(_ candidate: ARIMACandidate?) -> ARIMACandidate? {
        guard let candidate else { return nil }
        var model = ARMAPolynomials(order: candidate.order)
        model.take(candidate.numbers)
        return model.rootsLieBeyond(setting.rootLimits) ? candidate : nil
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
