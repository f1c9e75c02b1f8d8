/// Random matrices with orthonormal rows or columns.
package enum OrthogonalMatrix {
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
        var vectors: [[Double]] = []
        while vectors.count < count {
            var vector = (0..<length).map { _ in words.nextNormal() }
            let drawn = dot(vector, vector)
            for _ in 0..<2 {
                for other in vectors { subtract(dot(vector, other), times: other, from: &vector) }
            }
            let left = dot(vector, vector)
            // Nearly in the span of the vectors before it: what is left is rounding, draw again.
            guard left > 1e-16 * drawn else { continue }
            let norm = left.squareRoot()
            vectors.append(vector.map { $0 / norm })
        }
        if rows <= columns { return vectors.flatMap { $0 } }
        return (0..<rows).flatMap { row in vectors.map { $0[row] } }
    }

    private static func dot(_ a: [Double], _ b: [Double]) -> Double {
        var sum = 0.0
        for index in a.indices { sum.addProduct(a[index], b[index]) }
        return sum
    }

    private static func subtract(_ factor: Double, times other: [Double], from vector: inout [Double]) {
        for index in vector.indices { vector[index].addProduct(-factor, other[index]) }
    }
}
