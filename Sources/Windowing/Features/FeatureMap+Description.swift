package import TimeSeries

extension FeatureMap {
    /// What does not grow with the number of series, as a model file's document keeps it.
    public struct Description: Sendable, Hashable, Codable {
        /// The covariates, in the panel's order.
        public var columns: [FeatureColumn]
        /// The static columns, in the panel's order.
        public var statics: [FeatureColumn]
        /// A map for each static column.
        public var staticScales: [FeatureScale]
    }

    /// The parts that do not grow with the number of series.
    package var description: Description {
        Description(columns: columns, statics: statics, staticScales: staticScales)
    }

    /// Puts a map together again.
    ///
    /// - Precondition: The description fits the panel's columns.
    package init(
        _ description: Description, calendar: CalendarFeatures, frequency: Frequency, scales: [[FeatureScale]]
    ) {
        self.init(
            columns: description.columns, statics: description.statics, calendar: calendar, frequency: frequency,
            scales: scales, staticScales: description.staticScales)
    }
}

extension FeatureMap.Description {
    /// Whether these are features of the columns and the calendar, and of something at all.
    package func fits(_ names: ColumnNames, calendar: CalendarFeatures) -> Bool {
        guard columns.count == names.covariates.count, statics.count == names.statics.count,
            staticScales.count == statics.count, !columns.isEmpty || !statics.isEmpty || !calendar.isEmpty
        else { return false }
        return zip(columns + statics, names.covariates + names.statics).allSatisfy { $0.fits($1) }
            && columns.allSatisfy { $0.role != .static && !$0.isEmbedded } && statics.allSatisfy { $0.role == .static }
    }
}

extension FeatureColumn {
    /// Whether this is a feature of `covariate`: its own categories, each once and not more than can be fitted.
    fileprivate func fits(_ covariate: Covariate) -> Bool {
        guard name == covariate.name, role == covariate.role else { return false }
        guard let categories, let known = covariate.categories else {
            return categories == nil && covariate.categories == nil && !isEmbedded
        }
        return categories.allSatisfy(known.indices.contains) && Set(categories).count == categories.count
            && (isEmbedded ? !categories.isEmpty : categories.count <= Self.mostOneHot)
    }
}
