/// A line through the values so far, by least squares, kept up value by value.
///
/// With every row observed these are the recursions of Fiorucci et al. 2016 in the form of Welford
/// (1962): the sums are about the means, so that nothing cancels.
struct RunningLine {
    private var count = 0.0
    private var timeMean = 0.0
    private var timeSquares = 0.0
    /// Mean of the values.
    private(set) var mean = 0.0
    /// `Σ (t − t̄)(y − ȳ)`.
    private(set) var products = 0.0

    /// Takes the value of row `time`, the first being 1.
    mutating func append(_ value: Double, time: Double) {
        count += 1
        let distance = time - timeMean
        timeMean += distance / count
        mean += (value - mean) / count
        timeSquares += distance * (time - timeMean)
        products += distance * (value - mean)
    }

    /// b in `a + b t`: zero for a single value.
    var slope: Double { timeSquares > 0 ? products / timeSquares : 0 }
    /// a in `a + b t`.
    var intercept: Double { mean - slope * timeMean }

    /// What a mean and a sum of products say at `first` for the intercept and `second` for the slope:
    /// both weights, as the line is linear in the two.
    func weights(intercept first: Double, slope second: Double) -> (mean: Double, products: Double) {
        (first, timeSquares > 0 ? (second - first * timeMean) / timeSquares : 0)
    }

    /// Weight of a value in the mean, and in the sum of products, were it the next.
    func weightsOfNext(time: Double) -> (mean: Double, products: Double) {
        let share = 1 / (count + 1)
        return (share, (time - timeMean) * (1 - share))
    }
}
