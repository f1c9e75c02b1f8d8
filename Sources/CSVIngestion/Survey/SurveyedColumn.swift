/// What one column of a file holds.
public struct SurveyedColumn: Sendable, Hashable {
    /// What most of its cells are; the raw value is the name that programs see.
    public enum Kind: String, Sendable, Hashable {
        /// Nothing but missing cells.
        case empty
        /// Whole numbers.
        case integer
        /// Numbers.
        case number
        /// Dates, with or without a time of day.
        case date
        /// Anything else, such as categories.
        case text
    }

    /// Its name.
    public var name: String
    /// What most of its cells are.
    public var kind: Kind
    /// Cells that are empty or declared missing; in columns of numbers and dates also those with a usual word for it, NA.
    public var missing: Int
    /// Different cells as they are written, missing ones not counted; one more than ``mostDistinct`` stands for any
    /// larger number.
    public var distinct: Int
    /// The smallest number; nil for a column of another kind.
    public var minimum: Double?
    /// The largest number.
    public var maximum: Double?
    /// The first cell in the order of its characters; nil for another column than of dates that begin with the year.
    public var first: String?
    /// The last one.
    public var last: String?
    /// Cells that are of another kind than most.
    public var unlike: Int
    /// The first of them.
    public var firstUnlike: UnlikeCell?

    /// A cell that is of another kind than most of its column.
    public struct UnlikeCell: Sendable, Hashable {
        /// The line its row begins on.
        public var line: Int
        /// What it holds, shortened.
        public var text: String
    }

    /// The most different cells that are counted.
    public static let mostDistinct = 1000
}
