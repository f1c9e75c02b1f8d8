/// What a network is given beside the target's past and the columns named as covariates.
public struct FeaturePlan: Sendable, Hashable, Codable {
    /// What it is told of the calendar.
    public var calendar: CalendarFeatures
    /// Whether static categories are one number a category instead of learned vectors.
    public var oneHotStatics: Bool

    /// Creates a plan; by default without calendar, and static categories are learned vectors.
    public init(calendar: CalendarFeatures = CalendarFeatures(), oneHotStatics: Bool = false) {
        self.calendar = calendar
        self.oneHotStatics = oneHotStatics
    }
}
