/// The ways in which a series is made up.
public enum SeriesKind: String, Sendable, Hashable, CaseIterable {
    /// Exponential smoothing with random weights, and what is added to it: trends that bend, cycles, calendars.
    case structural
    /// Random walks, as prices are.
    case walk
    /// Smooth curves, as of physical processes.
    case smooth
    /// Demand in some steps and none in others.
    case intermittent
}
