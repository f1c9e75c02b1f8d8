import ForecastTestSupport
import Testing
import TimeSeries

@Suite struct JoinedIDTests {
    @Test func `cells stand with a slash between them`() {
        #expect(JoinedID.joined(["store1", "item2"]) == "store1/item2")
        #expect(JoinedID.joined(["a/b", "c\\"]) == "a\\/b/c\\\\")
    }

    @Test func `the cells of a joined id are found again, whatever they hold`() {
        var random = SplitMix64(seed: 5)
        let letters: [Character] = ["a", "/", "\\", ",", "é", " "]
        for _ in 0..<2000 {
            let cells = (0..<Int.random(in: 1...4, using: &random)).map { _ in
                String(
                    (0..<Int.random(in: 0...5, using: &random)).compactMap { _ in letters.randomElement(using: &random)
                    })
            }
            #expect(JoinedID.cells(of: JoinedID.joined(cells)) == cells)
        }
    }

    @Test func `names that are joined give the user's own columns again`() {
        let columns = ColumnNames(time: "day", target: "sales", id: "store/item", idParts: ["store", "item"])
        #expect(columns.idColumns == ["store", "item"])
        #expect(columns.idCells(of: "1/a\\/b") == ["1", "a/b"])
        let single = ColumnNames(time: "day", target: "sales", id: "store/item")
        #expect(single.idColumns == ["store/item"])
        #expect(single.idCells(of: "1/2") == ["1/2"])
        #expect(ColumnNames(time: nil, target: "y").idColumns == [])
    }
}
