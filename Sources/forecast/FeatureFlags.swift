import ArgumentParser
import Forecasting

/// What a network is told beside the target's past and the columns of covariates.
struct FeatureFlags: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Parts of the time that networks are told, of rows seen and forecast: "
                + CalendarField.allCases.map(\.rawValue).joined(separator: ", ") + ".", valueName: "part,..."))
    var calendar: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "A CSV file with a column of days; networks are told which rows are one.", valueName: "file"))
    var holidaysFrom: String?

    @Flag(help: "Give networks static categories as one number each, instead of learned vectors.")
    var oneHot = false

    func validate() throws { _ = try fields() }

    func apply(to request: inout TaskRequest) {
        request.features.calendar.fields = (try? fields()) ?? []
        request.features.oneHotStatics = oneHot
        request.holidays = holidaysFrom
    }

    private func fields() throws -> [CalendarField] {
        let names = calendar.map { $0.split(separator: ",").map { $0.trimmingPrefix(" ") } } ?? []
        var fields: [CalendarField] = []
        for name in names {
            guard let field = CalendarField(rawValue: String(name)) else {
                let known = CalendarField.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError(
                    "--calendar has no '\(name)'; "
                        + (name.hasPrefix("holidays")
                            ? "name a file with --holidays-from" : "choose some of \(known)"))
            }
            if !fields.contains(field) { fields.append(field) }
        }
        return fields
    }
}
