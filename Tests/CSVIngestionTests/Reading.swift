import CSVIngestion
import ForecastTestSupport
import TimeSeries

/// Reads `text` as a file called `data.csv`; the error, if any, has its folder taken off.
func read(_ text: String, _ options: CSVOptions = CSVOptions(), limits: ReadingLimits = ReadingLimits()) throws
    -> Ingestion
{
    try read(Array(text.utf8), options, limits: limits)
}

/// Reads bytes as a file.
func read(_ bytes: [UInt8], _ options: CSVOptions = CSVOptions(), limits: ReadingLimits = ReadingLimits()) throws
    -> Ingestion
{
    let folder = try TemporaryFolder()
    let path = try folder.write(bytes, to: "data.csv")
    return try readPanel(path: path, options: options, limits: limits)
}

/// The error that reading gives; nil when it succeeds.
func errorReading(_ bytes: [UInt8], _ options: CSVOptions, limits: ReadingLimits = ReadingLimits()) throws -> CSVError?
{
    do {
        _ = try read(bytes, options, limits: limits)
        return nil
    } catch let error as CSVError {
        return error
    }
}

/// Limits with chunks of `chunk` bytes.
func chunks(of chunk: Int) -> ReadingLimits {
    var limits = ReadingLimits()
    limits.chunk = chunk
    return limits
}
