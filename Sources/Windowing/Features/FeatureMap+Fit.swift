package import TimeSeries

extension FeatureMap {
    /// Learns scales and categories from `rows` of each series of `panel`, and reads no other row.
    ///
    /// A column of numbers is standardised series by series: mean 0 and variance 1 over the rows. One that is constant
    /// in a series is standardised over all series there, and one that is constant in all becomes 0. A column of zeros
    /// and ones stays as it is.
    ///
    /// - Returns: Nil when there is nothing beside the target.
    /// - Throws: ``FeatureError``.
    package init?(fitting panel: Panel, rows: [Range<Int>], plan: FeaturePlan) throws(FeatureError) {
        let names = panel.columns
        if names.covariates.isEmpty, names.statics.isEmpty, plan.calendar.isEmpty { return nil }
        let format = panel.series[0].index.format
        if !plan.calendar.isEmpty, format.isOrdinal { throw .calendarOfNumberedRows(time: names.time) }
        let samples = names.covariates.indices.map { column in
            zip(panel.series, rows).map { series, rows in series.covariates[column][rows] }
        }
        let statics = names.statics.indices.map { column in panel.series.map { $0.statics[column] }[...] }
        var columns: [FeatureColumn] = []
        for (covariate, sample) in zip(names.covariates, samples) {
            columns.append(try FeatureColumn(covariate, sample, isEmbedded: false))
        }
        var staticColumns: [FeatureColumn] = []
        for (covariate, sample) in zip(names.statics, statics) {
            staticColumns.append(try FeatureColumn(covariate, [sample], isEmbedded: !plan.oneHotStatics))
        }
        let byColumn = zip(columns, samples).map { $0.scales($1) }
        self.init(
            columns: columns, statics: staticColumns, calendar: plan.calendar, frequency: panel.frequency,
            scales: panel.series.indices.map { series in byColumn.map { $0[series] } },
            staticScales: zip(staticColumns, statics).map { $0.scales([$1])[0] })
    }
}

extension FeatureColumn {
    /// The most categories that become a number each.
    static let mostOneHot = 256

    /// - Parameter samples: For each series the values that may be learned from.
    fileprivate init(
        _ covariate: Covariate, _ samples: [ArraySlice<Double>], isEmbedded: Bool
    ) throws(FeatureError) {
        name = covariate.name
        role = covariate.role
        hasBlanks = samples.contains { $0.contains(where: \.isNaN) }
        guard let names = covariate.categories else {
            categories = nil
            self.isEmbedded = false
            return
        }
        var known: Set<Int> = []
        for sample in samples {
            for value in sample where value >= 0 && value < Double(names.count) { known.insert(Int(value)) }
        }
        // By name: the numbers of categories may depend on rows that are not to be read.
        categories = known.sorted { names[$0] < names[$1] }
        self.isEmbedded = isEmbedded && !known.isEmpty
        if !isEmbedded, known.count > Self.mostOneHot {
            throw .tooManyCategories(column: name, count: known.count, most: Self.mostOneHot, role: role)
        }
    }

    /// A map for each of the series that `samples` are of.
    fileprivate func scales(_ samples: [ArraySlice<Double>]) -> [FeatureScale] {
        guard categories == nil else { return samples.map { _ in .identity } }
        let isFlag = samples.allSatisfy { $0.allSatisfy { $0.isNaN || $0 == 0 || $0 == 1 } }
        if isFlag { return samples.map { _ in .identity } }
        let global = FeatureScale(fitting: samples)
        return samples.map { FeatureScale(fitting: [$0]) ?? global ?? FeatureScale(constant: samples) }
    }
}

extension FeatureScale {
    /// Mean and population standard deviation in two passes, in row order; nil for a constant or nothing.
    fileprivate init?(fitting samples: [ArraySlice<Double>]) {
        var (count, sum, lowest, highest) = (0, 0.0, Double.infinity, -Double.infinity)
        for sample in samples {
            for value in sample where !value.isNaN {
                count += 1
                sum += value
                (lowest, highest) = (min(lowest, value), max(highest, value))
            }
        }
        guard lowest < highest else { return nil }
        let mean = sum / Double(count)
        var squares = 0.0
        for sample in samples {
            for value in sample where !value.isNaN { squares += (value - mean) * (value - mean) }
        }
        let deviation = (squares / Double(count)).squareRoot()
        let range = highest / 2 - lowest / 2
        // Where squares over- or underflow, half of the range is as good a scale.
        let isSound = mean.isFinite && deviation.isFinite && deviation > 0
        offset = isSound ? mean : lowest / 2 + highest / 2
        scale = isSound ? deviation : range > 0 && range.isFinite ? range : 1
    }

    /// The map that makes the one number of `samples` 0.
    fileprivate init(constant samples: [ArraySlice<Double>]) {
        offset = samples.lazy.compactMap { $0.first { $0.isFinite } }.first ?? 0
        scale = 1
    }
}
