public import TimeSeries

/// How covariates and calendar become the numbers that a network is given beside the target, learned from training rows.
///
/// Letters: D input features a step, the target included; F features known ahead a step; S static categories that are
/// learned vectors.
public struct FeatureMap: Sendable, Hashable {
    /// The covariates, in the panel's order.
    public let columns: [FeatureColumn]
    /// The static columns, in the panel's order.
    public let statics: [FeatureColumn]
    /// What is told of the calendar.
    public let calendar: CalendarFeatures
    /// The step between rows, by which the calendar goes on after the last.
    public let frequency: Frequency
    /// For each series a map for each covariate, shape `[series][columns]`; of categories the identity.
    public let scales: [[FeatureScale]]
    /// A map for each static column.
    public let staticScales: [FeatureScale]

    package init(
        columns: [FeatureColumn], statics: [FeatureColumn], calendar: CalendarFeatures, frequency: Frequency,
        scales: [[FeatureScale]], staticScales: [FeatureScale]
    ) {
        self.columns = columns
        self.statics = statics
        self.calendar = calendar
        self.frequency = frequency
        self.scales = scales
        self.staticScales = staticScales
    }

    /// Numbers a row that are known up to the cutoff.
    package var pastWidth: Int { width(.past) }
    /// F: numbers a row that are known ahead, those of the calendar last.
    package var aheadWidth: Int { width(.future) + calendar.width }
    /// Numbers that are the same on every row of a series.
    package var constantWidth: Int { statics.reduce(0) { $0 + $1.width } }
    /// D: the target and all others.
    package var inputSize: Int { 1 + pastWidth + aheadWidth + constantWidth }
    /// For each of S its categories.
    package var embeddedCategories: [Int] { statics.filter(\.isEmbedded).map { $0.categories?.count ?? 0 } }
    /// Whether there are columns that are known up to the cutoff only.
    package var hasPast: Bool { columns.contains { $0.role == .past } }
    /// Whether there are columns that must be known ahead.
    package var hasFuture: Bool { columns.contains { $0.role == .future } }

    /// Numbers that were learned from rows: two a scale, and one a category.
    package var learnedCount: Int {
        2 * (scales.reduce(staticScales.count) { $0 + $1.count })
            + (columns + statics).reduce(0) { $0 + ($1.categories?.count ?? 0) }
    }

    private func width(_ role: Covariate.Role) -> Int {
        columns.reduce(0) { $0 + ($1.role == role ? $1.width : 0) }
    }
}
