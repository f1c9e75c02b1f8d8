/// How far a descent has to go.
struct DescentGoal {
    /// Steps at most.
    var steps = 60
    /// Ends when the next step is expected to gain less than this, in units of the logarithm of the likelihood.
    var tolerance = 1e-6
    /// Ends as well when a cost below this is out of reach.
    var costToBeat = Double.infinity
    /// Steps after which that is judged.
    var patience = 3
}

extension SmoothingSearch {
    /// Levenberg's and Marquardt's method from a point with a finite cost, within the box.
    ///
    /// Residuals of a form that fits are noise, so that Gauss's and Newton's curvature is close to the true one, and about
    /// ten steps suffice; the damping is that of Nielsen 1999 in steps of ten.
    /// - Returns: Whether the descent ended where no step gains more than the tolerance.
    @discardableResult
    func descend(_ point: inout SmoothingPoint, damping initial: Double = 1e-3, _ goal: DescentGoal) -> Bool {
        var damping = initial
        let (lower, upper) = (bounds.lower, bounds.upper)
        var trial = point
        for number in 0..<goal.steps {
            differentiate(at: point)
            var isBetter = false
            for _ in 0..<12 {
                let fall = equations.solve(damping: damping, below: lower - point.box, above: upper - point.box)
                guard let fall, fall < .infinity else {
                    damping = max(10 * damping, 1e-3)
                    continue
                }
                if fall < goal.tolerance { return true }
                if number >= goal.patience, damping <= 0.01, point.cost - 4 * fall > goal.costToBeat { return false }
                for place in 0..<stateCount {
                    trial.states[place] = point.states[place] + equations.step[place / 4][place % 4]
                }
                trial.box = (point.box + equations.boxStep).clamped(lowerBound: lower, upperBound: upper)
                trial.cost = cost(trial)
                let ratio = (point.cost - trial.cost) / fall
                if trial.cost < point.cost {
                    swap(&point, &trial)
                    damping = ratio > 0.75 ? max(damping * 0.1, 1e-9) : ratio < 0.25 ? damping * 4 : damping
                    isBetter = true
                    break
                }
                damping = max(10 * damping, 1e-3)
            }
            if !isBetter { return false }
        }
        return false
    }
}
