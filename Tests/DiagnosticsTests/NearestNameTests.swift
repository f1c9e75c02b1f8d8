import Testing

@testable import Diagnostics

@Suite struct NearestNameTests {
    @Test(arguments: [
        ("", "", 0), ("abc", "abc", 0), ("abc", "", 3), ("abc", "acb", 1), ("close", "clsoe", 1),
        ("close", "closed", 1), ("kitten", "sitting", 3),
    ])
    func `the distance counts insertions, deletions, substitutions and swaps`(
        first: String, second: String, distance: Int
    ) {
        #expect(editDistance(Array(first.utf8), Array(second.utf8)) == distance)
        #expect(editDistance(Array(second.utf8), Array(first.utf8)) == distance)
    }

    @Test func `the closest name is meant, unless all are far away`() {
        let names = ["date", "open", "close", "Volume"]
        #expect(nearestName(to: "clsoe", among: names) == "close")
        #expect(nearestName(to: "volum", among: names) == "Volume")
        #expect(nearestName(to: "temperature", among: names) == nil)
        #expect(nearestName(to: "x", among: []) == nil)
        let long = String(repeating: "x", count: 101)
        #expect(nearestName(to: long, among: [long]) == nil)
        #expect(nearestName(to: "dat", among: [long, "date"]) == "date")
    }
}
