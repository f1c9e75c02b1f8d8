package import StatisticalMethods
package import TimeSeries

/// What can be set of exponential smoothing.
package struct ETSSettings: LocalSettings {
    package static let identifier = "ets"
    package static let columnName = "ETS"
    package static let hasDistribution = true

    /// The form as R writes it, such as `MAM` or `MAdM`; nil to choose one.
    package var form: String?
    /// What forms are compared by.
    package var criterion = ExponentialSmoothing.Criterion.correctedAkaike
    /// How far smoothing parameters may go.
    package var bounds = Bounds.usual

    /// How far smoothing parameters may go.
    package enum Bounds: String, Sendable, Codable, CaseIterable {
        /// As in R.
        case usual
        /// As in R, and a trend that follows no more than a tenth of each error.
        case steady
    }

    package init() {}

    package static let options: [SettingOption<ETSSettings>] = [
        SettingOption(
            "form", value: "form", "Error, trend and season, as in ANN, MAM or AAdA; or 'auto'. (default: auto)"
        ) {
            $0.form
        } write: { settings, text throws(SettingError) in
            guard text == "auto" || ExponentialSmoothingForm(text) != nil else {
                throw .invalid(
                    name: "form", value: text, requirement: "auto, or a form such as ANN, AAdN, MAM or MAdM")
            }
            settings.form = text == "auto" ? nil : text
        },
        SettingOption("criterion", \.criterion, "What forms are compared by"),
        SettingOption(
            "bounds", \.bounds, "How far smoothing parameters go: as in R, or with a trend that is slow to change"),
    ]

    package func method(_ task: ForecastTask) -> ExponentialSmoothing {
        var method = ExponentialSmoothing(form: form.flatMap { ExponentialSmoothingForm($0) })
        method.criterion = criterion
        method.bounds = bounds == .usual ? .usual : .steady
        return method
    }
}

/// What can be set of the Theta models.
package struct ThetaSettings: LocalSettings {
    /// Which of the models is fitted.
    package enum Variant: String, Sendable, Codable, CaseIterable {
        case automatic = "auto"
        case standard = "stm"
        case optimized = "otm"
        case dynamicStandard = "dstm"
        case dynamicOptimized = "dotm"

        var forms: [ThetaMethod.Form] {
            switch self {
            case .automatic: ThetaMethod.Form.allCases
            case .standard: [.standard]
            case .optimized: [.optimized]
            case .dynamicStandard: [.dynamicStandard]
            case .dynamicOptimized: [.dynamicOptimized]
            }
        }
    }

    package static let identifier = "theta"
    package static let columnName = "Theta"
    package static let hasDistribution = true

    /// The dynamic optimised model unless said.
    package var variant = Variant.dynamicOptimized

    package init() {}

    package static let options: [SettingOption<ThetaSettings>] = [
        SettingOption("variant", \.variant, "Which Theta model; 'auto' compares all by their squared errors")
    ]

    package func method(_ task: ForecastTask) -> ThetaMethod { ThetaMethod(variant.forms) }
}

/// What can be set of complex exponential smoothing.
package struct CESSettings: LocalSettings {
    /// Which season is smoothed.
    package enum Seasonality: String, Sendable, Codable, CaseIterable {
        case automatic = "auto"
        case none, simple, partial, full

        var kinds: [ComplexSmoothing.Seasonality] {
            ComplexSmoothing.Seasonality(rawValue: rawValue).map { [$0] } ?? ComplexSmoothing.Seasonality.allCases
        }
    }

    package static let identifier = "ces"
    package static let columnName = "CES"
    package static let hasDistribution = true

    /// The kind with the least AICc unless said.
    package var seasonality = Seasonality.automatic

    package init() {}

    package static let options: [SettingOption<CESSettings>] = [
        SettingOption("seasonality", \.seasonality, "Which season is smoothed; 'auto' compares all by AICc")
    ]

    package func method(_ task: ForecastTask) -> ComplexSmoothing {
        ComplexSmoothing(seasonality.kinds, bounds: .admissible)
    }
}

