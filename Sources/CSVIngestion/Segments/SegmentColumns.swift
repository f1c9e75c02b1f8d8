import TimeSeries

/// What has to be known to read the rows of a part of a file without the rest.
struct SegmentColumns: Sendable {
    /// Fields of a record.
    let fields: Int
    let id: Int?
    let time: Int?
    let target: Int
    let delimiter: UInt8
    let comment: [UInt8]
    let style: NumberStyle
    /// How times are written; ordinals without a time column.
    let format: TimestampFormat
    /// What reads the numbers, before any was read.
    let numbers: NumberCells
}

/// The rows of a part of a file.
struct SegmentRows: Sendable {
    /// For each series of the part its rows, in the order in which they come; lines are counted from the part's first as 1.
    var series: [SeriesRows] = []
    /// Lines of the part.
    var lines = 0
    /// Rows over all series.
    var rows = 0
    var numbers: NumberCells
}
