@_exported public import CSVIngestion
@_exported public import Diagnostics
@_exported public import Evaluation
@_exported public import Models
@_exported public import NeuralLayers
@_exported public import Reporting
@_exported public import TimeSeries
@_exported public import Windowing
