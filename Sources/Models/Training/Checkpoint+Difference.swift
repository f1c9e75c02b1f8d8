import JSON

extension CheckpointIdentity {
    /// The first thing that two runs of one model do not share, as the flag and value of this one; nil when there is
    /// none.
    func difference(from other: CheckpointIdentity) throws -> String? {
        if fingerprint != other.fingerprint { return "other rows" }
        return try taskDifference(from: other) ?? settingDifference(from: other)
    }

    private func taskDifference(from other: CheckpointIdentity) throws -> String? {
        let (own, others) = (try JSONValue(encoding: task), try JSONValue(encoding: other.task))
        return own.firstDifference(from: others).map { path in
            let value = path.split(separator: ".").reduce(own as JSONValue?) { $0?[String($1)] }
            let text = value.map { $0.text.replacing("\"", with: "") } ?? "off"
            return Self.taskFlags[path].map { "\($0) \(text)" } ?? "\(path) \(text)"
        }
    }

    private func settingDifference(from other: CheckpointIdentity) -> String? {
        for option in Settings.options where option.text(settings) != option.text(other.settings) {
            return "--\(option.name) \(option.text(settings))"
        }
        return settings == other.settings ? nil : "other settings"
    }

    /// The flag that sets each member of a task.
    private static var taskFlags: [String: String] {
        [
            "range": "--range", "seasonLength": "--season", "seed": "--seed", "split.test": "--test",
            "split.validation": "--validation", "windows.horizon": "--horizon",
            "windows.inputLength": "--input-length", "windows.stride": "--stride",
        ]
    }
}
