/// The filter for four sets of smoothing parameters at once.
///
/// With level l, potential c and error e, after Svetunkov et al. 2022:
/// ```
/// lₜ = lₜ₋₁ − (1 − α₁) cₜ₋₁ + (α₀ − α₁) eₜ;  cₜ = lₜ₋₁ + (1 − α₀) cₜ₋₁ + (α₀ + α₁) eₜ
/// ```
/// and the same with β, and with t − m for t − 1, for a complex seasonal term. A missing value has no error.
///
/// Each step waits for the one before it, so that four lanes take hardly longer than one.
struct ComplexSmoothingFilter {
    typealias Lanes = SIMD4<Double>

    private let model: ComplexSmoothingModel
    private let startSeasonal: [Lanes]
    private let startPotential: [Lanes]
    private var seasonal: [Lanes]
    private var seasonalPotential: [Lanes]
    private var level = Lanes()
    private var potential = Lanes()
    /// Shape `[N]`: errors of the last run.
    private(set) var errors: [Lanes]

    init(_ model: ComplexSmoothingModel) {
        self.model = model
        startSeasonal = model.start.seasonal.map { Lanes(repeating: $0) }
        startPotential = model.start.seasonalPotential.map { Lanes(repeating: $0) }
        (seasonal, seasonalPotential) = (startSeasonal, startPotential)
        errors = [Lanes](repeating: Lanes(), count: model.values.count)
    }

    /// The sums of squared errors after backcasting.
    ///
    /// - Parameter parameters: α₀, α₁, β₀ and β₁ of the lanes; the last two matter only in kinds that have them.
    mutating func squaredErrors(_ parameters: ComplexSmoothingGains) -> Lanes {
        backcast(parameters)
        return run(parameters, backward: false)
    }

    /// The states before the first row after backcasting, in the first lane.
    mutating func firstStates(_ parameters: ComplexSmoothingGains) -> ComplexSmoothingStates {
        backcast(parameters)
        return ComplexSmoothingStates(
            level: level.x, potential: potential.x, seasonal: seasonal.map(\.x),
            seasonalPotential: seasonalPotential.map(\.x))
    }

    /// Writes the errors of one lane in the last run to `destination`, of shape `[N]`.
    func copyErrors(lane: Int, to destination: inout [Double]) {
        for row in errors.indices { destination[row] = errors[row][lane] }
    }

    private mutating func backcast(_ parameters: ComplexSmoothingGains) {
        level = Lanes(repeating: model.start.level)
        potential = Lanes(repeating: model.start.potential)
        for row in startSeasonal.indices { seasonal[row] = startSeasonal[row] }
        for row in startPotential.indices { seasonalPotential[row] = startPotential[row] }
        for backward in [false, true] {
            _ = run(parameters, backward: backward)
            turn(parameters)
        }
    }

    /// One step without error of every state, from the last row seen to the first of the other direction.
    private mutating func turn(_ parameters: ComplexSmoothingGains) {
        (level, potential) = parameters.level.carried(level, potential)
        let gains = model.seasonality == .full ? parameters.seasonal : parameters.level
        for row in seasonalPotential.indices {
            (seasonal[row], seasonalPotential[row]) = gains.carried(seasonal[row], seasonalPotential[row])
        }
    }

    private mutating func run(_ parameters: ComplexSmoothingGains, backward: Bool) -> Lanes {
        switch model.seasonality {
        case .none: runLevel(parameters.level, backward: backward)
        case .simple: runSimple(parameters.level, backward: backward)
        case .partial: runPartial(parameters.level, parameters.seasonal.real, backward: backward)
        case .full: runFull(parameters.level, parameters.seasonal, backward: backward)
        }
    }

    private mutating func runLevel(_ gains: ComplexSmoothingGains.Pair, backward: Bool) -> Lanes {
        var sum = Lanes()
        var (level, potential) = (level, potential)
        let count = model.values.count
        for step in 0..<count {
            let row = backward ? count - 1 - step : step
            let value = model.values[row]
            let error = value.isNaN ? Lanes() : Lanes(repeating: value) - level
            (level, potential) = gains.next(level, potential, error)
            errors[row] = error
            sum += error * error
        }
        (self.level, self.potential) = (level, potential)
        return sum
    }

