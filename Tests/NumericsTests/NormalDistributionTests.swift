import Numerics
import Testing

@Suite struct NormalDistributionTests {
    // scipy 1.17.1, scipy.stats.norm.ppf
    @Test(arguments: [
        (0.5, 0.0), (0.9, 1.2815515655446004), (0.975, 1.959963984540054), (0.001, -3.090232306167813),
        (1e-10, -6.361340902404056), (1e-300, -37.0470962993612), (0.1, -1.2815515655446004),
    ])
    func `quantiles are those of scipy`(probability: Double, expected: Double) {
        #expect(abs(NormalDistribution.quantile(probability) - expected) <= abs(expected) * 1e-13)
    }

    @Test func `nothing lies below probability 0, all below 1`() {
        #expect(NormalDistribution.quantile(0) == -.infinity)
        #expect(NormalDistribution.quantile(1) == .infinity)
    }
}
