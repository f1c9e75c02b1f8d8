import ArgumentParser
import Forecasting

/// How a file holds its series.
struct LayoutFlags: ParsableArguments {
    var options: LayoutOptions { LayoutOptions() }
}
