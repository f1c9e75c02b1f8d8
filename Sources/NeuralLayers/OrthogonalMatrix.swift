package import Numerics

/// Random matrices with orthonormal rows or columns.
package enum OrthogonalMatrix {
    /// Eight numbers of a vector.
    ///
    /// Products and sums go lane by lane, so that no compiler and no machine chooses their order. Products are rounded before they are added: not every machine has a fused step, and calling one is slow.
    private typealias Lanes = SIMD8<Double>

    /// A matrix drawn evenly from all that are orthogonal (Haar measure), row-major `[rows, columns]`.
    ///
    /// Vectors of normal numbers go through the modified Gram-Schmidt process, which is the QR decomposition with a
    /// positive diagonal (Mezzadri 2007, "How to generate random matrices from the classical compact groups"). Each
    /// is projected twice, which leaves it orthogonal to rounding (Giraud et al. 2005: "twice is enough").
    ///
    /// The rows are orthonormal when there are at most as many as columns, else the columns are.
    package static func random(rows: Int, columns: Int, from words: inout RandomSequence) -> [Double] {
        let count = min(rows, columns)
        let length = max(rows, columns)
        var vectors: [[Lanes]] = []
        vectors.reserveCapacity(count)
        while vectors.count < count {
            var vector = [Lanes](repeating: .zero, count: (length + 7) / 8)
            for place in 0..<length { vector[place / 8][place % 8] = words.nextNormal() }
            let drawn = dot(vector, vector)
            for _ in 0..<2 {
                for other in vectors { subtract(dot(vector, other), times: other, from: &vector) }
            }
            let left = dot(vector, vector)
            // Nearly in the span of the vectors before it: what is left is rounding, draw again.
            guard left > 1e-16 * drawn else { continue }
            let norm = Lanes(repeating: left.squareRoot())
            for index in vector.indices { vector[index] /= norm }
            vectors.append(vector)
        }
        let entry = { (vector: Int, place: Int) in vectors[vector][place / 8][place % 8] }
        return (0..<rows).flatMap { row in
            (0..<columns).map { rows <= columns ? entry(row, $0) : entry($0, row) }
        }
    }

    private static func dot(_ a: [Lanes], _ b: [Lanes]) -> Double {
        let (a, b) = (a.span, b.span)
        precondition(a.count == b.count, "vectors of one length")
        var sums = Lanes.zero
        for index in a.indices { sums += a[index] * b[index] }
        // In pairs, then pairs of pairs.
        let pairs = sums.evenHalf + sums.oddHalf
        let fours = pairs.evenHalf + pairs.oddHalf
        return fours.x + fours.y
    }

    private static func subtract(_ factor: Double, times other: [Lanes], from vector: inout [Lanes]) {
        let factor = Lanes(repeating: factor)
        let other = other.span
        var vector = vector.mutableSpan
        precondition(vector.count == other.count, "vectors of one length")
        for index in other.indices { vector[index] -= factor * other[index] }
    }
}
