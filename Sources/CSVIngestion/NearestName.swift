/// The name that was probably meant: the closest by edit distance, if at most a third of it is wrong.
func nearestName(to name: String, among names: [String]) -> String? {
    let wanted = Array(name.lowercased().utf8.prefix(100))
    let ranked = names.map { ($0, editDistance(wanted, Array($0.lowercased().utf8.prefix(100)))) }
    guard let (best, distance) = ranked.min(by: { $0.1 < $1.1 }) else { return nil }
    return distance <= max(1, max(wanted.count, best.utf8.count) / 3) ? best : nil
}

/// Insertions, deletions, substitutions and swaps of neighbours that turn `first` into `second` (optimal string alignment).
func editDistance(_ first: [UInt8], _ second: [UInt8]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...second.count)
    for i in first.indices {
        var current = [i + 1]
        for j in second.indices {
            let substituted = previous[j] + (first[i] == second[j] ? 0 : 1)
            var best = min(substituted, previous[j + 1] + 1, current[j] + 1)
            if i > 0, j > 0, first[i] == second[j - 1], first[i - 1] == second[j] {
                best = min(best, beforePrevious[j - 1] + 1)
            }
            current.append(best)
        }
        (beforePrevious, previous) = (previous, current)
    }
    return previous[second.count]
}
