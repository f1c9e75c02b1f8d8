import Testing

@testable import StatisticalMethods

@Suite struct ThetaPropertyTests {
    @Test func `A series in another unit has the same forecast in that unit`() throws {
        let values = try ThetaGolden.airline()
        for factor in [0x1p-1000, 0x1p+1000, 3.7e-5, 8e11] {
            let fit = try ThetaMethod().fit(values, seasonLength: 12)
            let other = try ThetaMethod().fit(values.map { $0 * factor }, seasonLength: 12)
            let point = fit.forecasts(values, origins: [144], horizon: 24, probabilities: [0.1])[0]
            let scaled = other.forecasts(
                values.map { $0 * factor }, origins: [144], horizon: 24, probabilities: [0.1])[0]
            #expect(farthest(point.point, scaled.point.map { $0 / factor }) < 1e-3)
            #expect(farthest(point.quantiles[0], scaled.quantiles[0].map { $0 / factor }) < 1e-3)
        }
    }

    @Test func `No value at or after an origin changes its forecast`() throws {
        let values = try ThetaGolden.airline()
        for index in 0..<8 {
            let form = ThetaMethod.Form.allCases[index % 4]
            let method = ThetaMethod([form], initialLevel: index < 4 ? .firstValue : .learned)
            let fit = try method.fit(values, seasonLength: 12)
            let origins = [1, 2, 3, 40, 100, 143]
            let all = fit.forecasts(values, origins: origins, horizon: 12, probabilities: [0.5])
            for (origin, forecast) in zip(origins, all) {
                let changed = Array(values[..<origin]) + [Double](repeating: 9e9, count: values.count - origin)
                #expect(fit.forecasts(changed, origins: [origin], horizon: 12, probabilities: [0.5])[0] == forecast)
                #expect(forecast.point.allSatisfy { $0 > 0 && $0 < 2_000 })
            }
        }
    }

    @Test func `A missing value is bridged`() throws {
        var values = (0..<60).map { 100 + 2 * Double($0) + [8.0, -3, -9, 4][$0 % 4] }
        let whole = try ThetaMethod(adjustment: .additive).fit(values, seasonLength: 4)
            .forecasts(values, origins: [60], horizon: 8, probabilities: [])[0].point
        for row in [0, 1, 17, 30, 31, 32, 33, 34, 35, 59] { values[row] = .nan }
        for form in ThetaMethod.Form.allCases {
            let fit = try ThetaMethod([form], adjustment: .additive).fit(values, seasonLength: 4)
            let point = fit.forecasts(values, origins: [60], horizon: 8, probabilities: [])[0].point
            #expect(farthest(point, whole) < 15, "\(form)")
        }
    }

    @Test func `Odd series have finite forecasts or an error`() {
        let spike = (0..<40).map { $0 == 20 ? 1e6 : 0.0 }
        let cases: [[Double]] = [
            [], [1], [1, 2], [1, 2, 3], [1, 2, 3, 4], [.nan, .nan], [.nan, 3, .nan, 4, .nan, 5, 6, .nan], spike,
            [Double](repeating: 7, count: 50), [Double](repeating: 0, count: 50), (0..<50).map { Double($0) },
            (0..<50).map { 1e300 * Double(1 + $0 % 5) }, (0..<50).map { 1e-300 * Double(1 + $0 % 5) },
            (0..<50).map { ($0.isMultiple(of: 2) ? 1e300 : -1e300) }, (0..<50).map { $0 == 9 ? 1e300 : 1e-300 },
            (0..<50).map { ($0 / 4).isMultiple(of: 2) ? Double($0 % 4) : .nan },
            (0..<50).map { 0x1p-1074 * Double($0 % 3) },
            [.infinity, 1, 2, 3, 4, 5, -.infinity, 4], (0..<50).map { $0 < 25 ? .nan : Double($0 % 7) },
            [1.7e308, -1.7e308, 1.7e308, -1.7e308, 1.7e308, 1.7e308, 1.7e308, 1.7e308],
        ]
        for values in cases {
            for season in [1, 2, 4, 12, 100] {
                for index in 0..<8 {
                    let form = ThetaMethod.Form.allCases[index % 4]
                    let method = ThetaMethod([form], initialLevel: index < 4 ? .firstValue : .learned)
                    guard let fit = try? method.fit(values, seasonLength: season) else {
                        #expect(values.filter(\.isFinite).count < 4)
                        continue
                    }
                    let origins = Array(1...values.count)
                    let forecasts = fit.forecasts(values, origins: origins, horizon: 40, probabilities: [0.05, 0.95])
                    #expect(forecasts.allSatisfy { $0.point.count == 40 && $0.point.allSatisfy(\.isFinite) })
                    #expect(forecasts.allSatisfy { $0.quantiles.allSatisfy { !$0.contains(where: \.isNaN) } })
                }
            }
        }
    }

    @Test func `A long series with a long season is quick`() throws {
        let values = (0..<100_000).map { Double($0 % 8_760) + Double($0 % 24) }
        let clock = ContinuousClock()
        let time = try clock.measure {
            let fit = try ThetaMethod().fit(values, seasonLength: 8_760)
            #expect(fit.season?.indices.count == 8_760)
            let point = fit.forecasts(values, origins: [100_000], horizon: 8_760, probabilities: [0.1])[0].point
            #expect(point.allSatisfy { $0.isFinite })
        }
        #expect(time < .seconds(20))
    }
}
