import Forecasting
import Foundation
import NotebookSupport
import Testing

/// The twelve months after the last, or nil when a baseline does as well as the model.
func nextYear(of csv: String, model path: String) throws -> Forecast? {
    var request = FitRequest(path: csv)
    request.task.horizon = 6
    let fit = try FitRun(request) { _ in .proceed }
    guard fit.summary.heldOut?.verdict?.beatsBest == true else { return nil }
    try fit.saved.write(to: path)

    var next = PredictRequest()
    next.model = path
    next.horizon = 12
    return try PredictRun(next).forecast
}

/// The example that README and the library's documentation show.
@Suite struct LibraryExampleTests {
    private func outcome(ofDataset name: String) throws -> (forecast: Forecast?, writesModel: Bool) {
        let folder = try NotebookFolder()
        let model = folder.url.appending(path: "model.safetensors").plainPath
        let forecast = try nextYear(of: folder.url.appending(path: "datasets/\(name)").plainPath, model: model)
        return (forecast, FileManager.default.fileExists(atPath: model))
    }

    @Test func `temperatures are forecast for a year from a model that was trained for half of one`() throws {
        let (forecast, writesModel) = try outcome(ofDataset: "temperature.csv")
        let series = try #require(forecast?.series.first)
        let format = try #require(forecast?.format)
        #expect(series.timestamps.map(format.text) == (1...12).map { "2011-\($0 < 10 ? "0" : "")\($0)" })
        #expect(series.values.allSatisfy { (15..<35).contains($0) })
        #expect(writesModel)
    }

    @Test func `prices, where the naive forecast is as good, give no forecast and no model file`() throws {
        let (forecast, writesModel) = try outcome(ofDataset: "prices.csv")
        #expect(forecast == nil)
        #expect(!writesModel)
    }
}
