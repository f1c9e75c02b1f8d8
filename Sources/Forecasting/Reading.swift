import CSVIngestion
import Models

extension ModelDocument.Reading {
    /// What a model keeps of the options its file was read with.
    init(_ options: CSVOptions) {
        self.init(
            missing: options.missing, delimiter: options.separator, comment: options.comment,
            skipOffGrid: options.skipOffGrid)
    }
}

extension CSVOptions {
    /// These options, and where they say nothing, those that the model's own file was read with.
    func completed(by reading: ModelDocument.Reading) -> CSVOptions {
        var options = self
        if missing.isEmpty { options.missing = reading.missing }
        options.delimiter = delimiter ?? reading.delimiter
        options.comment = comment ?? reading.comment
        options.skipOffGrid = skipOffGrid || reading.skipOffGrid
        return options
    }
}
