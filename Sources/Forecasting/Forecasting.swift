@_exported public import TimeSeries
