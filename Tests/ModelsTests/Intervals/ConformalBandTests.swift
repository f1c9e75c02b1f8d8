import Testing

@testable import Models

@Suite struct ConformalBandTests {
    @Test func `a plain band adds and subtracts, a multiplicative one multiplies and divides`() {
        let plain = ConformalBand(reach: [1, 2.5, 4], isMultiplicative: false).bounds(around: [10, -1, 0.5])
        #expect(plain.lower == [9, -3.5, -3.5] && plain.upper == [11, 1.5, 4.5])
        let times = ConformalBand(reach: [1, 2.5, 4], isMultiplicative: true).bounds(around: [10, 5, 0.5])
        #expect(times.lower == [10, 2, 0.125] && times.upper == [10, 12.5, 2])
    }

    @Test func `fewer steps than the band has are enough`() {
        let band = ConformalBand(reach: [1, 2, .nan], isMultiplicative: false)
        #expect(band.bounds(around: [3]).upper == [4])
        #expect(band.isDefined(horizon: 2) && !band.isDefined(horizon: 3))
    }

    @Test func `a bound that is undefined or beyond all numbers is NaN, never a number`() {
        let large = Double.greatestFiniteMagnitude
        let plain = ConformalBand(reach: [.nan, large], isMultiplicative: false).bounds(around: [1, large])
        #expect(plain.lower[0].isNaN && plain.upper[0].isNaN && plain.lower[1] == 0 && plain.upper[1].isNaN)
        let times = ConformalBand(reach: [2, .nan], isMultiplicative: true).bounds(around: [large, 1])
        #expect(times.upper.allSatisfy { $0.isNaN } && times.lower[1].isNaN)
    }
}
