import Models

/// One of the values that were scored, by its name, such as `mae`, `lstm.smape` or `skill-naive`.
public struct GateQuantity: Sendable, Hashable {
    /// The model as the user named it; nil for the first that was asked for.
    public var model: String?
    /// What is measured of it.
    public var measure: Measure

    /// What is measured of a model.
    public enum Measure: Sendable, Hashable {
        /// A metric over everything.
        case metric(Metric)
        /// `100 (1 − MAE / MAE of the reference)`, in percent: by how much the model's error is smaller than the named
        /// model's, negative when it is larger; undefined where the reference made no error.
        case skill(over: String)
    }

    /// Creates a name.
    public init(model: String? = nil, _ measure: Measure) {
        self.model = model
        self.measure = measure
    }

    /// Reads `[MODEL.]METRIC`, in any case; METRIC is what ``Metric/init(parsing:)`` reads, or `skill-NAME`.
    ///
    /// - Throws: ``GateError/unknownMetric(name:)``, or ``GateError/unreadableLevel(metric:)``.
    public init(parsing text: String) throws(GateError) {
        if let measure = try Measure(parsing: text) {
            self.init(measure)
            return
        }
        // Both a column's name and a level may have a dot: 'my.model.coverage-99.5'.
        let dots = text.indices.filter { text[$0] == "." }
        let rests = dots.map { String(text[text.index(after: $0)...]).trimmingBlanks }
        for (dot, rest) in zip(dots, rests) {
            guard let measure = try Measure(parsing: rest) else { continue }
            self.init(model: String(text[..<dot]).trimmingBlanks, measure)
            return
        }
        throw .unknownMetric(name: rests.first ?? text)
    }
}

extension GateQuantity.Measure {
    private static let skillPrefix = "skill-"

    /// Reads a metric's name; nil when there is none of this name.
    ///
    /// - Throws: ``GateError/unreadableLevel(metric:)`` for a metric of intervals whose level is none.
    init?(parsing text: String) throws(GateError) {
        if text.lowercased().hasPrefix(Self.skillPrefix), !text.contains(".") {
            let name = String(text.dropFirst(Self.skillPrefix.count))
            guard !name.isEmpty else { return nil }
            self = .skill(over: name)
            return
        }
        do throws(MetricError) {
            self = .metric(try Metric(parsing: text))
        } catch {
            // What is neither a metric nor one of intervals may still be a model with a metric.
            if case .unknown = error { return nil }
            throw .unreadableLevel(metric: text)
        }
    }

    /// The names of all metrics, those of intervals with a level for example.
    static var names: [String] {
        let ofLevel = ["coverage-80", "width-80", "pinball-80", "msis-80"]
        return Metric.allCases.map(\.name) + [Metric.crps.name] + ofLevel + ["skill-naive"]
    }
}
