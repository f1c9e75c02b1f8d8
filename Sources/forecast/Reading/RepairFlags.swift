import ArgumentParser
import Forecasting

/// What is done about gaps, repeated and misplaced rows.
struct RepairFlags: ParsableArguments {
    var options: RepairOptions { RepairOptions() }
}
