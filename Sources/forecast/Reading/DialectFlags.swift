import ArgumentParser
import Forecasting

/// How the text of a file is read.
struct DialectFlags: ParsableArguments {
    var options: DialectOptions { DialectOptions() }
}
