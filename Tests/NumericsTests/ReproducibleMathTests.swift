import Numerics
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

@Suite struct ReproducibleMathTests {
    @Test func `the logarithm stays within one unit in the last place over every magnitude`() {
        var worst = 0 as UInt64
        for pattern in scatteredWords(count: 200_000) {
            let x = Double(bitPattern: pattern & ~(1 << 63))
            guard x.isFinite else { continue }
            worst = max(worst, ulps(ReproducibleMath.log(x), systemLog(x)))
        }
        #expect(worst <= 1)
    }

    @Test func `the logarithm stays within one unit in the last place near one`() {
        var worst = 0 as UInt64
        for pattern in scatteredWords(count: 200_000) {
            let distance = Double(bitPattern: (pattern >> 12) | 0x3FF0_0000_0000_0000) - 1
            let scale = Double(sign: .plus, exponent: -Int(pattern % 52), significand: 1)
            for x in [1 + distance * scale, 1 - distance * scale / 2] {
                worst = max(worst, ulps(ReproducibleMath.log(x), systemLog(x)))
            }
        }
        #expect(worst <= 1)
    }

    @Test func `the exponential stays within one unit in the last place from underflow to overflow`() {
        var worst = 0 as UInt64
        for pattern in scatteredWords(count: 200_000) {
            let unit = Double(pattern >> 11) * 0x1p-53
            let scale = Double(sign: .plus, exponent: -Int(pattern % 60), significand: 1)
            for x in [-746 + 1456 * unit, (2 * unit - 1) * scale] {
                worst = max(worst, ulps(ReproducibleMath.exp(x), systemExp(x)))
            }
        }
        #expect(worst <= 1)
    }

    @Test func `the logarithm of zero, negatives, infinity and NaN is what IEEE 754 asks for`() {
        #expect(ReproducibleMath.log(0) == -.infinity)
        #expect(ReproducibleMath.log(-0.0) == -.infinity)
        #expect(ReproducibleMath.log(.infinity) == .infinity)
        #expect(ReproducibleMath.log(-.leastNonzeroMagnitude).isNaN)
        #expect(ReproducibleMath.log(-.infinity).isNaN)
        #expect(ReproducibleMath.log(.nan).isNaN)
        #expect(ReproducibleMath.log(1).bitPattern == 0)
    }

    @Test func `the logarithm holds at subnormals and at the ends of the range`() {
        for x in [
            Double.leastNonzeroMagnitude, .leastNormalMagnitude.nextDown, .leastNormalMagnitude,
            .greatestFiniteMagnitude,
        ] {
            #expect(ulps(ReproducibleMath.log(x), systemLog(x)) <= 1)
        }
    }

    @Test func `the exponential saturates beyond the range and passes NaN on`() {
        #expect(ReproducibleMath.exp(0) == 1)
        #expect(ReproducibleMath.exp(-0.0) == 1)
        #expect(ReproducibleMath.exp(.infinity) == .infinity)
        #expect(ReproducibleMath.exp(-.infinity) == 0)
        #expect(ReproducibleMath.exp(.greatestFiniteMagnitude) == .infinity)
        #expect(ReproducibleMath.exp(-.greatestFiniteMagnitude) == 0)
        #expect(ReproducibleMath.exp(.nan).isNaN)
        for x in [709.78271289338397, 709.78271289338410, -708.4, -745.13321910194110, -745.13321910194123] {
            #expect(ulps(ReproducibleMath.exp(x), systemExp(x)) <= 1)
        }
    }

    @Test func `the exponential undoes the logarithm`() {
        for pattern in scatteredWords(count: 10_000) {
            let x = 1e-3 + Double(pattern >> 11) * 0x1p-53 * 1e6
            #expect(abs(ReproducibleMath.exp(ReproducibleMath.log(x)) / x - 1) < 1e-14)
        }
    }

    // The values of one machine, so that another that differs by a bit is found out.
    @Test func `the bits are those of every other machine`() {
        var logarithms = Digest()
        var exponentials = Digest()
        for pattern in scatteredWords(count: 20_000) {
            logarithms.add(ReproducibleMath.log(Double(pattern)))
            exponentials.add(ReproducibleMath.exp(Double(pattern >> 11) * 0x1p-53 * 1400 - 700))
        }
        #expect(logarithms.value == 12_673_400_147_918_360_619)
        #expect(exponentials.value == 15_260_310_297_256_375_956)
    }
}

/// FNV-1a over the bits of doubles (Fowler, Noll, Vo 1991).
private struct Digest {
    var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ x: Double) {
        for shift in stride(from: 0, to: 64, by: 8) {
            value = (value ^ (x.bitPattern >> UInt64(shift)) & 0xFF) &* 0x100_0000_01B3
        }
    }
}

/// Numbers between two doubles of the same sign; huge when only one is NaN.
private func ulps(_ a: Double, _ b: Double) -> UInt64 {
    if a.isNaN || b.isNaN { return a.isNaN && b.isNaN ? 0 : .max }
    let ordered = [a, b].map { $0.sign == .minus ? -Int64($0.magnitude.bitPattern) : Int64($0.bitPattern) }
    return ordered[0].subtractingReportingOverflow(ordered[1]).partialValue.magnitude
}

/// A fixed sequence that reaches every bit: splitmix64.
private func scatteredWords(count: Int) -> some Sequence<UInt64> {
    (1...UInt64(count)).lazy.map { index in
        var z = index &* 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

#if canImport(Glibc)
    private func systemLog(_ x: Double) -> Double { Glibc.log(x) }
    private func systemExp(_ x: Double) -> Double { Glibc.exp(x) }
#elseif canImport(Musl)
    private func systemLog(_ x: Double) -> Double { Musl.log(x) }
    private func systemExp(_ x: Double) -> Double { Musl.exp(x) }
#else
    private func systemLog(_ x: Double) -> Double { Darwin.log(x) }
    private func systemExp(_ x: Double) -> Double { Darwin.exp(x) }
#endif
