package import Files

/// Why a file of tensors cannot be read or written; ``TensorFileError/Words`` say it of a file of some kind.
package enum TensorFileError: Error, Equatable {
    /// The file cannot be read.
    case file(FileReadError)
    /// Fewer than the eight bytes that every file begins with.
    case tooShort(found: Int)
    /// The header is declared longer than the file or than any header may be.
    case headerTooLong(declared: UInt64, limit: Int)
    /// The header is no JSON, or not JSON of the right form.
    case header(reason: String, offset: Int)
    /// A tensor is not as it must be; `reason` goes on after its name.
    case tensor(name: String, reason: String)
    /// The file ends before the tensors do, or goes on after them.
    case dataLength(declared: Int, found: Int)
    /// A sound safetensors file that holds no forecasting model.
    case notOurs
    /// A sound file of ours, of another kind; `kind` says which, with its article.
    case otherKind(String)
    /// The model's document is not as it must be.
    case document(reason: String)
    /// Written in another version of the model's document.
    case version(found: String, writer: String?, supported: Int)
    /// A document that has no JSON: our own mistake.
    case unencodable(reason: String)
    /// The model is sound but cannot be written.
    case notWritten(FileWriteError)
}
