import CSVIngestion
import Diagnostics
import Testing
import TimeSeries

@Suite struct SeriesKeysTests {
    private let sales = """
        store,item,day,sales
        1,a,2020-01-01,10
        1,b,2020-01-01,20
        2,a,2020-01-01,30
        1,a,2020-01-02,11
        1,b,2020-01-02,21
        2,a,2020-01-02,31
        1,a,2020-01-03,12
        1,b,2020-01-03,22
        2,a,2020-01-03,32

        """

    @Test func `several id columns make an id together`() throws {
        let panel = try read(sales, CSVOptions(id: "store,item")).panel
        #expect(panel.series.map(\.id) == ["1/a", "1/b", "2/a"])
        #expect(panel.series.map(\.values) == [[10, 11, 12], [20, 21, 22], [30, 31, 32]])
        #expect(panel.columns.id == "store/item")
        #expect(panel.columns.idParts == ["store", "item"])
    }

    @Test func `names of the model file are taken as they are`() throws {
        var options = CSVOptions()
        options.layout.ids = ["store", "item"]
        #expect(try read(sales, options).panel.series.map(\.id) == ["1/a", "1/b", "2/a"])
    }

    @Test func `a column whose name holds a comma is one column`() throws {
        let text = sales.replacing("store,item", with: "\"a,b\",\"c\"")
        #expect(try read(text, CSVOptions(id: "a,b,c")).panel.series.map(\.id) == ["1/a", "1/b", "2/a"])
        let days = "\"a,b\",day,sales\nx,2020-01-01,1\nx,2020-01-02,2\nx,2020-01-03,3\n"
        #expect(try read(days, CSVOptions(id: "a,b")).panel.columns.id == "a,b")
    }

    @Test func `cells with the separator in them do not make two series one`() throws {
        let text = """
            p,q,day,sales
            a/b,c,2020-01-01,1
            a,b/c,2020-01-01,2
            a/b,c,2020-01-02,1
            a,b/c,2020-01-02,2
            a/b,c,2020-01-03,1
            a,b/c,2020-01-03,2

            """
        let panel = try read(text, CSVOptions(id: "p,q")).panel
        #expect(panel.series.map(\.values) == [[1, 1, 1], [2, 2, 2]])
        #expect(panel.series.compactMap(\.id).map(JoinedID.cells) == [["a/b", "c"], ["a", "b/c"]])
    }

    @Test func `a cell of an id that is missing is named with its place`() throws {
        let error = try #require(
            try errorReading(Array("p,q,day,y\na,,2020-01-01,1\n".utf8), CSVOptions(id: "p,q")))
        #expect(error.kind == .missingID)
        #expect(error.message.contains("'q'"))
        #expect(error.location?.line == 2)
    }
}
