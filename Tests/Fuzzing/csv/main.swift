import CSVIngestion
import FuzzDriver
import TimeSeries

/// Any bytes read as a CSV file, with options that the first byte chooses, give a panel or an error.
let file = MemoryFile()
FuzzDriver.run { bytes in
    guard let first = bytes.first else { return }
    file.hold(Array(bytes.dropFirst()))
    var limits = ReadingLimits()
    limits.chunk = first & 1 == 0 ? 64 : 4096
    limits.record = 4096
    var options = CSVOptions(comment: first & 2 == 0 ? nil : "#", skipOffGrid: first & 4 != 0)
    if first & 8 != 0 { options.target = "y" }
    if first & 16 != 0 { options.frequency = .fixed(seconds: 3600) }
    do throws(CSVError) {
        let panel = try readPanel(path: file.path, options: options, limits: limits).panel
        precondition(panel.rowCount > 0, "a panel has rows")
    } catch {
        precondition(!error.message.isEmpty && !error.fix.isEmpty, "an error says what to do")
    }
}
