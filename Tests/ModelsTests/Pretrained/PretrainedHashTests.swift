import SyntheticSeries
import Testing

@testable import Models

/// The weights in the program are those that `make pretrain` makes.
@Suite struct PretrainedHashTests {
    static let hashes: [SamplingFrequency: UInt64] = [
        .yearly: 0x04983b231cc2130f,
        .quarterly: 0x210be6f19e6117ea,
        .monthly: 0xd4337974884e2384,
        .weekly: 0x4a8540aa574cb2c6,
        .daily: 0x54639f5c98318e72,
        .hourly: 0xed2af68c43c91088,
    ]

    @Test(arguments: SamplingFrequency.allCases)
    func `the committed weights are those of the plan, and have the hash of its training`(
        frequency: SamplingFrequency
    ) throws {
        let weights = try PretrainedWeights.standard(frequency)
        #expect(weights.plan == .standard(frequency))
        let hash = PretrainerTests.hash(try weights.encode())
        #expect(hash == Self.hashes[frequency], ".\(frequency): 0x\(String(hash, radix: 16)),")
    }

    @Test func `all weights together take at most four megabytes`() throws {
        let bytes = try SamplingFrequency.allCases.reduce(0) { try $0 + PretrainedWeights.standard($1).encode().count }
        #expect(bytes <= 4_000_000, "\(bytes)")
    }
}
