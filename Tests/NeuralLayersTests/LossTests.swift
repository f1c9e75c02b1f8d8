import NeuralLayers
import Testing

@Suite struct LossTests {
    @Test(arguments: Loss.allCases)
    func `the derivative is the slope of the value`(loss: Loss) {
        for step in -40...40 {
            let error = Double(step) / 10 + 0.013
            let slope = (loss.value(ofError: error + 1e-6) - loss.value(ofError: error - 1e-6)) / 2e-6
            #expect(abs(slope - loss.derivative(atError: error)) < 1e-8)
        }
    }

    @Test func `values are those of the definitions`() {
        #expect([-2, -0.5, 0, 0.5, 3].map { Loss.mse.value(ofError: $0) } == [4, 0.25, 0, 0.25, 9])
        #expect([-2, -0.5, 0, 0.5, 3].map { Loss.mae.value(ofError: $0) } == [2, 0.5, 0, 0.5, 3])
        #expect([-2, -0.5, 0, 0.5, 3].map { Loss.huber.value(ofError: $0) } == [1.5, 0.125, 0, 0.125, 2.5])
    }

    @Test func `the absolute error has no slope at zero`() {
        #expect(Loss.mae.derivative(atError: 0.0) == 0)
        #expect(Loss.mae.derivative(atError: -0.0) == 0)
    }

    @Test func `both branches of Huber's loss meet at one`() {
        #expect(Loss.huber.value(ofError: 1.0) == 0.5)
        #expect(Loss.huber.value(ofError: (1.0).nextDown).distance(to: 0.5) < 1e-15)
        #expect(Loss.huber.derivative(atError: 1.0) == 1)
        #expect(Loss.huber.derivative(atError: -1.0) == -1)
    }

    @Test(arguments: Loss.allCases)
    func `a missing target adds neither loss nor gradient and is not counted`(loss: Loss) {
        let whole = loss.mean(forecasts: [1, -2, 0.5], targets: [0.25, 1, 0.75])
        let holed = loss.mean(forecasts: [1, 9, -2, .nan, 0.5], targets: [0.25, .nan, 1, .nan, 0.75])
        #expect(holed.mean == whole.mean)
        #expect(holed.gradient == [whole.gradient[0], 0, whole.gradient[1], 0, whole.gradient[2]])
    }

    @Test(arguments: Loss.allCases)
    func `a batch without observed targets has no mean and a zero gradient`(loss: Loss) {
        let result = loss.mean(forecasts: [1.0, 2], targets: [.nan, .nan])
        #expect(result.mean == nil)
        #expect(result.gradient == [0, 0])
    }

    @Test(arguments: Loss.allCases)
    func `a forecast that is not a number is not hidden`(loss: Loss) {
        let result = loss.mean(forecasts: [.nan, 2], targets: [0.0, 0])
        #expect(result.mean?.isNaN == true)
        #expect(result.gradient[0].isNaN)
    }

    @Test(arguments: Loss.allCases)
    func `shards add up to the batch`(loss: Loss) {
        let forecasts: [Double] = [1, -2, 0.5, 4]
        let targets: [Double] = [0, .nan, 1, 2]
        let whole = loss.mean(forecasts: forecasts, targets: targets)
        var sum = 0.0
        var gradient: [Double] = []
        for shard in [0..<2, 2..<4] {
            var part = [Double](repeating: .nan, count: 2)
            var slot = part.mutableSpan
            sum += loss.sumWritingGradient(
                forecasts: forecasts.span.extracting(shard), targets: targets.span.extracting(shard),
                observedCount: 3, gradient: &slot)
            gradient += part
        }
        #expect(sum / 3 == whole.mean)
        #expect(gradient == whole.gradient)
    }

    @Test func `a loss is read and written by its name`() {
        #expect(Loss.allCases.map(\.rawValue) == ["mse", "mae", "huber"])
    }
}
