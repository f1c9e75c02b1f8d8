import Numerics

/// Natural logarithms that are the same everywhere.
enum ReproducibleLog {
    static func log(_ value: Double) -> Double { ReproducibleMath.log(value) }
}

/// Normal numbers of a fixed seed.
struct CounterBasedRandomSource {
    private var sequence: RandomSequence

    init(seed: UInt64) { sequence = CounterBasedRandom(seed: seed).sequence(.simulation) }

    mutating func next() -> Double { sequence.nextNormal() }
}
