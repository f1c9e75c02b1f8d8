import SyntheticSeries
import Testing

@testable import Models

/// The weights in the program are those that `make pretrain` makes.
@Suite struct PretrainedHashTests {
    static let hashes: [SamplingFrequency: UInt64] = [
        .yearly: 0xebca60fa6d33add4,
        .quarterly: 0x3584628cb7a1fff1,
        .monthly: 0xd83c50d4fac7635d,
        .weekly: 0xa3c4b959a8c605c1,
        .daily: 0xbf2a8f61567df20f,
        .hourly: 0x97a83476f36355e4,
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
