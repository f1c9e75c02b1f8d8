import ForecastTestSupport
import ModelTestSupport
import NeuralLayers
import Testing
import TimeSeries
import Windowing

@testable import Models

/// What is known ahead: a made example of which the truth is known.
@Suite struct FutureCovariateTests {
    /// Sales around 20 with noise of standard deviation 1/√3, and 6 more on days of a promotion, which come at random.
    private static func sales(_ rows: Int = 500) -> (values: [Double], promo: [Double]) {
        let promo = noise(rows, seed: 41).map { $0 > 0.4 ? 1.0 : 0 }
        return (zip(noise(rows, seed: 42), promo).map { 20 + $0 + 6 * $1 }, promo)
    }

    private static func panel(_ role: Covariate.Role?) -> Panel {
        let (values, promo) = sales()
        guard let role else { return dailyPanel([dailySeries(values)]) }
        return dailyPanel(
            [dailySeries(values, covariates: [promo])], covariates: [Covariate(name: "promo", role: role)])
    }

    private static func plan() throws -> FitPlan {
        var plan = try smallPlan(inputLength: 14, horizon: 7, hidden: 8) {
            $0.epochs = 40
            $0.learningRate = 0.01
        }
        plan.split = SplitSpecification(validation: .rows(70), test: .rows(70))
        return plan
    }

    /// The mean absolute error over all windows of the last 70 rows.
    private static func error(_ model: any FittedModel, _ panel: Panel) throws -> Double {
        let values = panel.series[0].values
        let origins = Array(values.count - 70...values.count - 7)
        let forecasts = try model.predict(panel.series[0], index: 0, origins: origins, horizon: 7)
        var sum = 0.0
        for (origin, forecast) in zip(origins, forecasts) {
            for step in 0..<7 { sum += abs(values[origin + step] - forecast[step]) }
        }
        return sum / Double(origins.count * 7)
    }

    // Who knows the truth errs by 0.5 on average: the mean of |u| for u even in -1...1.
    @Test(arguments: [RecurrentCell.gru, .lstm, .rnnTanh])
    func `a promotion known ahead makes the error a third, near that of who knows the truth`(
        cell: RecurrentCell
    ) throws {
        let plan = try Self.plan()
        let errors = try [nil, Covariate.Role.past, .future].map { role in
            let panel = Self.panel(role)
            return try Self.error(fitNetwork(cell, panel, plan), panel)
        }
        #expect(errors[2] < 0.65, "\(errors)")
        #expect(errors[2] < errors[0] / 3 && errors[2] < errors[1] / 3, "\(errors)")
    }

    @Test func `a forecast follows the plan of promotions it is given`() throws {
        var panel = Self.panel(.future)
        let model = try fitNetwork(.gru, panel, Self.plan())
        // Ten rows ahead, of which every second is a day of promotion.
        let plan = (0..<10).map { Double($0 % 2) }
        panel.series[0] = panel.series[0].ahead(plan)
        let forecast = try model.forecast(panel, horizon: 7)
        let series = forecast.series[0]
        #expect(series.timestamps == Array(panel.series[0].index.timestamps[500..<507]))
        for (step, value) in series.values.enumerated() {
            #expect(abs(value - (step % 2 == 0 ? 20 : 26)) < 1, "step \(step + 1)")
        }
        // Rolled forward beyond what it was trained for, too.
        let longer = try model.forecast(panel, horizon: 10).series[0].values
        #expect(longer.prefix(7) == series.values[...])
        for step in 7..<10 { #expect(abs(longer[step] - (step % 2 == 0 ? 20 : 26)) < 2, "step \(step + 1)") }
    }

    @Test func `a shorter horizon does not need what is known of later steps, and is the same`() throws {
        var panel = Self.panel(.future)
        let model = try fitNetwork(.gru, panel, Self.plan())
        panel.series[0] = panel.series[0].ahead([0, 1, 1, 0, 0, 1, 0])
        let whole = try model.forecast(panel, horizon: 7).series[0].values
        for horizon in 1..<7 {
            var short = panel
            short.series[0] = panel.series[0].rows(0..<500 + horizon)
            #expect(try model.forecast(short, horizon: horizon).series[0].values[...] == whole.prefix(horizon))
        }
    }

    @Test func `cells and rows that are missing ahead are named`() throws {
        let panel = Self.panel(.future)
        let model = try fitNetwork(.gru, panel, Self.plan())
        var short = panel
        short.series[0] = panel.series[0].ahead([0, .nan, 1, .nan])
        let error = #expect(throws: CovariateError.self) { try model.forecast(short, horizon: 5) }
        guard case .unknownAhead(let gap) = error else { throw WrongModel() }
        #expect(gap.times == ["2025-05-16", "2025-05-18", "2025-05-19"] && gap.rowsAreMissing)
        #expect(
            error?.message == "'promo' must be known for each of the 5 steps to forecast, and is missing at 3 steps: "
                + "2025-05-16, 2025-05-18, 2025-05-19")
        let cells = #expect(throws: CovariateError.self) { try model.forecast(short, horizon: 3) }
        #expect(cells?.fix == "fill these cells of 'promo' in")
        #expect(throws: CovariateError.self) { try model.forecast(panel, horizon: 1) }
        short.series[0].covariates[0][501] = 1
        #expect(try model.forecast(short, horizon: 3).series[0].values.count == 3)
    }

    @Test func `an empty cell of categories is missing only where training rows had none`() throws {
        let (values, promo) = Self.sales()
        for blanks in [false, true] {
            let kinds = promo.map { $0 == 1 ? 1.0 : blanks ? .nan : 0 }
            var panel = dailyPanel(
                [dailySeries(values, covariates: [kinds])],
                covariates: [Covariate(name: "kind", role: .future, categories: ["none", "leaflet"])])
            let model = try fitNetwork(.gru, panel, Self.plan())
            panel.series[0] = panel.series[0].ahead([1, .nan, 1])
            if blanks {
                let values = try model.forecast(panel, horizon: 3).series[0].values
                #expect(values[0] > 24 && values[1] < 22 && values[2] > 24)
            } else {
                #expect(throws: CovariateError.self) { try model.forecast(panel, horizon: 3) }
            }
        }
    }
}

extension TimeSeries {
    /// The series with rows after it of which only the one covariate is known.
    func ahead(_ numbers: [Double]) -> TimeSeries {
        let times = Frequency.fixed(seconds: 86_400).timestamps(after: index[count - 1], count: numbers.count)
        return TimeSeries(
            id: id, index: TimeIndex(timestamps: index.timestamps + times, format: index.format),
            values: values + numbers.map { _ in .nan }, covariates: [covariates[0] + numbers], statics: statics)
    }
}
