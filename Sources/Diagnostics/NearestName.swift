/// The name that was probably meant: the closest by edit distance, if at most a third of it is wrong.
package func nearestName(to name: String, among names: [String]) -> String? {
    guard name.utf8.count <= longestNearName else { return nil }
    let wanted = Array(name.lowercased().utf8)
    var best: (name: String, distance: Int)?
    for candidate in names.prefix(5000) where candidate.utf8.count <= longestNearName {
        let letters = Array(candidate.lowercased().utf8)
        let longest = max(wanted.count, letters.count)
        // Of a single letter all would be wrong.
        let most = longest == 1 ? 0 : max(1, longest / 3)
        guard abs(letters.count - wanted.count) <= most else { continue }
        let distance = editDistance(wanted, letters)
        if distance <= most, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
}

/// Bytes of the longest name that is compared: the work grows with the square of the length.
private let longestNearName = 100

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
