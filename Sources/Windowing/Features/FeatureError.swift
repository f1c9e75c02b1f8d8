public import Diagnostics
public import TimeSeries

/// Why covariates or the calendar cannot become features.
public enum FeatureError: Diagnostic, Hashable {
    /// The calendar was asked of rows without one.
    case calendarOfNumberedRows(time: String?)
    /// A column has more categories than can be a number each.
    case tooManyCategories(column: String, count: Int, most: Int, role: Covariate.Role)

    /// `calendar-of-numbered-rows` or `covariate-too-many-categories`.
    public var code: String {
        switch self {
        case .calendarOfNumberedRows: "calendar-of-numbered-rows"
        case .tooManyCategories: "covariate-too-many-categories"
        }
    }

    /// What is wrong.
    public var message: String {
        switch self {
        case .calendarOfNumberedRows(let time):
            "--calendar needs dates, and the rows are only numbered" + (time.map { " by '\($0)'" } ?? "")
        case .tooManyCategories(let column, let count, let most, _):
            "'\(column)' has \(count) categories in the training rows; at most \(most) can be a number each"
        }
    }

    /// What to type.
    public var fix: String {
        switch self {
        case .calendarOfNumberedRows: "leave --calendar out, or name a column of dates with --time"
        case .tooManyCategories(_, _, _, .static): "leave --one-hot out, so that categories become learned vectors"
        case .tooManyCategories: "leave the column out, or put rare categories together"
        }
    }

    /// Bad usage for a flag, bad data otherwise.
    public var exitStatus: ExitStatus {
        switch self {
        case .calendarOfNumberedRows: .usage
        case .tooManyCategories: .badData
        }
    }
}
