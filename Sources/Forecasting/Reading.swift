import CSVIngestion
import ModelStore
import Models
import TimeSeries

extension FileReading {
    /// What a model keeps of the options its file was read with, and of what was found.
    init(_ options: CSVOptions, _ ingestion: Ingestion) {
        let found = ingestion.dialect
        self.init(
            missing: options.missing, delimiter: found.delimiter, comment: found.comment,
            skipOffGrid: options.skipOffGrid)
        dialect = options.dialect
        if found.tellsNumbers {
            dialect.decimal = found.decimal
            if found.thousands != .none || found.tellsPoint { dialect.thousands = found.thousands }
        }
        times = options.times
        if ingestion.hasTimeInParts {
            times.parts = Array(ingestion.timeColumns.dropFirst())
        } else if ingestion.timeColumns.count > 1 {
            times.hours = ingestion.timeColumns[1]
        }
        if ingestion.hoursCountFromOne { times.hoursCountFromOne = true }
        repairs = options.repairs
        if ingestion.layout != .long { layout.layout = ingestion.layout }
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
        options.times = times.completed(by: reading.times)
        options.repairs = repairs.completed(by: reading.repairs)
        if layout == LayoutOptions() { options.layout = reading.layout }
        return options
    }
}

extension CSVOptions {
    /// Names the columns that a model was fitted on, in files of the layout that these options say.
    mutating func nameColumns(of columns: ColumnNames, series: [String]) {
        switch layout.layout {
        case nil, .long:
            layout.layout = .long
            target = columns.target
            time = columns.time ?? time
            id = columns.id ?? id
            layout.ids = columns.idParts
        case .columns:
            target = nil
            time = columns.time ?? time
            layout.columns = series
        case .rows, .tsf:
            target = nil
        }
        covariates = CovariateOptions()
        covariates.past = columns.covariates.filter { $0.role == .past }.map(\.name)
        covariates.future = columns.covariates.filter { $0.role == .future }.map(\.name)
        covariates.statics = columns.statics.map(\.name)
        for covariate in columns.covariates + columns.statics {
            covariates.categories[covariate.name] = covariate.categories
        }
    }
}
