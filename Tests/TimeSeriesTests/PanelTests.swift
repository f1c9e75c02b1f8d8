import Testing
import TimeSeries

private func panel(
    _ values: [Double] = [1, .nan, 3],
    ticks: [Int64] = [1, 2, 3],
    id: String? = "a"
) -> Panel {
    let index = TimeIndex(timestamps: ticks.map(Timestamp.init(ticks:)), format: .ordinal)
    return Panel(
        series: [TimeSeries(id: id, index: index, values: values)],
        columns: ColumnNames(time: nil, target: "y", id: "id"),
        frequency: .ordinal(step: 1)
    )
}

@Suite struct PanelTests {
    @Test func `the fingerprint is the same for the same data and changes with every part of it`() {
        let print = panel().fingerprint
        #expect(print.count == 16)
        #expect(panel().fingerprint == print)
        #expect(panel([1, -Double.nan, 3]).fingerprint == print)
        let others = [
            panel([1, 2, 3]), panel([1, .nan, 3.0000000000000004]), panel(ticks: [1, 2, 4]), panel(id: "b"),
            panel(id: nil),
            panel([1, .nan, -3]),
        ]
        #expect(Set(others.map(\.fingerprint) + [print]).count == others.count + 1)
    }

    /// The expected digits come from a Python program written from the documentation of the hash.
    @Test func `the fingerprint is the same in every version and on every machine`() {
        #expect(panel().fingerprint == "167ba766dc977e1a")
    }

    @Test func `rows of a series keep timestamps and values together`() {
        let rows = panel().series[0].rows(1..<3)
        #expect(rows.index.timestamps == [Timestamp(ticks: 2), Timestamp(ticks: 3)])
        #expect(rows.index.text(at: 1) == "3")
        #expect(rows.values[1] == 3)
        #expect(rows.missingCount == 1)
    }
}
