public import ArgumentParser
public import Forecasting

extension FrequencyRequest: ExpressibleByArgument {
    /// Reads a step as ``FrequencyRequest/init(_:)`` does.
    public init?(argument: String) { self.init(argument) }
}

extension TaskRequest.Season: ExpressibleByArgument {
    /// Reads `auto`, `none` or a number of rows, whose size is checked with the request.
    public init?(argument: String) {
        switch argument {
        case "auto": self = .automatic
        case "none": self = .none
        default:
            guard let rows = Int(argument) else { return nil }
            self = .rows(rows)
        }
    }

    /// The default, in the words that are read.
    public var defaultValueDescription: String { "auto" }
}

extension ValueRange: ExpressibleByArgument {}
extension ForecastFormat: ExpressibleByArgument {}
extension ReportFormat: ExpressibleByArgument {}

extension HoleFilling: ExpressibleByArgument {}
extension DuplicateChoice: ExpressibleByArgument {}
extension OrderChoice: ExpressibleByArgument {}

extension DialectOptions.DecimalMark: ExpressibleByArgument {
    /// Reads the mark or its name.
    public init?(argument: String) {
        switch argument {
        case ".", "point": self = .point
        case ",", "comma": self = .comma
        default: return nil
        }
    }
}

extension DialectOptions.ThousandsMark: ExpressibleByArgument {
    /// Reads the mark or its name.
    public init?(argument: String) {
        switch argument {
        case "none", "": self = .none
        case ",", "comma": self = .comma
        case ".", "point": self = .point
        case " ", "space", "blank": self = .blank
        case "'", "apostrophe": self = .apostrophe
        default: return nil
        }
    }
}

extension TextEncoding: ExpressibleByArgument {
    /// Reads one of the encoding's usual names.
    public init?(argument: String) { self.init(name: argument) }
}

extension ForecasterRegistry {
    /// Every model's name, for the help.
    static var names: String { standard.all.map(\.identifier).joined(separator: ", ") }
}
