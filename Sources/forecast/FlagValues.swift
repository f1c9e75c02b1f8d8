public import ArgumentParser
public import Forecasting

extension FrequencyRequest: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension FitRequest.Season: ExpressibleByArgument {
    public init?(argument: String) {
        switch argument {
        case "auto": self = .automatic
        case "none": self = .none
        default:
            guard let rows = Int(argument), rows >= 1 else { return nil }
            self = .rows(rows)
        }
    }

    public var defaultValueDescription: String { "auto" }
}

extension Initialization: ExpressibleByArgument {}
extension ScalingMethod: ExpressibleByArgument {}
extension LearningRateSchedule: ExpressibleByArgument {}
extension Optimizer: ExpressibleByArgument {}
extension Loss: ExpressibleByArgument {}
extension ForecastFormat: ExpressibleByArgument {}
