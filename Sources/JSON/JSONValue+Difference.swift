extension JSONValue {
    /// The path of the first member, by key, in which two documents differ; nil when they are equal.
    package func firstDifference(from other: JSONValue) -> String? {
        guard self != other else { return nil }
        guard case .object(let left) = self, case .object(let right) = other else { return "" }
        for key in Set(left.keys).union(right.keys).sorted() where left[key] != right[key] {
            let inner = left[key].flatMap { value in right[key].flatMap(value.firstDifference(from:)) } ?? ""
            return inner.isEmpty ? key : "\(key).\(inner)"
        }
        return nil
    }
}
