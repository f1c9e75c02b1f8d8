public import SyntheticSeries
public import TimeSeries
public import Diagnostics

/// What series to make up.
public struct SimulateRequest: Sendable {
    /// How often they are observed.
    public var frequency = SamplingFrequency.monthly
    /// Rows of each.
    public var length = 120
    /// How many.
    public var count = 10
    /// How they are made; nil for all ways, as often as the prior has each.
    public var kind: SeriesKind?
    /// Seed; a series depends on it, on the frequency, the length and its place, not on how many there are.
    public var seed: UInt64 = 1
    /// Whether values of some are missing.
    public var hasHoles = false

    /// Creates a request with every default.
    public init() {}
}

/// Series that are made up, from the prior that the pretrained networks learn from.
public struct SimulateRun: Sendable {
    /// The series, named `series-1` and so on, from the year 2000 on.
    public let panel: Panel

    /// The most rows of all series together.
    public static let mostRows = 100_000_000

    /// Makes them up.
    ///
    /// - Throws: ``SimulateError`` for sizes that cannot be.
    public init(_ request: SimulateRequest) throws(SimulateError) {
        for (flag, value) in [("--length", request.length), ("--series", request.count)] where value < 1 {
            throw SimulateError(flag: flag, value: value, most: Self.mostRows)
        }
        let longest = Self.longest(request.frequency)
        guard request.length <= longest else {
            throw SimulateError(flag: "--length", value: request.length, most: longest)
        }
        let rows = request.length.multipliedReportingOverflow(by: request.count)
        if rows.overflow || rows.partialValue > Self.mostRows {
            let most = max(1, Self.mostRows / request.length)
            throw SimulateError(flag: "--series", value: request.count, most: most)
        }
        let index = Self.index(request)
        var simulator = SeriesSimulator(request.frequency, length: request.length, seed: request.seed)
        let series = (1...request.count).map { number in
            simulator.make(UInt64(number), count: request.length, kind: request.kind)
            var values = simulator.values
            var random = SeriesRandom(seed: request.seed, number: 1 << 63 | UInt64(number))
            if request.hasHoles, random.chance(0.5) { Holes.make(&random, in: &values, count: values.count) }
            return TimeSeries(
                id: "series-\(number)", index: index, values: values.map(Self.rounded))
        }
        panel = Panel(
            series: series, columns: ColumnNames(time: "time", target: "value", id: "id"),
            frequency: Self.step(request.frequency))
    }

    /// The most rows from the year 2000 to 9999, in thousands at a time.
    private static func longest(_ frequency: SamplingFrequency) -> Int {
        switch frequency {
        case .yearly: 8_000
        case .quarterly: 32_000
        case .monthly: 96_000
        case .weekly: 417_000
        case .daily: 2_921_000
        case .hourly: 70_127_000
        }
    }

    /// Six digits that count: what a reader of the file looks at.
    private static func rounded(_ value: Double) -> Double {
        guard value.isFinite, value != 0 else { return value }
        var factor = 1.0
        while abs(value) * factor < 1e5, factor < 1e15 { factor *= 10 }
        return (value * factor).rounded() / factor
    }

    private static func step(_ frequency: SamplingFrequency) -> Frequency {
        switch frequency {
        case .yearly: .calendar(months: 12, anchor: .day(1))
        case .quarterly: .calendar(months: 3, anchor: .day(1))
        case .monthly: .calendar(months: 1, anchor: .day(1))
        case .weekly: .fixed(seconds: 7 * 86_400)
        case .daily: .fixed(seconds: 86_400)
        case .hourly: .fixed(seconds: 3_600)
        }
    }

    private static let minute = TimestampFormat(
        fields: TimestampFormat.isoFields(time: 1, separator: UInt8(ascii: " ")))

    private static func index(_ request: SimulateRequest) -> TimeIndex {
        // 2000-01-03, a Monday, for weeks; the first of the year for what is counted in months.
        let first = Timestamp(ticks: request.frequency == .weekly ? 946_857_600 : 946_684_800)
        let times = step(request.frequency).timestamps(after: first, count: request.length - 1)
        return TimeIndex(
            timestamps: [first] + times, format: request.frequency == .hourly ? Self.minute : .day)
    }
}

/// A size that cannot be.
public struct SimulateError: Diagnostic, Hashable {
    /// The flag, and what was typed.
    public var flag: String
    /// What was typed.
    public var value: Int
    /// The most that can be.
    public var most: Int

    /// `simulate-size`.
    public var code: String { "simulate-size" }
    /// What was typed.
    public var message: String { "\(flag) \(value) cannot be" }
    /// What can be.
    public var fix: String { "pass a number from 1 to \(most)" }
    /// A usage error.
    public var exitStatus: ExitStatus { .usage }
}
