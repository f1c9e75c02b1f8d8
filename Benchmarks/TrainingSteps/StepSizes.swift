/// B windows of T steps and D features, through H hidden units.
struct StepSizes {
    let batch, steps, features, hidden: Int

    /// Reads `B-T-D-H`.
    init?(_ text: some StringProtocol) {
        let sizes = text.split(separator: "-").compactMap { Int($0) }
        guard sizes.count == 4, sizes.allSatisfy({ $0 > 0 }) else { return nil }
        (batch, steps, features, hidden) = (sizes[0], sizes[1], sizes[2], sizes[3])
    }
}
