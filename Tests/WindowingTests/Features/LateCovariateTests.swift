import ForecastTestSupport
import Testing
import TimeSeries

@testable import Windowing

@Suite struct LateCovariateTests {
    private static func noise(_ count: Int, seed: UInt64) -> [Double] {
        var numbers = SplitMix64(seed: seed)
        return (0..<count).map { _ in Double.random(in: -1...1, using: &numbers) }
    }

    private static func walk(_ seed: UInt64) -> [Double] {
        noise(300, seed: seed).reduce(into: []) { $0.append(($0.last ?? 100) + $1) }
    }

    private static let season = (0..<300).map { row in [0.0, 2, 5, 4, 9, 11, 3][row % 7] }

    private static func found(
        _ target: [Double], _ column: [Double], role: Covariate.Role = .future, season: Int? = nil
    ) -> [LateCovariate] {
        let panel = dailyPanel(
            [dailySeries(target, covariates: [column])], covariates: [Covariate(name: "x", role: role)])
        return LateCovariate.find(in: panel, rows: [0..<target.count], seasonLength: season)
    }

    @Test func `the target in another unit is found, whatever the target`() {
        for target in [
            Self.walk(1), Self.noise(300, seed: 2), zip(Self.season, Self.noise(300, seed: 3)).map { $0 + $1 },
        ] {
            let copy = zip(target, Self.noise(300, seed: 4)).map { -3 * $0 + 0.1 * $1 }
            for season in [nil, 7] {
                let found = Self.found(target, copy, season: season)
                #expect(found.count == 1 && found[0].name == "x" && found[0].correlation < -0.9)
            }
            #expect(Self.found(target, copy, role: .past).isEmpty)
        }
    }

    @Test func `a cause that leads, one that weighs as much as all else, and one of nothing are not found`() {
        let cause = Self.walk(5)
        #expect(Self.found([100] + cause.dropLast(), cause).isEmpty)
        #expect(Self.found(zip(cause, Self.walk(6)).map { $0 + $1 }, cause).isEmpty)
        #expect(Self.found(Self.walk(7), cause).isEmpty)
        let seasons = [8, 9].map { seed in zip(Self.season, Self.noise(300, seed: seed)).map { $0 + $1 } }
        #expect(Self.found(seasons[0], seasons[1], season: 7).isEmpty)
    }

    @Test func `a promotion is not found, however strong`() {
        let promo = Self.noise(300, seed: 10).map { $0 > 0.4 ? 1.0 : 0 }
        #expect(Self.found(zip(promo, Self.noise(300, seed: 11)).map { 100 * $0 + $1 }, promo).isEmpty)
    }

    @Test func `rows that are not to be read do not matter, and gaps do not hinder`() {
        let target = Self.walk(12)
        var copy = target.map { 2 * $0 }
        for row in 200..<300 { copy[row] = Double(row % 17) * 1e6 }
        for row in stride(from: 5, to: 200, by: 23) { copy[row] = .nan }
        let panel = dailyPanel(
            [dailySeries(target, covariates: [copy])], covariates: [Covariate(name: "x", role: .future)])
        #expect(LateCovariate.find(in: panel, rows: [0..<200], seasonLength: nil).count == 1)
        #expect(LateCovariate.find(in: panel, rows: [0..<300], seasonLength: nil).isEmpty)
        #expect(LateCovariate.find(in: panel, rows: [0..<20], seasonLength: nil).isEmpty)
    }

    @Test func `constant columns and targets are not found`() {
        let target = Self.walk(13)
        let levels = (0..<300).map { Double($0) }
        #expect(Self.found(target, levels).isEmpty)
        #expect(Self.found(levels, target).isEmpty)
        #expect(Self.found(levels, levels).isEmpty)
        #expect(Self.found(target, target.map { _ in .nan }).isEmpty)
    }
}
