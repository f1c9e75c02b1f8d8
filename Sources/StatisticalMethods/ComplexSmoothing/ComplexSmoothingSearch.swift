/// The smoothing parameters with the least sum of squared errors.
///
/// From the best of eight starts, one run of the filter's four lanes gives the derivatives by finite differences, and
/// another tries four steps: a quasi-Newton one, a part of it, and two of Levenberg and Marquardt (Marquardt 1963, "An
/// algorithm for least-squares estimation of nonlinear parameters"). Errors stay large at the minimum, where Gauss and
/// Newton's second derivatives alone converge slowly.
struct ComplexSmoothingSearch {
    /// α₀, α₁, β₀ and β₁.
    typealias Parameters = SIMD4<Double>

    struct Found {
        var parameters: Parameters
        var squaredErrors: Double
        var states: ComplexSmoothingStates
    }

    private let model: ComplexSmoothingModel
    private let bounds: ComplexSmoothingBounds
    private let count: Int

    init(_ model: ComplexSmoothingModel, bounds: ComplexSmoothingBounds) {
        (self.model, self.bounds) = (model, bounds)
        count = model.seasonality.parameterCount
    }

    /// Points to begin from: R's, and ones with a slower and a faster level.
    private var starts: [Parameters] {
        switch model.seasonality {
        case .none, .simple:
            [
                Parameters(1.3, 1, 0, 0), Parameters(0.8, 1, 0, 0), Parameters(1.7, 1, 0, 0),
                Parameters(1.3, 0.9, 0, 0),
                Parameters(1.3, 1.1, 0, 0), Parameters(1.7, 1.1, 0, 0), Parameters(1.05, 1.01, 0, 0),
                Parameters(1.7, 0.9, 0, 0),
            ]
        case .partial:
            [
                Parameters(1.3, 1, 0.1, 0), Parameters(1.3, 1, 0.6, 0), Parameters(1.7, 1, 0.1, 0),
                Parameters(1.05, 1, 0.1, 0),
                Parameters(1.6, 1.01, 0.3, 0), Parameters(1.6, 1.01, 0.8, 0), Parameters(1.1, 1, 0.03, 0),
                Parameters(1.3, 1, 0.3, 0),
            ]
        case .full:
            [
                Parameters(1.3, 1, 1.3, 1), Parameters(1.7, 1, 1.3, 1), Parameters(1.05, 1, 1.3, 1),
                Parameters(1.3, 1, 1.1, 1),
                Parameters(1.3, 1, 1.3, 1.1), Parameters(1.3, 1, 1.3, 0.95), Parameters(1.6, 1, 1.05, 1),
                Parameters(1.1, 1, 1.05, 1),
            ]
        }
    }

    /// Nil where no start has finite errors.
    func best() -> Found? {
        var filter = ComplexSmoothingFilter(model)
        var point = Parameters()
        var least = Double.infinity
        let starts = starts
        for first in stride(from: 0, to: starts.count, by: 4) {
            let lanes = starts[first..<(first + 4)].map(bounds.clamped)
            let sums = filter.squaredErrors(ComplexSmoothingGains(lanes))
            for lane in 0..<4 where sums[lane] < least { (point, least) = (lanes[lane], sums[lane]) }
        }
        guard least < .infinity else { return nil }
        descend(&filter, &point, &least)
        let gains = ComplexSmoothingGains([point, point, point, point])
        return Found(parameters: point, squaredErrors: least, states: filter.firstStates(gains))
    }

    private func descend(_ filter: inout ComplexSmoothingFilter, _ point: inout Parameters, _ least: inout Double) {
        var damping = 1e-2
        var errors = [Double](repeating: 0, count: model.values.count)
        _ = filter.squaredErrors(ComplexSmoothingGains([point, point, point, point]))
        filter.copyErrors(lane: 0, to: &errors)
        var curvature: QuadraticModel?
        var failures = 0
        for _ in 0..<Self.mostSteps {
            let gauss = QuadraticModel(&filter, at: point, errors, count)
            let secant = curvature.map { $0.updated(by: gauss) } ?? gauss
            curvature = secant
            let newton = secant.step(from: point, damping: 1e-6, within: bounds)
            let candidates = [
                newton, bounds.clamped(point + (newton - point) * 0.4),
                gauss.step(from: point, damping: damping, within: bounds),
                gauss.step(from: point, damping: damping * 100, within: bounds),
            ]
            let sums = filter.squaredErrors(ComplexSmoothingGains(candidates))
            var chosen: Int?
            var sum = least
            for lane in 0..<4 where sums[lane] < sum { (chosen, sum) = (lane, sums[lane]) }
            guard let chosen else {
                failures += 1
                if failures > 2 { return }
                damping *= 1e3
                curvature = nil
                continue
            }
            failures = 0
            let gain = least - sum
            (point, least) = (candidates[chosen], sum)
            if gain <= Self.tolerance * least { return }
            damping = min(max(damping * [0.5, 2, 0.1, 10][chosen], 1e-9), 1e9)
            filter.copyErrors(lane: chosen, to: &errors)
        }
    }

