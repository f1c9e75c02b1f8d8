import Testing

@testable import Models

@Suite struct IsolatedValueTests {
    private let values = (0..<40).map { Double($0 * 7 % 11) }

    private func place(_ values: [Double]) -> Int? { IsolatedValue(in: values[...])?.place }

    @Test(arguments: [0, 17, 39]) func `one value far above or below all others is found anywhere`(place: Int) {
        for value in [41.0, -31, 1e9, -1e9] {
            var values = values
            values[place] = value
            #expect(self.place(values) == place)
            // In any unit, from anywhere.
            #expect(self.place(values.map { 1e-6 * $0 - 3 }) == place)
        }
    }

    @Test func `what others are near to, or what is not that far, is not`() {
        #expect(place(values) == nil)
        var near = values
        near[20] = 39
        #expect(place(near) == nil)
        var two = values
        (two[20], two[21]) = (1_000, 900)
        #expect(place(two) == nil)
    }

    @Test func `few values do not say what is far, nor do equal ones`() {
        #expect(place(Array(values[..<20]) + [1_000]) == 20)
        #expect(place(Array(values[..<19]) + [1_000]) == nil)
        #expect(place([Double](repeating: 0, count: 50) + [1]) == nil)
        #expect(place([Double](repeating: .nan, count: 50)) == nil)
    }

    @Test func `missing values do not count`() {
        var values = values.flatMap { [$0, .nan] }
        #expect(place(values) == nil)
        values[10] = 1_000
        #expect(place(values) == 10)
    }
}
