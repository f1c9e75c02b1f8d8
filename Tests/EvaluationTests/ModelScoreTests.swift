import Testing

@testable import Evaluation

@Suite struct ModelScoreTests {
    private func score(_ actual: [Double], _ forecast: [Double]) -> ModelScore {
        ModelScore(name: "GRU", overall: ErrorSums(actual: actual, forecast: forecast))
    }

    @Test func `skill is by how many percent the error is smaller`() {
        let (close, far) = (score([1, 2], [1.5, 2]), score([1, 2], [2, 3]))
        #expect(close.skill(over: far) == 75)
        #expect(far.skill(over: close) == -300)
        #expect(far.skill(over: far) == 0)
    }

    @Test func `there is no skill over what made no error, or where nothing was scored`() {
        let (perfect, some, nothing) = (score([1], [1]), score([1], [2]), score([.nan], [2]))
        #expect(some.skill(over: perfect) == nil)
        #expect(perfect.skill(over: some) == 100)
        #expect(nothing.skill(over: some) == nil && some.skill(over: nothing) == nil)
    }
}
