import CSVIngestion
import Diagnostics
import FuzzDriver
import TimeSeries

/// Any bytes read as a `.tsf` file of the Monash archive, with options that the first byte chooses, give a panel or an
/// error.
let file = MemoryFile()
/// Asked for once, as the system is asked for its memory and its processors.
let usual = ReadingLimits()
FuzzDriver.run { bytes in
    guard let first = bytes.first.map({ $0 &- UInt8(ascii: "A") }) else { return }
    file.hold(Array(bytes.dropFirst()))
    var options = CSVOptions()
    options.layout.layout = .tsf
    if first & 1 != 0 { options.covariates.statics = ["state"] }
    if first & 2 != 0 { options.frequency = .fixed(seconds: 3600) }
    if first & 4 != 0 { options.repairs.every = .calendar(months: 3) }
    if first & 8 != 0 { options.repairs.fill = .forward }
    if first & 16 != 0 { options.id = "state" }
    var limits = usual
    limits.record = 4096
    limits.chunk = first & 32 != 0 ? 7 : 4096
    do throws(CSVError) {
        let panel = try readPanel(path: file.path, options: options, limits: limits).panel
        precondition(panel.rowCount > 0, "a panel has rows")
        for series in panel.series { _ = series.index.text(at: series.count - 1) }
        _ = panel.fingerprint
    } catch {
        precondition(!error.message.isEmpty && !error.fix.isEmpty, "an error says what to do")
        precondition(error.description.utf8.count < 4000, "an error is short")
    }
}
