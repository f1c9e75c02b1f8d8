import CSVIngestion
import Models

extension FileReading {
    /// What a model keeps of the options its file was read with, and of what was found.
    init(_ options: CSVOptions, _ found: FileDialect) {
        self.init(
            missing: options.missing, delimiter: found.delimiter, comment: found.comment,
            skipOffGrid: options.skipOffGrid)
        dialect = options.dialect
        if found.decimal != .point { dialect.decimal = found.decimal }
        if found.thousands != .none { dialect.thousands = found.thousands }
        times = options.times
        repairs = options.repairs
        layout = options.layout
    }
}

extension CSVOptions {
    /// These options, and where they say nothing, those that the model's own file was read with.
    func completed(by reading: FileReading) -> CSVOptions {
        var options = self
        if missing.isEmpty { options.missing = reading.missing }
        // A plain file does not say that the next one is plain, too.
        options.delimiter = delimiter ?? (reading.delimiter == UInt8(ascii: ",") ? nil : reading.delimiter)
        options.comment = comment ?? reading.comment
        options.skipOffGrid = skipOffGrid || reading.skipOffGrid
        if dialect == DialectOptions() { options.dialect = reading.dialect }
        if times == TimeOptions() { options.times = reading.times }
        options.repairs = repairs.completed(by: reading.repairs)
        if layout == LayoutOptions() { options.layout = reading.layout }
        return options
    }
}
