import Foundation
import ForecastTestSupport
import Testing

@testable import TimeSeries

@Suite struct SpectralDensityTests {
    @Test func `the forecastability of the datasets is that of scipy's Welch estimate`() throws {
        for golden in try DiagnosisGolden.all() {
            let density = try #require(SpectralDensity(try golden.values()))
            #expect(density.segment == golden.forecastability.segment)
            #expect(agree(try #require(density.forecastability), golden.forecastability.value))
        }
    }

    @Test(arguments: [4, 8, 16, 64])
    func `the fast transform is the transform by its definition`(count: Int) {
        let values = normalNoise(count, seed: 5)
        let squares = FourierTransform(count: count).squaredMagnitudes(of: values)
        for k in 0..<count {
            let angles = (0..<count).map { 2 * Double.pi * Double(k * $0 % count) / Double(count) }
            let real = zip(values, angles).reduce(0) { $0 + $1.0 * cos($1.1) }
            let imaginary = zip(values, angles).reduce(0) { $0 - $1.0 * sin($1.1) }
            #expect(agree(squares[k], real * real + imaginary * imaginary, to: 1e-11))
        }
    }

    @Test func `a wave has its power at its frequency`() throws {
        let density = try #require(SpectralDensity(wave(1024, period: 16), segment: 256))
        let peak = density.power.indices.max { density.power[$0] < density.power[$1] }
        #expect(peak == 256 / 16 - 1)
    }

    @Test func `noise is hardly forecastable, a wave in noise more, a wave most`() throws {
        let noise = normalNoise(2000, seed: 6)
        let waves = wave(2000, period: 12)
        let both = zip(noise, waves).map { $0 + 3 * $1 }
        let found = try [noise, both, waves].map { try #require(SpectralDensity($0)?.forecastability) }
        #expect(found[0] < 0.05)
        #expect(found[1] > 0.3 && found[1] < found[2])
        #expect(found[2] > 0.7)
    }

    @Test func `few values have no spectrum, and a constant series no forecastability`() {
        #expect(SpectralDensity([Double](repeating: 1, count: 15)) == nil)
        #expect(SpectralDensity([Double](repeating: 1, count: 64))?.forecastability == nil)
    }
}
