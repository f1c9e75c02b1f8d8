import Testing

@testable import Models

@Suite struct LearningRateScheduleTests {
    // torch 2.13.0: OneCycleLR(max_lr=1, total_steps=n), every default as it is.
    private static let oneCycle: [(Int, [Int: Double])] = [
        (4, [0: 0.04, 1: 0.811745653949763, 2: 0.28306099820869923, 3: 4e-06]),
        (
            10,
            [
                0: 0.04, 1: 0.52, 2: 1, 3: 0.9504846320134737, 4: 0.8117456539497631, 5: 0.6112620219362893,
                6: 0.38874197806371075, 7: 0.18825834605023697, 8: 0.049519367986526286, 9: 4e-06,
            ]
        ),
        (
            100,
            [
                0: 0.04, 1: 0.042813780565907456, 14: 0.49401332387899954, 29: 1, 30: 0.9994965352845243,
                50: 0.793893450575732, 98: 0.0005074647154757879, 99: 4e-06,
            ]
        ),
    ]
    // torch 2.13.0: CosineAnnealingLR(T_max=n).
    private static let cosine: [(Int, [Int: Double])] = [
        (4, [0: 1, 1: 0.8535533905932737, 2: 0.5, 3: 0.14644660940672627]),
        (100, [1: 0.9997532801828658, 29: 0.8064535268264883, 50: 0.5, 99: 0.0002467198171342]),
    ]

    @Test func `one-cycle and cosine are PyTorch's`() {
        for (schedule, table) in [(LearningRateSchedule.oneCycle, Self.oneCycle), (.cosine, Self.cosine)] {
            for (count, factors) in table {
                for (step, factor) in factors {
                    let own = schedule.factor(step: step, of: count)
                    #expect(abs(own - factor) <= 1e-14, "\(schedule) step \(step) of \(count)")
                }
            }
        }
    }

    @Test(arguments: LearningRateSchedule.allCases)
    func `every factor of every run is above zero and at most one`(schedule: LearningRateSchedule) {
        for count in 1...300 {
            for step in 0..<count { #expect((1e-7...1.0000001).contains(schedule.factor(step: step, of: count))) }
        }
        if [.constant, .plateau].contains(schedule) { #expect(schedule.factor(step: 5, of: 9) == 1) }
    }
}
