import Testing
import TimeSeries

@Suite struct ValueKindTests {
    @Test func `whole numbers from zero up are counts`() throws {
        let kind = try #require(ValueKind([0, 3, .nan, 1, 0, 7]))
        #expect(kind.isCounts && kind.hasZeros && !kind.isRunningTotal)
        #expect(try !#require(ValueKind([0, 3, 1.5])).isCounts)
        #expect(try !#require(ValueKind([0, 3, -1])).isCounts)
    }

    @Test func `what never falls and often rises is a running total`() throws {
        let total = (0..<30).map { Double($0 / 2 * 5 + $0) }
        #expect(try #require(ValueKind(total)).isRunningTotal)
        var fallen = total
        fallen[20] = fallen[19] - 1
        #expect(try !#require(ValueKind(fallen)).isRunningTotal)
        #expect(try !#require(ValueKind(Array(total.prefix(19)))).isRunningTotal)
        #expect(try !#require(ValueKind(Array(repeating: 4, count: 30))).isRunningTotal)
    }

    @Test func `nothing is said of missing values alone`() {
        #expect(ValueKind([.nan, .nan]) == nil)
    }
}
