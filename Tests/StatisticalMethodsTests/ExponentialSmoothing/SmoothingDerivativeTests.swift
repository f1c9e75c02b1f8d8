import Testing

@testable import StatisticalMethods

/// The derivative of the likelihood against central differences.
@Suite struct SmoothingDerivativeTests {
    static let forms: [String] = ["A", "M"].flatMap { error in
        ["N", "A", "Ad", "M", "Md"].flatMap { trend in ["N", "A", "M"].map { error + trend + $0 } }
    }

    /// Positive values with a season of four, one of them missing.
    static let values: [Double] = (0..<41).map { row in
        if row == 17 { return .nan }
        let season: [Double] = [0.2, -0.1, 0.1, -0.2]
        let trend = 1 + 0.01 * Double(row)
        return trend + season[row % 4] + 0.05 * Double(row * row % 7 - 3)
    }

    static func point(_ form: ExponentialSmoothingForm) -> SmoothingPoint {
        var states = [0.95]
        if form.trend == .additive { states.append(0.013) }
        if form.trend == .multiplicative { states.append(1.012) }
        if form.season == .additive { states += [-0.13, 0.12, -0.17] }
        if form.season == .multiplicative { states += [0.87, 1.1, 0.82] }
        return SmoothingPoint(states: states, box: SIMD4(0.3, 0.4, 0.3, 0.9))
    }

    @Test(arguments: forms, [SmoothingBounds.usual, .steady])
    func `the gradient is that of the likelihood`(name: String, bounds: SmoothingBounds) throws {
        let form = try #require(ExponentialSmoothingForm(name))
        let workspace = SmoothingWorkspace(values: Self.values, seasonLength: 4)
        let search = SmoothingSearch(workspace, form: form, bounds: bounds)
        let point = Self.point(form)
        search.differentiate(at: point)
        let step = 1e-5
        for place in point.states.indices {
            var (before, after) = (point, point)
            before.states[place] -= step
            after.states[place] += step
            let slope = (search.cost(after) - search.cost(before)) / (2 * step)
            #expect(isClose(search.equations.gradient[place / 4][place % 4], slope, to: 1e-6))
        }
        let sought = bounds.isSought(of: form)
        for place in 0..<4 where sought[place] {
            var (before, after) = (point, point)
            before.box[place] -= step
            after.box[place] += step
            let slope = (search.cost(after) - search.cost(before)) / (2 * step)
            #expect(isClose(search.equations.gradient[search.groups - 1][place], slope, to: 1e-6))
        }
    }

    @Test(arguments: forms) func `a descent ends where the gradient is small`(name: String) throws {
        let form = try #require(ExponentialSmoothingForm(name))
        let workspace = SmoothingWorkspace(values: Self.values, seasonLength: 4)
        let search = SmoothingSearch(workspace, form: form, bounds: SmoothingBounds())
        var point = Self.point(form)
        point.cost = search.cost(point)
        let start = point.cost
        let hasConverged = search.descend(&point, DescentGoal(tolerance: 1e-10))
        #expect(hasConverged)
        #expect(point.cost < start)
        for place in point.states.indices {
            for change in [-1e-4, 1e-4] {
                var other = point
                other.states[place] += change
                #expect(search.cost(other) >= point.cost - 1e-9)
            }
        }
    }

    @Test func `the least in a box fulfils the conditions of Karush, Kuhn and Tucker`() {
        var number = 0.3
        func next() -> Double {
            number = (number * 997 + 0.1234567).truncatingRemainder(dividingBy: 1)
            return 2 * number - 1
        }
        for _ in 0..<500 {
            var problem = BoxProblem(
                isFree: SIMDMask(repeating: true), gradient: SIMD4(next(), next(), next(), next()))
            for _ in 0..<5 {
                let factor = SIMD4(next(), next(), next(), next())
                for row in 0..<4 { problem.matrix[row] += factor * factor[row] }
            }
            let (below, above) = (-SIMD4(abs(next()), abs(next()), 0, 1), SIMD4(abs(next()), 0, abs(next()), 1))
            let step = problem.solve(below: below, above: above)
            for place in 0..<4 {
                let slope = problem.gradient[place] + (problem.matrix[place] * step).sum()
                #expect(step[place] >= below[place] && step[place] <= above[place])
                if step[place] > below[place] { #expect(slope < 1e-7) }
                if step[place] < above[place] { #expect(slope > -1e-7) }
            }
        }
    }

    @Test func `a long product does not leave the range of numbers`() {
        var product = LongProduct()
        for _ in 0..<1000 { product.multiply(by: 1e100) }
        for _ in 0..<1000 { product.multiply(by: 1e-101) }
        #expect(isClose(product.logarithm, -1000 * 2.302585092994046, to: 1e-12))
    }
}
