/// One or more series that share a frequency and the columns they came from.
public struct Panel: Sendable {
    /// The series in order of their first row in the file; never empty.
    public var series: [TimeSeries]
    /// Names of the columns the panel was read from.
    public var columns: ColumnNames
    /// The step between rows, common to all series.
    public var frequency: Frequency

    /// Creates a panel.
    ///
    /// - Precondition: `series` is not empty.
    public init(series: [TimeSeries], columns: ColumnNames, frequency: Frequency) {
        precondition(!series.isEmpty, "a panel holds at least one series")
        self.series = series
        self.columns = columns
        self.frequency = frequency
    }

    /// Rows over all series.
    public var rowCount: Int { series.reduce(0) { $0 + $1.count } }
}

/// The names the user gave to the columns; forecasts are written under the same names.
public struct ColumnNames: Sendable, Hashable, Codable {
    /// The time column, or nil when rows are only numbered.
    public var time: String?
    /// The column being forecast.
    public var target: String
    /// The column that tells series apart, or nil for a single series.
    public var id: String?
    /// Where several columns tell series apart, their names, which ``id`` has joined as ``JoinedID`` does; else none.
    public var idParts: [String]
    /// The columns of ``TimeSeries/covariates``: first those known up to the cutoff, then those known ahead.
    public var covariates: [Covariate]
    /// The columns of ``TimeSeries/statics``.
    public var statics: [Covariate]

    /// Creates the names.
    public init(
        time: String?, target: String, id: String? = nil, idParts: [String] = [], covariates: [Covariate] = [],
        statics: [Covariate] = []
    ) {
        self.time = time
        self.target = target
        self.id = id
        self.idParts = idParts
        self.covariates = covariates
        self.statics = statics
    }
}

extension ColumnNames {
    private enum CodingKeys: String, CodingKey {
        case time, target, id, idParts, covariates, statics
    }

    /// Reads the names; those of covariates and of joined ids may be absent.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            time: values.decodeIfPresent(String.self, forKey: .time),
            target: values.decode(String.self, forKey: .target),
            id: values.decodeIfPresent(String.self, forKey: .id),
            idParts: values.decodeIfPresent([String].self, forKey: .idParts) ?? [],
            covariates: values.decodeIfPresent([Covariate].self, forKey: .covariates) ?? [],
            statics: values.decodeIfPresent([Covariate].self, forKey: .statics) ?? [])
    }

    /// Writes the names; those of covariates and of joined ids only where there are some.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encodeIfPresent(time, forKey: .time)
        try values.encode(target, forKey: .target)
        try values.encodeIfPresent(id, forKey: .id)
        if !idParts.isEmpty { try values.encode(idParts, forKey: .idParts) }
        if !covariates.isEmpty { try values.encode(covariates, forKey: .covariates) }
        if !statics.isEmpty { try values.encode(statics, forKey: .statics) }
    }
}
