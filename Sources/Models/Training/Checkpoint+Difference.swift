import JSON

extension CheckpointIdentity {
    /// The first thing that two runs do not share, as the flag and value of this one; nil when there is none.
    func difference(from other: CheckpointIdentity) throws -> String? {
        if model != other.model { return "--model \(model)" }
        if fingerprint != other.fingerprint { return "other rows" }
        return try Self.difference(of: task, from: other.task, flags: Self.taskFlags)
            ?? Self.difference(of: settings, from: other.settings, flags: Self.settingFlags)
    }

    private static func difference<Value: Encodable>(
        of value: Value, from other: Value, flags: [String: String]
    ) throws -> String? {
        let (own, others) = (try JSONValue(encoding: value), try JSONValue(encoding: other))
        return own.firstDifference(from: others).map { path in
            let value = path.split(separator: ".").reduce(own as JSONValue?) { $0?[String($1)] }
            let text = value.map { $0.text.replacing("\"", with: "") } ?? "off"
            return flags[path].map { "\($0) \(text)" } ?? "\(path) \(text)"
        }
    }

    /// The flag that sets each member of a task.
    private static let taskFlags = [
        "range": "--range", "seasonLength": "--season", "seed": "--seed", "split.test": "--test",
        "split.validation": "--validation", "windows.horizon": "--horizon", "windows.inputLength": "--input-length",
        "windows.stride": "--stride",
    ]

    /// The flag that sets each member of a network's settings.
    private static let settingFlags = [
        "network.hiddenSize": "--hidden", "network.initialization": "--initialization",
        "network.layerCount": "--layers", "network.seriesEmbedding": "--series-embedding",
        "scaling.method": "--scaling", "scaling.takesLogarithm": "--log", "training.batchSize": "--batch",
        "training.clipNorm": "--clip", "training.dropout": "--dropout", "training.epochs": "--epochs",
        "training.learningRate": "--learning-rate", "training.loss": "--loss", "training.optimizer": "--optimizer",
        "training.patience": "--patience", "training.schedule": "--schedule", "training.steps": "--steps",
        "training.truncation": "--truncate", "training.weightDecay": "--weight-decay",
    ]
}