    /// The share by which a step must lessen the sum: from 1e-4 to 1e-9 M3's OWA moved by 0.001.
    private static let tolerance = 1e-7
    /// Far more than are needed, against going round in circles.
    private static let mostSteps = 50
}

/// A quadratic model of the sum of squared errors around a point: half of its gradient and of its second derivatives.
private struct QuadraticModel {
    typealias Parameters = SIMD4<Double>

    private let point: Parameters
    private var matrix = [Parameters](repeating: Parameters(), count: 4)
    private var gradient = Parameters()
    private let count: Int

    /// `JᵀJ` and `Jᵀe` of the errors e and their derivatives J, as Gauss and Newton have it.
    init(_ filter: inout ComplexSmoothingFilter, at point: Parameters, _ errors: [Double], _ count: Int) {
        (self.point, self.count) = (point, count)
        // Far above rounding, far below where the errors bend.
        let difference = 1e-6
        let moved = (0..<4).map { number in
            var moved = point
            moved[number] += difference
            return moved
        }
        _ = filter.squaredErrors(ComplexSmoothingGains(moved))
        for row in errors.indices {
            let error = errors[row]
            let slopes = (filter.errors[row] - Parameters(repeating: error)) / difference
            for number in 0..<4 { matrix[number] += slopes * slopes[number] }
            gradient += slopes * error
        }
    }

    /// This model at the point of `next`, with second derivatives that explain the change of the gradient.
    ///
    /// The update of Broyden, Fletcher, Goldfarb and Shanno (1970). Without a positive curvature along the way it
    /// begins anew from `next`.
    func updated(by next: QuadraticModel) -> QuadraticModel {
        let way = next.point - point
        let change = next.gradient - gradient
        var along = Parameters()
        for number in 0..<4 { along += matrix[number] * way[number] }
        func product(_ one: Parameters, _ other: Parameters) -> Double {
            let products = one * other
            return (products.x + products.y) + (products.z + products.w)
        }
        let curvature = product(change, way)
        let expected = product(along, way)
        guard curvature > 1e-3 * expected, expected > 0 else { return next }
        var result = next
        for number in 0..<4 {
            result.matrix[number] =
                matrix[number] - along * (along[number] / expected) + change * (change[number] / curvature)
        }
        return result
    }

    /// The damped Gauss-Newton step, cut at the bounds; a parameter on a bound that it would cross stays there.
    func step(from point: Parameters, damping: Double, within bounds: ComplexSmoothingBounds) -> Parameters {
        let (lower, upper) = (bounds.lower(at: point), bounds.upper(at: point))
        var isFree = SIMDMask<SIMD4<Int64>>(repeating: false)
        for number in 0..<count {
            let isHeld =
                (point[number] <= lower[number] && gradient[number] > 0)
                || (point[number] >= upper[number] && gradient[number] < 0)
            isFree[number] = !isHeld
        }
        var next = point
        let step = solution(isFree, damping)
        for number in 0..<count where isFree[number] && step[number].isFinite { next[number] -= step[number] }
        return bounds.clamped(next)
    }

    /// `(JᵀJ + λ diag JᵀJ)⁻¹ Jᵀe` of the free parameters by elimination; the matrix is positive definite.
    private func solution(_ isFree: SIMDMask<SIMD4<Int64>>, _ damping: Double) -> Parameters {
        var rows = matrix
        var right = gradient
        for number in 0..<4 {
            if isFree[number] {
                rows[number][number] += damping * rows[number][number] + 1e-300
            } else {
                rows[number] = Parameters()
                for other in 0..<4 { rows[other][number] = 0 }
                rows[number][number] = 1
                right[number] = 0
            }
        }
        for pivot in 0..<4 {
            for row in (pivot + 1)..<max(4, pivot + 1) {
                let factor = rows[row][pivot] / rows[pivot][pivot]
                rows[row] -= rows[pivot] * factor
                right[row] -= right[pivot] * factor
            }
        }
        var solution = Parameters()
        for row in stride(from: 3, through: 0, by: -1) {
            var value = right[row]
            for column in (row + 1)..<max(4, row + 1) { value -= rows[row][column] * solution[column] }
            solution[row] = value / rows[row][row]
        }
        return solution
    }
}
