import Testing

@testable import Tensors

@Suite struct HalfTests {
    @Test func `every half is kept by the way through single precision`() {
        for bits in UInt16.min...UInt16.max {
            let half = Half(bitPattern: bits)
            let isNaN = bits & 0x7fff > 0x7c00
            #expect(half.float.isNaN == isNaN)
            if !isNaN { #expect(Half(half.float).bitPattern == bits) }
        }
    }

    @Test func `numbers are those of IEEE 754`() {
        let known: [(UInt16, Float)] = [
            (0x0000, 0), (0x3c00, 1), (0xc000, -2), (0x7bff, 65_504), (0x0400, 0x1p-14), (0x0001, 0x1p-24),
            (0x03ff, 0x1.ff8p-15), (0x3555, 0.333_251_953_125), (0x7c00, .infinity), (0xfc00, -.infinity),
        ]
        for (bits, value) in known { #expect(Half(bitPattern: bits).float == value) }
    }

    @Test func `a number between two halves becomes the nearer, and the even one from the middle`() {
        for bits in stride(from: 0, to: 0x7bff, by: 1) as StrideTo<UInt16> {
            let (low, high) = (Half(bitPattern: bits).float, Half(bitPattern: bits + 1).float)
            let middle = (low + high) / 2
            #expect(Half(middle).bitPattern == (bits & 1 == 0 ? bits : bits + 1))
            #expect(Half(middle.nextDown).bitPattern == bits)
            #expect(Half(middle.nextUp).bitPattern == bits + 1)
            #expect(Half(-middle.nextDown).bitPattern == bits | 0x8000)
        }
        #expect(Half(65_519.99).bitPattern == 0x7bff && Half(65_520).bitPattern == 0x7c00)
        #expect(Half(.nan).float.isNaN && Half(1e30).float == .infinity && Half(-1e30).float == -.infinity)
        #expect(Half(0x1p-26).bitPattern == 0 && Half(-0.0).bitPattern == 0x8000)
    }
}
