import JSON

extension CheckpointIdentity {
    /// The first thing that two runs do not share, as the flag and value of this one; nil when there is none.
    func difference(from other: CheckpointIdentity) throws -> String? {
        if model != other.model { return "--model \(model)" }
        if fingerprint != other.fingerprint { return "other rows" }
        let (own, others) = (try JSONValue(encoding: plan), try JSONValue(encoding: other.plan))
        return own.firstDifference(from: others).map { path in
            let value = path.split(separator: ".").reduce(own as JSONValue?) { $0?[String($1)] }
            let text = value.map { $0.text.replacing("\"", with: "") } ?? "off"
            return Self.flags[path].map { "\($0) \(text)" } ?? "\(path) \(text)"
        }
    }

    /// The flag that sets each member of a plan.
    private static let flags = [
        "network.hiddenSize": "--hidden", "network.initialization": "--initialization",
        "network.layerCount": "--layers",
        "scaling.method": "--scaling", "scaling.takesLogarithm": "--log", "seasonLength": "--season", "seed": "--seed",
        "split.test": "--test", "split.validation": "--validation", "training.batchSize": "--batch",
        "training.clipNorm": "--clip", "training.dropout": "--dropout", "training.epochs": "--epochs",
        "training.learningRate": "--learning-rate", "training.loss": "--loss", "training.optimizer": "--optimizer",
        "training.patience": "--patience", "training.schedule": "--schedule", "training.truncation": "--truncate",
        "training.weightDecay": "--weight-decay", "windows.horizon": "--horizon",
        "windows.inputLength": "--input-length", "windows.stride": "--stride",
    ]
}
