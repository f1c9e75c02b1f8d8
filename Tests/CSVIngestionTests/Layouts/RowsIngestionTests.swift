import CSVIngestion
import Testing
import TimeSeries

@Suite struct RowsIngestionTests {
    private func options(_ layout: SeriesLayout?) -> CSVOptions {
        var options = CSVOptions()
        options.layout.layout = layout
        return options
    }

    @Test func `numbered columns under a header are the values of a series a row`() throws {
        let ingestion = try read("\"V1\",\"V2\",\"V3\",\"V4\"\n\"H1\",605,586,\n\"H2\",3124,,2990\n")
        #expect(ingestion.layout == .rows)
        #expect(ingestion.panel.columns == ColumnNames(time: nil, target: "value", id: "id"))
        #expect(ingestion.panel.frequency == .ordinal(step: 1))
        #expect(ingestion.panel.series.map(\.id) == ["H1", "H2"])
        #expect(ingestion.panel.series[0].values == [605, 586])
        #expect(ingestion.panel.series[0].index.timestamps.map(\.ticks) == [2, 3])
        #expect(ingestion.panel.series[1].count == 3)
        #expect(ingestion.missingValues == 1)
        #expect(
            ingestion.notes == [
                "reading every row as a series, its values numbered from 1; --layout long reads rows of single values",
                "series of different lengths are numbered so that all of them end at 3",
            ])
    }

    @Test func `rows may be ragged and need no header`() throws {
        let ingestion = try read("H1,605,586,590,588\nH2,3124,2990\n")
        #expect(ingestion.layout == .rows)
        #expect(ingestion.panel.series.map(\.count) == [4, 2])
    }

    @Test func `the header's name of the ids is kept`() throws {
        #expect(try read("store,1,2,3\na,5,6,7\nb,6,7,8\n").panel.columns.id == "store")
    }

    @Test func `rows without ids are numbered`() throws {
        let ingestion = try read("1.5,2.5,3.5\n4.5,5.5,6.5\n", options(.rows))
        #expect(ingestion.panel.series.map(\.id) == ["1", "2"])
        #expect(ingestion.panel.series[1].values == [4.5, 5.5, 6.5])
    }

    @Test func `a row without a number is left out by name`() throws {
        let ingestion = try read("V1,V2,V3\na,,\nb,1,2\n")
        #expect(ingestion.panel.series.map(\.id) == ["b"])
        #expect(ingestion.emptySeries == 1)
        #expect(ingestion.notes.contains("left out 1 row without a number: a"))
    }

    @Test func `numbered features beside a known target are columns`() throws {
        let ingestion = try read("y,x1,x2\n4,5,6\n2,5,7\n9,5,8\n")
        #expect(ingestion.layout == .long)
        #expect(ingestion.panel.columns.target == "y")
    }

    @Test func `a table with times or a named column is no file of rows`() throws {
        #expect(
            try read("date,1,2\n2020-01-01,5,6\n2020-01-02,5,6\n2020-01-03,5,6\n", CSVOptions(target: "2")).layout
                == .long)
        #expect(try read("k,v1,v2\n1,5,6\n2,5,6\n3,5,6\n", CSVOptions(target: "v2")).panel.columns.target == "v2")
    }
}
