import Testing
import TimeSeries

@Suite struct CivilDateTests {
    @Test func `every day of five centuries follows the one before and reads back`() {
        var date = CivilDate(year: 1700, month: 1, day: 1)
        var days = date.daysSince1970
        while date.year < 2200 {
            #expect(CivilDate(daysSince1970: days) == date)
            #expect(date.daysSince1970 == days)
            days += 1
            date.day += 1
            if !date.isValid { date = CivilDate(year: date.year, month: date.month + 1, day: 1) }
            if !date.isValid { date = CivilDate(year: date.year + 1, month: 1, day: 1) }
        }
    }

    @Test(arguments: [(1970, 1, 1, 0, 3), (2000, 2, 29, 11_016, 1), (2004, 8, 19, 12_649, 3), (1969, 12, 31, -1, 2)])
    func `known days have their number and weekday`(year: Int, month: Int, day: Int, days: Int, weekday: Int) {
        #expect(CivilDate(year: year, month: month, day: day).daysSince1970 == days)
        #expect(CivilDate.weekday(daysSince1970: days) == weekday)
    }

    @Test(arguments: [(2021, 2, 29), (1900, 2, 29), (2020, 4, 31), (2020, 13, 1), (2020, 0, 1), (2020, 1, 0)])
    func `days that are not in the calendar are invalid`(year: Int, month: Int, day: Int) {
        #expect(!CivilDate(year: year, month: month, day: day).isValid)
    }

    @Test(arguments: [(-1, 7), (-7, 7), (-8, 7), (0, 7), (6, 7), (7, 7), (-13, 12)])
    func `floored division rounds down and leaves a remainder that is not negative`(number: Int, divisor: Int) {
        let quotient = number.flooredQuotient(divisor)
        let remainder = number.flooredRemainder(divisor)
        #expect(quotient * divisor + remainder == number)
        #expect((0..<divisor).contains(remainder))
    }
}
