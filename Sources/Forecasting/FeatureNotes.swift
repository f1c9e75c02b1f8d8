import Models
import TimeSeries
import Windowing

extension ForecastTask {
    /// What is worth knowing of covariates and the calendar, a line each.
    ///
    /// - Parameters:
    ///   - rows: The rows of each series that may be learned from.
    ///   - models: The models that were asked for.
    func featureNotes(_ panel: Panel, rows: [Range<Int>], models: [any Forecaster]) -> Choices {
        let hasFeatures =
            !panel.columns.covariates.isEmpty || !panel.columns.statics.isEmpty || !features.calendar.isEmpty
        guard hasFeatures else { return [] }
        let blind = models.filter { !$0.seesCovariates }.map(\.columnName)
        var notes: Choices = []
        if blind.count < models.count { notes.append("besides the target: " + described(panel.columns)) }
        if !blind.isEmpty {
            let verb = blind.count == 1 ? "makes" : "make"
            notes.append("\(blind.joined(separator: ", ")) \(verb) no use of covariates and the calendar")
        }
        notes += idleFields(panel).map {
            "--calendar \($0.rawValue) is the same on every row, and tells nothing"
        }
        if let note = holidayNote(panel) { notes.append(note) }
        return notes + lateNotes(panel, rows)
    }

    /// What a network is told besides the target, by when it is known.
    private func described(_ columns: ColumnNames) -> String {
        func names(_ role: Covariate.Role) -> [String] {
            (columns.covariates + columns.statics).filter { $0.role == role }.map(\.name)
        }
        let calendar =
            features.calendar.fields.map(\.rawValue) + (features.calendar.holidays == nil ? [] : ["holidays"])
        let parts = [
            ("known up to the cutoff ", names(.past)), ("known ahead ", names(.future)),
            ("of the calendar ", calendar), ("of each series ", names(.static)),
        ]
        return parts.filter { !$0.1.isEmpty }.map { $0.0 + $0.1.joined(separator: ", ") }.joined(separator: "; ")
    }

    /// Fields that are the same on all of the first rows.
    private func idleFields(_ panel: Panel) -> [CalendarField] {
        features.calendar.fields.filter { field in
            let index = panel.series[0].index
            let times = index.timestamps.prefix(1000).map(index.format.localTime)
            return Set(times.map { field.features(of: $0) }).count == 1
        }
    }

    /// Says when no holiday is known of the time to forecast.
    private func holidayNote(_ panel: Panel) -> String? {
        guard let holidays = features.calendar.holidays else { return nil }
        let ends = panel.series.map { $0.index[$0.count - 1] }
        guard let last = ends.max(), holidays.days.last.map({ $0 <= last.daysSince1970 }) ?? true else { return nil }
        return "the last holiday of --holidays-from is before the end of the rows: later ones are not known"
    }

    private func lateNotes(_ panel: Panel, _ rows: [Range<Int>]) -> Choices {
        LateCovariate.find(in: panel, rows: rows, seasonLength: seasonLength).map { late in
            let hundredths = Int((late.correlation * 100).rounded())
            let size = "\(hundredths.magnitude / 100)." + String("\(100 + hundredths.magnitude % 100)".dropFirst())
            return "'\(late.name)' moves with '\(panel.columns.target)' on the same row "
                + "(correlation \(hundredths < 0 ? "-" : "")\(size)) and says nothing a row earlier; is it really "
                + "known ahead? if not, pass --past \(late.name)"
        }
    }
}
