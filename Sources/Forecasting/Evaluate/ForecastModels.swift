import CSVIngestion
import Models
import TimeSeries

/// Which columns of forecasts belong to which model: `GRU` with the bounds `GRU-lo-80` and `GRU-hi-80`.
struct ForecastModels {
    /// One model's columns.
    struct Model {
        let name: String
        /// The place of the forecasts among the columns.
        let column: Int
        /// The places of the bounds, in rising order of the levels.
        let bounds: [(level: PredictionLevel, lower: Int, upper: Int)]
    }

    let models: [Model]

    /// Groups the columns of `table`.
    ///
    /// - Throws: ``ForecastFileError`` when a bound lacks its counterpart or its forecasts.
    /// - Parameter order: Names of models that come first, in this order.
    init(_ table: ForecastTable, order: [String] = []) throws(ForecastFileError) {
        var bounds: [Bound?] = []
        for column in table.columns { bounds.append(try Bound(column, file: table.path)) }
        var models: [Model] = []
        for (place, name) in table.columns.enumerated() where bounds[place] == nil {
            var own: [(level: PredictionLevel, lower: Int, upper: Int)] = []
            for (lower, bound) in bounds.enumerated() {
                guard let bound, bound.model == name, bound.isLower else { continue }
                if let upper = bounds.firstIndex(of: bound.counterpart) { own.append((bound.level, lower, upper)) }
            }
            own.sort { $0.level < $1.level }
            models.append(Model(name: name, column: place, bounds: own))
        }
        let places = Dictionary(order.enumerated().map { ($1, $0) }) { first, _ in first }
        self.models = models.sorted { places[$0.name, default: .max] < places[$1.name, default: .max] }
        for (place, bound) in bounds.enumerated() {
            guard let bound else { continue }
            if !bounds.contains(bound.counterpart) {
                throw .loneBound(column: table.columns[place], missing: bound.counterpart.column, file: table.path)
            }
            if !models.contains(where: { $0.name == bound.model }) {
                throw .boundOfNothing(column: table.columns[place], model: bound.model, file: table.path)
            }
        }
    }

    /// What the name of a column of bounds says.
    private struct Bound: Equatable {
        let model: String
        let isLower: Bool
        let level: PredictionLevel

        init(model: String, isLower: Bool, level: PredictionLevel) {
            self.model = model
            self.isLower = isLower
            self.level = level
        }

        /// Nil when `column` is none.
        ///
        /// - Throws: ``ForecastFileError`` when its level is a number and no level.
        init?(_ column: String, file: String) throws(ForecastFileError) {
            let parts = column.split(separator: "-", omittingEmptySubsequences: false)
            guard parts.count >= 3, ["lo", "hi"].contains(parts[parts.count - 2]) else { return nil }
            let text = String(parts[parts.count - 1])
            guard let level = try? PredictionLevel(parsing: text) else {
                guard text.first.map({ ".0123456789".contains($0) }) ?? false else { return nil }
                throw .badLevel(column: column, level: text, file: file)
            }
            self.init(
                model: parts.dropLast(2).joined(separator: "-"), isLower: parts[parts.count - 2] == "lo", level: level)
        }

        var counterpart: Bound { Bound(model: model, isLower: !isLower, level: level) }
        var column: String { isLower ? level.lowerColumn(of: model) : level.upperColumn(of: model) }
    }
}
