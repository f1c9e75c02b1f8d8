import JSON

extension SavedResult {
    /// The version of the file's form; a file of another version is refused.
    static let formatVersion = 1
    /// The member that tells the file from other JSON, and its value.
    private static let kind = (key: "format", value: JSONValue.string("forecast-backtest"))
    private static let versionKey = "formatVersion"
    /// The longest file that is read, in bytes: thousands of times what a dozen models take.
    private static let longestFile = 16 << 20

    /// The result as JSON, with sorted keys and indented, so that a repository shows what changed.
    public var text: String {
        // Nothing in a result is infinite, so that encoding cannot fail.
        guard case .object(var members)? = try? JSONValue(encoding: self) else { return "" }
        members[Self.kind.key] = Self.kind.value
        members[Self.versionKey] = JSONValue(Self.formatVersion)
        return JSONValue.object(members).document
    }

    /// Reads the file at `path`.
    ///
    /// - Throws: ``SavedResultError`` when it cannot be read, is damaged, or is something else.
    public init(path: String) throws {
        do {
            try self.init(JSONFile.read(path, limit: Self.longestFile))
        } catch let problem as JSONFile.Problem {
            throw SavedResultError(.file(problem), file: path)
        } catch let problem as SavedResultError.Problem {
            throw SavedResultError(problem, file: path)
        }
    }

    private init(_ json: JSONValue) throws {
        guard json[Self.kind.key] == Self.kind.value else { throw SavedResultError.Problem.otherKind }
        let version = json[Self.versionKey]
        guard version == JSONValue(Self.formatVersion) else {
            let found: String? = if case .integer(let number)? = version { String(number) } else { nil }
            throw SavedResultError.Problem.version(found)
        }
        do {
            self = try json.decode(SavedResult.self)
        } catch {
            throw SavedResultError.Problem.document(reason: codingReason(error))
        }
    }
}
