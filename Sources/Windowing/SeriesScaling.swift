import Numerics
public import TimeSeries

/// The map from one series' own unit to what a network computes in, and back.
///
/// Forward is `z = (u − offset) / scale` with `u = x`, or `u = ln x` when logarithms are taken. With
/// ``ScalingMethod/lastValue`` a window's anchor, the z of its last input, is subtracted as well when the window is
/// packed; see ``ScaledSeries/anchor(of:)``. With a ``cycle`` its value at the row's place is subtracted from z before that.
public struct SeriesScaling: Sendable, Hashable {
    /// The method and whether logarithms are taken.
    public let specification: ScalingSpecification
    /// Subtracted first, in the series' unit (or in logarithms).
    public let offset: Double
    /// Divided by next, in the series' unit (or in logarithms); positive.
    public let scale: Double
    /// What repeats; nil where nothing is subtracted.
    public private(set) var cycle: SeriesCycle?

    /// Fits the map to `rows` of `series` and to nothing else; missing values are ignored.
    ///
    /// A constant series gets its value as offset and a scale of 1, so that every forecast of 0 is the constant. When
    /// the interquartile range is 0 but the series is not constant, the robust scale is the standard deviation.
    ///
    /// - Throws: ``WindowingError/nothingObserved(series:)`` when all rows are missing,
    ///   ``WindowingError/noLogarithm(value:)`` for the first value that is not positive when logarithms are taken,
    ///   ``WindowingError/tooLarge(value:)`` when the values' spread overflows.
    public init(
        fitting series: TimeSeries,
        rows: Range<Int>,
        specification: ScalingSpecification
    ) throws(WindowingError) {
        if let bad = rows.first(where: { !specification.accepts(series.values[$0]) }) {
            throw specification.refusal(ValuePlace(series, row: bad))
        }
        let sample = Sample(series.values[rows], takesLogarithm: specification.takesLogarithm)
        guard let sample else { throw .nothingObserved(series: series.id) }
        let (offset, scale) = sample.offsetAndScale(specification.method)
        guard offset.isFinite, scale.isFinite else {
            let largest = rows.filter { !series.values[$0].isNaN }.max {
                abs(series.values[$0]) < abs(series.values[$1])
            }
            throw .tooLarge(value: ValuePlace(series, row: largest ?? rows.lowerBound))
        }
        self.specification = specification
        self.offset = offset
        self.scale = scale > 0 ? scale : 1
    }

    /// Rows of the cycle; nil for none.
    package var cycleLength: Int? { cycle?.values.count }

    /// The same map with a cycle of `length` rows that is learned from training rows; unchanged where they are too few.
    ///
    /// - Throws: What ``ScaledSeries`` throws.
    public func learningCycle(
        of series: TimeSeries, rows: Range<Int>, length: Int, frequency: Frequency
    ) throws(WindowingError) -> SeriesScaling {
        var plain = self
        plain.cycle = nil
        let scaled = try ScaledSeries(series, scaling: plain, end: rows.upperBound)
        plain.cycle = SeriesCycle(
            fitting: series, scaled: scaled.targets, rows: rows, length: length, frequency: frequency)
        return plain
    }

    /// The scaled value of `value`, its cycle not subtracted; NaN stays NaN.
    ///
    /// Infinite when the value is beyond Float after scaling, NaN when it has no logarithm; ``ScaledSeries`` refuses both.
    public func forward(_ value: Double) -> Float {
        Float(((specification.takesLogarithm ? ReproducibleMath.log(value) : value) - offset) / scale)
    }

    /// The value in the series' unit of a scaled forecast.
    ///
    /// - Parameters:
    ///   - scaled: What the network put out.
    ///   - lastInput: The last input of its window in the series' unit. Only ``ScalingMethod/lastValue`` looks at it, and
    ///     returns exactly this value for 0.
    public func inverse(_ scaled: Float, lastInput: Double) -> Double {
        inverse(inDouble: Double(scaled), lastInput: lastInput)
    }

    /// The same for a model that computes in double precision.
    package func inverse(inDouble scaled: Double, lastInput: Double) -> Double {
        let difference = scaled * scale
        switch (specification.method == .lastValue, specification.takesLogarithm) {
        case (true, true): return lastInput * ReproducibleMath.exp(difference)
        case (true, false): return lastInput + difference
        case (false, true): return ReproducibleMath.exp(difference + offset)
        case (false, false): return difference + offset
        }
    }
}

extension SeriesScaling: Codable {
    private enum CodingKeys: String, CodingKey {
        case specification, offset, scale, cycle
    }

    /// Reads a map; one that could not have been fitted is refused.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        specification = try values.decode(ScalingSpecification.self, forKey: .specification)
        offset = try values.decode(Double.self, forKey: .offset)
        scale = try values.decode(Double.self, forKey: .scale)
        cycle = try values.decodeIfPresent(SeriesCycle.self, forKey: .cycle)
        guard offset.isFinite, scale.isFinite, scale > 0 else {
            throw DecodingError.dataCorruptedError(
                forKey: .scale, in: values, debugDescription: "offset and scale are finite and scale is positive")
        }
    }
}

extension ScalingSpecification {
    /// Whether `value` is missing, or a number that can be scaled.
    func accepts(_ value: Double) -> Bool {
        value.isNaN || (value.isFinite && (!takesLogarithm || value > 0))
    }

    /// The error for a value that is not accepted.
    func refusal(_ place: ValuePlace) -> WindowingError {
        takesLogarithm && place.value <= 0 ? .noLogarithm(value: place) : .tooLarge(value: place)
    }
}

/// The observed training values, in row order; never empty.
private struct Sample {
    let values: [Double]
    let lowest: Double
    let highest: Double

    init?(_ rows: ArraySlice<Double>, takesLogarithm: Bool) {
        let observed = rows.filter { !$0.isNaN }
        values = takesLogarithm ? observed.map(ReproducibleMath.log) : Array(observed)
        guard let lowest = values.min(), let highest = values.max() else { return nil }
        self.lowest = lowest
        self.highest = highest
    }

    func offsetAndScale(_ method: ScalingMethod) -> (offset: Double, scale: Double) {
        if method == .none { return (0, 1) }
        if lowest == highest { return (lowest, 1) }
        switch method {
        case .minMax: return (lowest, highest - lowest)
        case .robust: return medianAndSpread()
        case .none, .standard, .lastValue: return meanAndDeviation()
        }
    }

    /// Mean and population standard deviation in two passes, added in row order.
    private func meanAndDeviation() -> (Double, Double) {
        let count = Double(values.count)
        let mean = values.reduce(0, +) / count
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
        return (mean, variance.squareRoot())
    }

    private func medianAndSpread() -> (Double, Double) {
        let sorted = values.sorted()
        let range = sorted.quantile(0.75) - sorted.quantile(0.25)
        return (sorted.quantile(0.5), range > 0 ? range : meanAndDeviation().1)
    }
}

extension [Double] {
    /// The quantile of a sorted array, interpolated linearly between order statistics.
    ///
    /// Type 7 of Hyndman & Fan 1996, "Sample Quantiles in Statistical Packages"; the default of R and NumPy.
    fileprivate func quantile(_ probability: Double) -> Double {
        let position = Double(count - 1) * probability
        let below = Int(position)
        let above = Swift.min(below + 1, count - 1)
        return self[below] + (position - Double(below)) * (self[above] - self[below])
    }
}
