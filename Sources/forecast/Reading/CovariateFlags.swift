import ArgumentParser
import Forecasting

/// Columns that explain the target.
struct CovariateFlags: ParsableArguments {
    var options: CovariateOptions { CovariateOptions() }
}
