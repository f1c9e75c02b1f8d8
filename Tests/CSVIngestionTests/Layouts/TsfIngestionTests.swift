import CSVIngestion
import ForecastTestSupport
import Testing
import TimeSeries

@Suite struct TsfIngestionTests {
    private let tourism = """
        # Dataset Information
        # This dataset contains "monthly" series, one a line.
        #
        @relation tourism
        @attribute series_name string
        @attribute state string
        @attribute beds numeric
        @attribute start_timestamp date
        @frequency monthly
        @horizon 24
        @missing true
        @equallength false
        @data
        T1:nsw:120:1979-01-01 00-00-00:1149.87,1053.80,?,1388.88
        T2:vic:80.5:1981-03-01 00-00-00:3000,3100,3200

        """

    private func tsf(_ text: String, _ options: CSVOptions = CSVOptions()) throws -> Ingestion {
        let folder = try TemporaryFolder()
        return try readPanel(path: try folder.write(Array(text.utf8), to: "data.tsf"), options: options)
    }

    @Test func `names, starts, frequency and horizon come from the header`() throws {
        let ingestion = try tsf(tourism)
        let panel = ingestion.panel
        #expect(ingestion.layout == .tsf)
        #expect(ingestion.suggestedHorizon == 24)
        #expect(panel.frequency == .calendar(months: 1, anchor: .day(1)))
        #expect(panel.columns == ColumnNames(time: "timestamp", target: "value", id: "series_name"))
        #expect(panel.series.map(\.id) == ["T1", "T2"])
        #expect(panel.series[0].values.map { $0.isNaN ? 0 : $0 } == [1149.87, 1053.80, 0, 1388.88])
        #expect(panel.series[0].index.text(at: 3) == "1979-04-01")
        #expect(panel.series[1].index.text(at: 0) == "1981-03-01")
        #expect(ingestion.missingValues == 1)
        #expect(
            ingestion.notes == ["reading the series as monthly, as @frequency says; --frequency sets another step"])
    }

    @Test func `attributes are covariates only when they are asked for`() throws {
        var options = CSVOptions()
        options.covariates.statics = ["state,beds"]
        let panel = try tsf(tourism, options).panel
        #expect(
            panel.columns.statics == [
                Covariate(name: "state", role: .static, categories: ["nsw", "vic"]),
                Covariate(name: "beds", role: .static),
            ])
        #expect(panel.series.map(\.statics) == [[0, 120], [1, 80.5]])
    }

    @Test(arguments: [
        ("4_seconds", Frequency.fixed(seconds: 4), "1979-01-01 00:00:04"),
        ("minutely", .fixed(seconds: 60), "1979-01-01 00:01:00"),
        ("10_minutes", .fixed(seconds: 600), "1979-01-01 00:10:00"),
        ("half_hourly", .fixed(seconds: 1800), "1979-01-01 00:30:00"),
        ("hourly", .fixed(seconds: 3600), "1979-01-01 01:00:00"),
        ("daily", .fixed(seconds: 86_400), "1979-01-02"), ("weekly", .fixed(seconds: 604_800), "1979-01-08"),
        ("quarterly", .calendar(months: 3, anchor: .day(1)), "1979-04-01"),
        ("yearly", .calendar(months: 12, anchor: .day(1)), "1980-01-01"),
    ])
    func `every frequency of the archive is known`(word: String, frequency: Frequency, second: String) throws {
        let panel = try tsf(tourism.replacing("@frequency monthly", with: "@frequency \(word)")).panel
        #expect(panel.frequency == frequency)
        #expect(panel.series[0].index.text(at: 1) == second)
    }

    @Test func `starts on different days of the month are written as months`() throws {
        let ingestion = try tsf(tourism.replacing("1981-03-01", with: "1981-03-15"))
        #expect(ingestion.panel.series.map { $0.index.text(at: 0) } == ["1979-01", "1981-03"])
        let ends = try tsf(
            tourism.replacing("1979-01-01", with: "1979-01-31").replacing("1981-03-01", with: "1981-02-28"))
        #expect(ends.panel.frequency == .calendar(months: 1, anchor: .lastDay))
        #expect(ends.panel.series[1].index.text(at: 1) == "1981-03-31")
    }

    @Test func `without a start values are numbered and the frequency tells the season`() throws {
        let text = tourism.split(separator: "\n").filter { !$0.contains("start_timestamp") }.map {
            $0.replacing(":1979-01-01 00-00-00", with: "").replacing(":1981-03-01 00-00-00", with: "") + "\n"
        }.joined()
        let ingestion = try tsf(text)
        #expect(ingestion.panel.frequency == .ordinal(step: 1))
        #expect(ingestion.suggestedSeason == 12)
        #expect(ingestion.panel.columns.time == nil)
    }

    @Test func `a name in Latin-1 is read as such`() throws {
        var bytes = Array(tourism.utf8)
        let place = try #require(bytes.firstRange(of: Array("T2:vic".utf8)))
        bytes[place.lowerBound] = 0xe9
        let folder = try TemporaryFolder()
        let ingestion = try readPanel(path: try folder.write(bytes, to: "data.tsf"))
        #expect(ingestion.panel.series[1].id == "é2")
    }

    @Test func `a string with commas in it is no value`() throws {
        var options = CSVOptions()
        options.covariates.statics = ["state"]
        let panel = try tsf(tourism.replacing("T2:vic", with: "T2:v,i,c"), options).panel
        #expect(panel.columns.statics[0].categories == ["nsw", "v,i,c"])
        #expect(panel.series[1].values == [3000, 3100, 3200])
    }
}
