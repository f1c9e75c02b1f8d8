import ArgumentParser
import Forecasting

/// How times are written.
struct TimeFlags: ParsableArguments {
    var options: TimeOptions { TimeOptions() }
}
