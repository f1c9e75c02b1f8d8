import CSVIngestion
import Testing
import TimeSeries

@Suite struct CovariateReaderTests {
    private let text = """
        shop,day,sales,price,weather,promo,size
        a,2020-01-01,1,5,sun,false,10
        a,2020-01-02,2,,rain,TRUE,10
        a,2020-01-03,3,7,snow,,10
        b,2020-01-01,4,8,fog,true,20
        b,2020-01-02,5,9,sun,true,
        b,2020-01-03,,10,sun,true,20

        """

    private func options(_ change: (inout CovariateOptions) -> Void) -> CSVOptions {
        var options = CSVOptions(id: "shop")
        change(&options.covariates)
        return options
    }

    @Test func `numbers, words of truth and categories are read in the order of past and future`() throws {
        let panel = try read(
            text,
            options {
                $0.future = ["promo"]
                $0.past = ["weather", "price"]
                $0.statics = ["size"]
            }
        ).panel
        #expect(
            panel.columns.covariates == [
                Covariate(name: "weather", role: .past, categories: ["fog", "sun", "rain", "snow"]),
                Covariate(name: "price", role: .past), Covariate(name: "promo", role: .future),
            ])
        #expect(panel.columns.statics == [Covariate(name: "size", role: .static)])
        #expect(panel.series[0].covariates[0] == [1, 2, 3])
        #expect(panel.series[1].covariates[0] == [0, 1, 1])
        #expect(panel.series[0].covariates[1].map { $0.isNaN ? -1 : $0 } == [5, -1, 7])
        #expect(panel.series[0].covariates[2].map { $0.isNaN ? -1 : $0 } == [0, 1, -1])
        #expect(panel.series.map(\.statics) == [[10], [20]])
        #expect(panel.columns.target == "sales")
    }

    @Test func `categories are numbered by the time of their first row, so that later rows change none before`() throws
    {
        func categories(_ text: String) throws -> [String]? {
            try read(text, options { $0.past = ["weather"] }).panel.columns.covariates[0].categories
        }
        #expect(try categories(text) == ["fog", "sun", "rain", "snow"])
        let changed = text.replacing("snow", with: "aaa")
        #expect(try categories(changed) == ["fog", "sun", "rain", "aaa"])
    }

    @Test func `categories that are known already keep their numbers`() throws {
        let panel = try read(
            text,
            options {
                $0.past = ["weather"]
                $0.categories = ["weather": ["hail", "rain", "sun"]]
            }
        ).panel
        #expect(panel.columns.covariates[0].categories == ["hail", "rain", "sun", "fog", "snow"])
        #expect(panel.series[0].covariates[0] == [2, 1, 4])
    }

    @Test func `numbers are categories when the user says so`() throws {
        let panel = try read(
            text,
            options {
                $0.statics = ["size"]
                $0.categorical = ["size"]
            }
        ).panel
        #expect(panel.columns.statics[0].categories == ["10", "20"])
        #expect(panel.series.map(\.statics) == [[0], [1]])
    }

    @Test func `a covariate is not taken for the target`() throws {
        let table = "date,close,open\n2020-01-01,1,2\n2020-01-02,1,2\n2020-01-03,1,2\n"
        var options = CSVOptions()
        options.covariates.past = ["close"]
        #expect(try read(table, options).panel.columns.target == "open")
    }

    @Test func `rows whose target is empty stay while covariates are known ahead`() throws {
        let table = "date,y,price\n2020-01-01,1,2\n2020-01-02,2,3\n2020-01-03,,4\n2020-01-04,,5\n"
        var options = CSVOptions()
        options.covariates.future = ["price"]
        let series = try read(table, options).panel.series[0]
        #expect(series.covariates == [[2, 3, 4, 5]])
        #expect(series.values.map { $0.isNaN ? 0 : $0 } == [1, 2, 0, 0])
    }

    @Test func `covariates of inserted rows are missing`() throws {
        let table = "date,y,price\n2020-01-01,1,2\n2020-01-02,2,3\n2020-01-04,3,4\n2020-01-05,3,5\n"
        var options = CSVOptions()
        options.covariates.future = ["price"]
        let series = try read(table, options).panel.series[0]
        #expect(series.covariates[0].map { $0.isNaN ? -1 : $0 } == [2, 3, -1, 4, 5])
    }
}
