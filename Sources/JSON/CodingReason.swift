import Diagnostics

/// The path and reason of an error of Swift's coding, such as `scaling.method: expected a string, found null`.
package func codingReason(_ error: any Error) -> String {
    let (path, reason): ([any CodingKey], String) =
        switch error {
        case DecodingError.keyNotFound(let key, let context): (context.codingPath + [key], "missing")
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
            DecodingError.dataCorrupted(let context):
            (context.codingPath, context.debugDescription)
        case EncodingError.invalidValue(_, let context): (context.codingPath, context.debugDescription)
        default: ([], String(describing: error))
        }
    let names = path.map(\.stringValue).joined(separator: ".")
    return (names.isEmpty ? reason : "\(names): \(reason)").printable(atMost: 300)
}
