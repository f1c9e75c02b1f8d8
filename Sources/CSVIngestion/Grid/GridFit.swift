import TimeSeries

/// How the rows of a series lie on a grid.
struct GridFit {
    /// Places of a grid between two rows that have none.
    struct Hole {
        /// The places that want a row.
        var inserted: [Int]
        /// Days that are taken for holidays, and want none.
        var holidays: Int
    }

    let grid: TimeGrid
    /// The first row beside the grid.
    private(set) var firstStray: Int?
    /// Rows on the grid.
    private(set) var following = 0
    /// The grid position of the first row on it.
    private(set) var first = 0
    /// Rows that the grid wants and the series has not.
    private(set) var absent = 0
    /// Days without a row that are taken for holidays.
    private(set) var holidays = 0
    /// The most of these in a row.
    private(set) var longestHoliday = 0
    private let placesOfDay: Int?

    init(_ timestamps: [Timestamp], grid: TimeGrid) {
        self.grid = grid
        placesOfDay = grid.placesBetweenHolidays
        var next = 0
        for (row, timestamp) in timestamps.enumerated() {
            guard let position = grid.position(of: timestamp) else {
                firstStray = firstStray ?? row
                continue
            }
            if following == 0 {
                first = position
            } else if position != next {
                let (absent, holidays) = split(next..<position)
                self.absent += absent.count
                self.holidays += holidays
                longestHoliday = max(longestHoliday, holidays)
            }
            next = position + 1
            following += 1
        }
    }

    /// What is to be done about places without a row between two that have one.
    func hole(_ places: Range<Int>) -> Hole {
        let (absent, holidays) = split(places)
        return Hole(inserted: Array(absent.before) + Array(absent.after), holidays: holidays)
    }

    /// Where days without any row are holidays, only the days of the row before and of the row after are completed.
    private func split(_ places: Range<Int>) -> (absent: Ends, holidays: Int) {
        guard let placesOfDay else { return (Ends(before: places, after: places.upperBound..<places.upperBound), 0) }
        let endOfDay = ((places.lowerBound - 1).flooredQuotient(placesOfDay) + 1) * placesOfDay
        let startOfDay = places.upperBound.flooredQuotient(placesOfDay) * placesOfDay
        // The rows before and after are of one day.
        if startOfDay < endOfDay { return (Ends(before: places, after: places.upperBound..<places.upperBound), 0) }
        return (
            Ends(before: places.lowerBound..<endOfDay, after: startOfDay..<places.upperBound),
            (startOfDay - endOfDay) / placesOfDay
        )
    }

    private struct Ends {
        var before: Range<Int>
        var after: Range<Int>

        var count: Int { before.count + after.count }
    }
}
