/// The order of a seasonal ARIMA model, `(p, d, q)(P, D, Q)` with m rows in a season.
///
/// Box & Jenkins 1970, "Time Series Analysis: Forecasting and Control", chapter 9. With B the shift by one row,
/// ```
/// φ(B) Φ(Bᵐ) (1 − B)ᵈ (1 − Bᵐ)ᴰ yₜ = θ(B) Θ(Bᵐ) eₜ
/// φ(z) = 1 − φ₁z − … − φₚzᵖ;   θ(z) = 1 + θ₁z + … + θ_q z^q;   Φ and Θ alike
/// ```
package struct ARIMAOrder: Sendable, Hashable, Codable {
    /// p: earlier values that a value depends on.
    package var autoregressive: Int
    /// d: how many times the series is differenced from row to row.
    package var differences: Int
    /// q: earlier errors that a value depends on.
    package var movingAverage: Int
    /// P: values of earlier seasons that a value depends on.
    package var seasonalAutoregressive: Int
    /// D: how many times the series is differenced from season to season.
    package var seasonalDifferences: Int
    /// Q: errors of earlier seasons that a value depends on.
    package var seasonalMovingAverage: Int
    /// m: rows in a season; 1 without one.
    package var seasonLength: Int

    /// Creates an order; the seasonal part is left out where `seasonLength` is 1.
    package init(
        _ p: Int, _ d: Int, _ q: Int, seasonal: (P: Int, D: Int, Q: Int) = (0, 0, 0), seasonLength: Int = 1
    ) {
        (autoregressive, differences, movingAverage) = (p, d, q)
        self.seasonLength = max(1, seasonLength)
        let hasSeason = seasonLength > 1
        seasonalAutoregressive = hasSeason ? seasonal.P : 0
        seasonalDifferences = hasSeason ? seasonal.D : 0
        seasonalMovingAverage = hasSeason ? seasonal.Q : 0
    }

    /// Coefficients of the four polynomials: p + P + q + Q.
    var parameterCount: Int {
        autoregressive + seasonalAutoregressive + movingAverage + seasonalMovingAverage
    }

    /// The highest lag of `φ(B) Φ(Bᵐ)`: p + m P.
    var autoregressiveReach: Int { autoregressive + seasonLength * seasonalAutoregressive }

    /// The highest lag of `θ(B) Θ(Bᵐ)`: q + m Q.
    var movingAverageReach: Int { movingAverage + seasonLength * seasonalMovingAverage }

    /// Rows that differencing uses up: d + m D.
    var differencingReach: Int { differences + seasonLength * seasonalDifferences }

    /// r: numbers in the state of the differenced series, `max(p + m P, q + m Q + 1)`.
    var stateSize: Int { max(autoregressiveReach, movingAverageReach + 1) }

    /// What a constant means in a model of this order; nil when differenced twice, where none is allowed.
    var constantKind: ARIMAConstant? {
        switch differences + seasonalDifferences {
        case 0: .mean
        case 1: .drift
        default: nil
        }
    }
}

/// What a constant term of a model stands for.
package enum ARIMAConstant: String, Sendable, Codable {
    /// The series has a mean that is not zero.
    case mean
    /// The series rises by a constant from row to row.
    case drift
}
