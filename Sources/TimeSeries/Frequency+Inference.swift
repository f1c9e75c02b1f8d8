import Numerics

extension Frequency {
    /// Finds the step that explains all rows best.
    ///
    /// Of the steps that rows suggest (differences that are common among neighbours, what these have in common, calendar
    /// months, weekdays, hours of weekdays) the one wins that describes the index shortest: a bit for each of its places to
    /// say whether it has a row, at the rate that the share of rows allows, and a whole time for each row beside it. So a
    /// coarser step loses by the rows it misses, a finer one by its empty places, and absent or stray rows cost each of
    /// them little.
    ///
    /// The winner must have a row at most of its places: half of the steps from row to row are kept, or, of twenty rows and
    /// more, two places in five have a row. At most one row in three may lie beside it.
    ///
    /// - Parameter indices: One index a series, all in the same format.
    /// - Throws: ``FrequencyError`` when no series has three rows, or when no step explains them.
    public static func inferred(from indices: TimeIndex...) throws(FrequencyError) -> Frequency {
        try inferred(from: indices)
    }

    /// Finds the step that explains several series best, as ``inferred(from:)-(TimeIndex...)`` does for one.
    public static func inferred(from indices: [TimeIndex]) throws(FrequencyError) -> Frequency {
        guard let format = indices.first?.format else { throw .tooFewRows(0) }
        return try inferred(from: indices.map(\.timestamps), format: format)
    }

    package static func inferred(from series: [[Timestamp]], format: TimestampFormat) throws(FrequencyError)
        -> Frequency
    {
        let longest = series.map(\.count).max() ?? 0
        guard longest >= 3 else { throw .tooFewRows(longest) }
        if let step = commonStep(series), let frequency = uniform(step, format) { return frequency }
        let series = Self.sample(series)
        let fits = FrequencyCandidates(series, format: format).all.map { FrequencyFit($0, series, format: format) }
        guard let closest = fits.max(by: { $0.kept < $1.kept }) else { throw .tooFewRows(longest) }
        let best = fits.filter(\.holdsMostRows).min { $0.bits < $1.bits } ?? closest
        guard best.isRegular else {
            throw .irregular(
                closest: best.frequency, kept: best.kept, steps: best.steps,
                remedy: IrregularRemedy(series, format: format))
        }
        return best.frequency
    }

    /// Rows that are looked at to find a step that is not the same throughout.
    private static let mostRows = 1_000_000

    /// Whole series, evenly from all, of about ``mostRows`` rows together.
    private static func sample(_ series: [[Timestamp]]) -> [[Timestamp]] {
        let rows = series.reduce(0) { $0 + $1.count }
        guard rows > mostRows, series.count > 1 else { return series }
        let distance = (rows - 1) / mostRows + 1
        let sample = stride(from: 0, to: series.count, by: distance).map { series[$0] }
        return sample.contains { $0.count >= 3 } ? sample : series
    }

    /// The one step between all neighbours of all series; nil when there is another.
    private static func commonStep(_ series: [[Timestamp]]) -> Int64? {
        var common: Int64?
        for timestamps in series where timestamps.count > 1 {
            let step = timestamps[1].ticks - timestamps[0].ticks
            guard common == nil || common == step else { return nil }
            common = step
            for row in 2..<max(2, timestamps.count) where timestamps[row].ticks - timestamps[row - 1].ticks != step {
                return nil
            }
        }
        return common
    }

    /// The frequency of rows that are always so far apart, where it needs no closer look.
    private static func uniform(_ step: Int64, _ format: TimestampFormat) -> Frequency? {
        switch format.precision {
        case .ordinal where step <= TimeGrid.longestStep: .ordinal(step: Int(step))
        case .week, .day, .hour, .minute, .second:
            step < 28 * CivilDate.secondsPerDay ? .fixed(seconds: Int(step)) : nil
        default: nil
        }
    }
}

/// How well a frequency explains the rows of some series.
private struct FrequencyFit {
    let frequency: Frequency
    /// How often a row is followed, one step later, by the next row on the grid.
    private(set) var kept = 0
    /// Steps from row to row.
    private(set) var steps = 0
    /// The length of a description of the rows, in bits.
    private(set) var bits = 0.0
    private var rows = 0
    private var onGrid = 0
    private var places = 0

    init(_ candidate: FrequencyCandidates.Candidate, _ series: [[Timestamp]], format: TimestampFormat) {
        frequency = candidate.frequency
        bits = candidate.bits
        for timestamps in series { add(timestamps, resolution: format.resolution) }
        bits += Double(places) * Self.entropy(Double(onGrid) / Double(max(1, places)))
    }

    private mutating func add(_ timestamps: [Timestamp], resolution: Int) {
        let grid = TimeGrid(frequency, fitting: timestamps)
        var first: Int?
        var previous = 0
        var found = 0
        for timestamp in timestamps {
            guard let position = grid.position(of: timestamp) else { continue }
            if first == nil { first = position } else if position == previous + 1 { kept += 1 }
            previous = position
            found += 1
        }
        steps += max(0, timestamps.count - 1)
        rows += timestamps.count
        onGrid += found
        if let first { places += previous - first + 1 }
        if let start = timestamps.first, let end = timestamps.last, found < timestamps.count {
            let times = Double(end.ticks - start.ticks) / Double(resolution) + 1
            bits += Double(timestamps.count - found) * (Self.log2(times) + 1)
        }
    }

    /// Whether few rows lie beside the grid.
    var holdsMostRows: Bool { onGrid * 3 >= rows * 2 }

    /// Whether most places have a row.
    var isRegular: Bool {
        let isDense = rows >= 20 && holdsMostRows && onGrid * 5 >= places * 2
        return (isDense || kept * 2 >= steps) && onGrid > 0
    }

    /// Bits for each place to say whether it has a row, when this share of places has one.
    private static func entropy(_ share: Double) -> Double {
        guard share > 0, share < 1 else { return 0 }
        return -(share * log2(share) + (1 - share) * log2(1 - share))
    }

    private static func log2(_ number: Double) -> Double { ReproducibleMath.log(number) / 0.6931471805599453 }
}

extension TimestampFormat {
    /// Ticks between neighbouring times that can be written.
    fileprivate var resolution: Int {
        switch precision {
        case .ordinal, .second: 1
        case .minute: 60
        case .hour: 3600
        case .day, .week, .month, .quarter, .year: CivilDate.secondsPerDay
        }
    }
}