    private mutating func runSimple(_ gains: ComplexSmoothingGains.Pair, backward: Bool) -> Lanes {
        var sum = Lanes()
        var rows = SeasonalRows(model, backward: backward)
        for _ in 0..<model.values.count {
            let value = model.values[rows.row]
            let phase = rows.phase
            let error = value.isNaN ? Lanes() : Lanes(repeating: value) - seasonal[phase]
            (seasonal[phase], seasonalPotential[phase]) = gains.next(seasonal[phase], seasonalPotential[phase], error)
            errors[rows.row] = error
            sum += error * error
            rows.advance()
        }
        return sum
    }

    private mutating func runPartial(
        _ gains: ComplexSmoothingGains.Pair, _ seasonalGain: Lanes, backward: Bool
    ) -> Lanes {
        var sum = Lanes()
        var (level, potential) = (level, potential)
        var rows = SeasonalRows(model, backward: backward)
        for _ in 0..<model.values.count {
            let value = model.values[rows.row]
            let phase = rows.phase
            let error = value.isNaN ? Lanes() : Lanes(repeating: value) - seasonal[phase] - level
            (level, potential) = gains.next(level, potential, error)
            seasonal[phase] += seasonalGain * error
            errors[rows.row] = error
            sum += error * error
            rows.advance()
        }
        (self.level, self.potential) = (level, potential)
        return sum
    }

    private mutating func runFull(
        _ gains: ComplexSmoothingGains.Pair, _ seasonalGains: ComplexSmoothingGains.Pair, backward: Bool
    ) -> Lanes {
        var sum = Lanes()
        var (level, potential) = (level, potential)
        var rows = SeasonalRows(model, backward: backward)
        for _ in 0..<model.values.count {
            let value = model.values[rows.row]
            let phase = rows.phase
            let error = value.isNaN ? Lanes() : Lanes(repeating: value) - seasonal[phase] - level
            (level, potential) = gains.next(level, potential, error)
            (seasonal[phase], seasonalPotential[phase]) =
                seasonalGains.next(seasonal[phase], seasonalPotential[phase], error)
            errors[rows.row] = error
            sum += error * error
            rows.advance()
        }
        (self.level, self.potential) = (level, potential)
        return sum
    }
}

/// A row and its place in the season, in either direction.
private struct SeasonalRows {
    private(set) var row: Int
    private(set) var phase: Int
    private let seasonLength: Int
    private let backward: Bool

    init(_ model: ComplexSmoothingModel, backward: Bool) {
        (self.backward, seasonLength) = (backward, model.seasonLength)
        row = backward ? model.values.count - 1 : 0
        phase = row % seasonLength
    }

    @inline(__always)
    mutating func advance() {
        if backward {
            row -= 1
            phase = phase == 0 ? seasonLength - 1 : phase - 1
        } else {
            row += 1
            phase = phase + 1 == seasonLength ? 0 : phase + 1
        }
    }
}

/// Smoothing parameters of four lanes in the form that the filter multiplies with.
struct ComplexSmoothingGains {
    typealias Lanes = SIMD4<Double>

    /// Those of one complex parameter p₀ + i p₁.
    struct Pair {
        /// The real part p₀.
        let real: Lanes
        private let fromPotential: Lanes
        private let potentialKept: Lanes
        private let ofLevel: Lanes
        private let ofPotential: Lanes

        init(_ real: Lanes, _ imaginary: Lanes) {
            self.real = real
            fromPotential = 1 - imaginary
            potentialKept = 1 - real
            ofLevel = real - imaginary
            ofPotential = real + imaginary
        }

        /// Level and potential after an error.
        @inline(__always)
        func next(_ level: Lanes, _ potential: Lanes, _ error: Lanes) -> (Lanes, Lanes) {
            (
                (level - fromPotential * potential) + ofLevel * error,
                (level + potentialKept * potential) + ofPotential * error
            )
        }

        /// Level and potential without one.
        func carried(_ level: Lanes, _ potential: Lanes) -> (Lanes, Lanes) {
            (level - fromPotential * potential, level + potentialKept * potential)
        }
    }

    let level: Pair
    let seasonal: Pair

    /// - Parameter parameters: Those of the lanes, each of up to four numbers α₀, α₁, β₀, β₁.
    init(_ parameters: [SIMD4<Double>]) {
        func lanes(_ number: Int) -> Lanes {
            Lanes(parameters[0][number], parameters[1][number], parameters[2][number], parameters[3][number])
        }
        level = Pair(lanes(0), lanes(1))
        seasonal = Pair(lanes(2), lanes(3))
    }
}
