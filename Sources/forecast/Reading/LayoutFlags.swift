import ArgumentParser
import Forecasting

/// How a file holds its series.
struct LayoutFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "How the file holds its series: long, one value a row; columns, one series a column; rows, one series a row, "
                + "its id first; tsf, the Monash archive's format. (default: auto, by header and content)",
            valueName: "layout"))
    var layout: LayoutChoice = .automatic

    var options: LayoutOptions {
        var options = LayoutOptions()
        options.layout = layout.layout
        return options
    }
}

/// A layout, or `auto`.
struct LayoutChoice: ExpressibleByArgument {
    static let automatic = LayoutChoice(layout: nil)

    let layout: SeriesLayout?

    static var allValueStrings: [String] { ["auto"] + SeriesLayout.allCases.map(\.rawValue) }

    var defaultValueDescription: String { layout?.rawValue ?? "auto" }
}

extension LayoutChoice {
    init?(argument: String) {
        layout = SeriesLayout(rawValue: argument)
        if layout == nil, argument != "auto" { return nil }
    }
}
