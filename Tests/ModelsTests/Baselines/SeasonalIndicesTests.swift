import Testing

@testable import Models

@Suite struct SeasonalIndicesTests {
    @Test func `a level times a season is taken apart, with odd and even seasons`() throws {
        for season in [[0.5, 1.5], [0.5, 1.25, 1.25], [0.4, 0.8, 1.2, 1.6], [2, 0.5, 0.5, 1, 1]] {
            let values = (0..<(4 * season.count + 1)).map { 8 * season[$0 % season.count] }
            let indices = try #require(SeasonalIndices(values[...], seasonLength: season.count))
            for (own, index) in zip(indices.indices, season) { #expect(abs(own - index) < 1e-15) }
            #expect(indices[3 * season.count + 1] == indices.indices[1])
        }
    }

    @Test func `a slice is taken apart from its own beginning`() throws {
        let values = (0..<20).map { Double(1 + $0 % 4) }
        let slice = try #require(SeasonalIndices(values[5...], seasonLength: 4))
        let whole = try #require(SeasonalIndices(values[...], seasonLength: 4))
        for place in 0..<4 { #expect(abs(slice[place] - whole[place + 5]) < 1e-15) }
    }

    @Test func `their mean is 1`() throws {
        let values = (0..<50).map { 20 + Double($0) + Double($0 * $0 % 7) }
        let indices = try #require(SeasonalIndices(values[...], seasonLength: 7)).indices
        #expect(abs(indices.reduce(0, +) / 7 - 1) < 1e-15)
    }

    @Test func `a place without any ratio, or a level of nothing, leaves none`() {
        var values = (0..<20).map { Double(1 + $0 % 4) }
        for row in stride(from: 1, to: 20, by: 4) { values[row] = .nan }
        #expect(SeasonalIndices(values[...], seasonLength: 4) == nil)
        #expect(SeasonalIndices([1, 2, 3], seasonLength: 4) == nil)
        #expect(SeasonalIndices([], seasonLength: 1) == nil)
        #expect(SeasonalIndices([0, 0, 0, 0, 0, 0, 0, 0], seasonLength: 2) == nil)
    }
}