/// Seasons taken out by loess, the rest forecast by exponential smoothing: nothing to set.
package struct MSTLSettings: LocalSettings {
    package static let identifier = "mstl"
    package static let columnName = "MSTL"
    package static let hasDistribution = true

    package init() {}

    package static let options: [SettingOption<MSTLSettings>] = []

    package func method(_ task: ForecastTask) -> SeasonallyAdjusted<ExponentialSmoothing> {
        SeasonallyAdjusted(
            ExponentialSmoothing(), seasonLengths: [task.seasonLength ?? 1] + task.longerSeasons)
    }

    package func unsuitability(for panel: Panel, task: ForecastTask) -> String? {
        (task.seasonLength ?? 1) > 1 ? nil : "there is no season"
    }
}

/// A level times a shape: nothing to set.
package struct LevelShapeSettings: LocalSettings {
    package static let identifier = "level-shape"
    package static let columnName = "LevelShape"
    package static let hasDistribution = false

    package init() {}

    package static let options: [SettingOption<LevelShapeSettings>] = []

    package func method(_ task: ForecastTask) -> LevelShape {
        LevelShape(longerSeasons: task.longerSeasons.isEmpty ? nil : task.longerSeasons)
    }
}

/// A ridge regression of each series on its own earlier rows: nothing to set.
package struct AutoregressiveRidgeSettings: LocalSettings {
    package static let identifier = "ar-ridge"
    package static let columnName = "ARRidge"
    package static let hasDistribution = true

    package init() {}

    package static let options: [SettingOption<AutoregressiveRidgeSettings>] = []

    package func method(_ task: ForecastTask) -> AutoregressiveRidge {
        AutoregressiveRidge(longerSeasons: task.longerSeasons.isEmpty ? nil : task.longerSeasons)
    }
}

/// What can be set of the methods for intermittent demand: nothing.
package protocol IntermittentSettings: LocalSettings {
    /// The method.
    static var form: IntermittentDemand.Form { get }
}

extension IntermittentSettings {
    package static var options: [SettingOption<Self>] { [] }
    package static var hasDistribution: Bool { false }
    package func method(_ task: ForecastTask) -> IntermittentDemand { IntermittentDemand(Self.form) }

    package func unsuitability(for panel: Panel, task: ForecastTask) -> String? {
        let values = panel.series.flatMap(\.observedValues).filter { !$0.isNaN }
        if values.contains(where: { $0 < 0 }) { return "some values are below zero" }
        // Of the series that Syntetos, Boylan & Croston 2005 call intermittent, demand comes every 1.32 rows or less often:
        // at least a quarter of the rows are zero.
        return values.count(where: { $0 == 0 }) * 4 < values.count ? "fewer than a quarter of the values are zero" : nil
    }
}

/// Croston's method.
package struct CrostonSettings: IntermittentSettings {
    package static let identifier = "croston"
    package static let columnName = "Croston"
    package static let form = IntermittentDemand.Form.optimizedCroston
    package init() {}
}

/// The Syntetos-Boylan approximation.
package struct SBASettings: IntermittentSettings {
    package static let identifier = "sba"
    package static let columnName = "SBA"
    package static let form = IntermittentDemand.Form.syntetosBoylan
    package init() {}
}

/// The Teunter-Syntetos-Babai method.
package struct TSBSettings: IntermittentSettings {
    package static let identifier = "tsb"
    package static let columnName = "TSB"
    package static let form = IntermittentDemand.Form.teunterSyntetosBabai
    package init() {}
}

/// Aggregate-disaggregate.
package struct ADIDASettings: IntermittentSettings {
    package static let identifier = "adida"
    package static let columnName = "ADIDA"
    package static let form = IntermittentDemand.Form.aggregateDisaggregate
    package init() {}
}

/// Multiple aggregation.
package struct IMAPASettings: IntermittentSettings {
    package static let identifier = "imapa"
    package static let columnName = "IMAPA"
    package static let form = IntermittentDemand.Form.multipleAggregation
    package init() {}
}
