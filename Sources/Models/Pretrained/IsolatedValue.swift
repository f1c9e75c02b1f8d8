/// A value that lies so far from all others that it is more likely a slip than news.
///
/// A comma in the wrong place makes one value a hundred times as large. A network that counts from the last value, in units
/// of mean differences, would be lost.
struct IsolatedValue {
    /// How many ranges of all other values it lies outside of them, at least.
    private static let farthest = 3.0
    /// The fewest other values that say what their range is.
    private static let fewest = 20

    /// Its place.
    let place: Int

    /// - Parameter values: In time order, NaN where missing.
    /// - Returns: Nil where no value is that far from the others.
    init?(in values: ArraySlice<Double>) {
        var (least, most) = (Extreme(value: .infinity, next: .infinity), Extreme(value: -.infinity, next: -.infinity))
        var count = 0
        for (place, value) in zip(values.indices, values) where !value.isNaN {
            count += 1
            if value < least.value {
                least = Extreme(value: value, next: least.value, place: place)
            } else {
                least.next = min(least.next, value)
            }
            if value > most.value {
                most = Extreme(value: value, next: most.value, place: place)
            } else {
                most.next = max(most.next, value)
            }
        }
        guard count > Self.fewest else { return nil }
        if most.value - most.next > Self.farthest * (most.next - least.value), most.next > least.value {
            place = most.place
        } else if least.next - least.value > Self.farthest * (most.value - least.next), most.value > least.next {
            place = least.place
        } else {
            return nil
        }
    }

    /// The outermost value on one side, and the one after it.
    private struct Extreme {
        var value, next: Double
        var place = 0
    }
}
