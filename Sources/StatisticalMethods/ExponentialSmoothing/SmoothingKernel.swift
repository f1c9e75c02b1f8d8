import Numerics

/// A part of a form as a type, so that the compiler makes one loop of each form.
protocol SmoothingComponent {
    static var kind: ExponentialSmoothingForm.Component { get }
}

enum WithoutComponent: SmoothingComponent {
    static var kind: ExponentialSmoothingForm.Component { .none }
}

enum AdditiveComponent: SmoothingComponent {
    static var kind: ExponentialSmoothingForm.Component { .additive }
}

enum MultiplicativeComponent: SmoothingComponent {
    static var kind: ExponentialSmoothingForm.Component { .multiplicative }
}

/// How fast the states follow: α, β ≤ α, γ ≤ 1 − α and the damping φ; β and γ are 0 and φ is 1 where a form has none.
package struct SmoothingParameters: Sendable, Hashable, Codable {
    /// α, of the level.
    package var alpha: Double
    /// β, of the growth.
    package var beta: Double
    /// γ, of the season.
    package var gamma: Double
    /// φ, the share of the growth that is left a row later.
    package var phi: Double

    /// Creates parameters.
    package init(alpha: Double, beta: Double = 0, gamma: Double = 0, phi: Double = 1) {
        (self.alpha, self.beta, self.gamma, self.phi) = (alpha, beta, gamma, phi)
    }
}

/// One row of the recursion of a form.
///
/// In the notation of Hyndman, Koehler, Ord and Snyder 2008, table 2.2,
/// ```
/// q = ℓ + φb  or  ℓ bᶲ;  μ = q + s  or  q s
/// ℓ' = q + α u;  u = y − s − q  or  y / s − q
/// b' = φb + β u  or  bᶲ + β u / ℓ
/// s' = s + γ (y − q − s)  or  s + γ (y / q − s)
/// ```
/// which holds for both kinds of error, as the error's kind only says how `y − μ` is weighed in the likelihood.
enum SmoothingKernel<Trend: SmoothingComponent, Season: SmoothingComponent> {
    /// φb, or bᶲ.
    @inline(__always)
    static func damped(_ growth: Double, _ phi: Double) -> Double {
        switch Trend.kind {
        case .none: 0
        case .additive: phi * growth
        case .multiplicative: phi == 1 ? growth : ReproducibleMath.power(growth, phi)
        }
    }

    /// q, from what ``damped(_:_:)`` gave.
    @inline(__always)
    static func grown(_ level: Double, _ damped: Double) -> Double {
        switch Trend.kind {
        case .none: level
        case .additive: level + damped
        case .multiplicative: level * damped
        }
    }

    /// μ, from q and the season's state.
    @inline(__always)
    static func mean(_ grown: Double, _ season: Double) -> Double {
        switch Season.kind {
        case .none: grown
        case .additive: grown + season
        case .multiplicative: grown * season
        }
    }

    /// Moves the states over a row whose value is known.
    @inline(__always)
    static func update(
        _ level: inout Double, _ growth: inout Double, _ season: inout Double, grown: Double, damped: Double,
        value: Double, by parameters: SmoothingParameters
    ) {
        let surprise: Double
        switch Season.kind {
        case .none: surprise = value - grown
        case .additive:
            surprise = value - season - grown
            season += parameters.gamma * surprise
        case .multiplicative:
            surprise = value / season - grown
            season += parameters.gamma * (value / grown - season)
        }
        switch Trend.kind {
        case .none: break
        case .additive: growth = damped + parameters.beta * surprise
        case .multiplicative: growth = damped + parameters.beta * surprise / level
        }
        level = grown + parameters.alpha * surprise
    }

    /// Moves the states over a row whose value is missing, as if it had been as expected.
    @inline(__always)
    static func pass(_ level: inout Double, _ growth: inout Double, grown: Double, damped: Double) {
        level = grown
        if Trend.kind != .none { growth = damped }
    }
}
