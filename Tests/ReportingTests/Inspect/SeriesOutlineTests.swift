import Reporting
import Testing

@Suite struct SeriesOutlineTests {
    @Test func `the lowest part is the lowest block and the highest the highest`() {
        #expect(SeriesOutline((0..<8).map { Double($0) }).text(width: 8) == "▁▂▃▄▅▆▇█")
        #expect(SeriesOutline([3, -3, 3]).text(width: 8) == "█▁█")
    }

    @Test func `a part without a value is blank, one with some has their mean`() {
        #expect(SeriesOutline([0, .nan, 7]).text(width: 3) == "▁ █")
        #expect(SeriesOutline([0, .nan, .nan, .nan, 7, 7]).text(width: 3) == "▁ █")
        #expect(SeriesOutline([.nan, .nan]).text(width: 5) == "  ")
    }

    @Test(arguments: [1, 7, 40, 100, 500])
    func `it is as wide as asked, or as there are rows`(width: Int) {
        for rows in [1, 39, 240, 1000, 100_000] {
            #expect(SeriesOutline((0..<rows).map { Double($0 % 7) }).text(width: width).count == min(width, rows, 240))
        }
    }

    @Test func `a constant series is a line in the middle, an empty one nothing, a huge one no failure`() {
        #expect(SeriesOutline([5, 5, 5]).text(width: 3) == "▄▄▄")
        #expect(SeriesOutline([]).text(width: 3) == "")
        #expect(SeriesOutline([-1.7e308, 1.7e308]).text(width: 2).count == 2)
    }
}
