package import JSON
public import Models
import Tensors
import TimeSeries
public import Windowing

/// A fitted model as a model file's document describes it: a tree, of which tensors are kept apart, under names that begin
/// with the place of their model in it.
public struct StoredState: Sendable, Codable {
    /// The identifier of the forecaster that fitted it.
    public var kind: String
    /// The settings it was fitted with.
    package var settings: JSONValue
    /// What was learned and is no tensor; nil for nothing.
    package var learned: JSONValue?
    /// One map a series, in the order of the series; nil for a model that does not scale.
    public var scalings: [SeriesScaling]?
    /// How covariates become numbers; nil for a model that sees the target alone.
    public var features: FeatureMap.Description?
    /// How training went; nil for a model that is not trained in rounds.
    public var training: TrainingRecord?
    /// Models it is made of; nil for none.
    public var children: [StoredState]?

    /// Names of the scalers of covariates, after the place of their model.
    private static let (offsetsName, scalesName) = ("features.offsets", "features.scales")

    init(_ state: ModelState) {
        kind = state.kind
        settings = state.settings
        learned = state.learned == .object([:]) ? nil : state.learned
        scalings = state.scalings.isEmpty ? nil : state.scalings
        features = state.features?.description
        training = state.training
        children = state.children.isEmpty ? nil : state.children.map(StoredState.init)
    }

    /// The tensors of a tree, under the names that they have in the file.
    static func tensors(of state: ModelState, path: String = "") -> [StoredTensor] {
        var tensors = state.tensors
        if let map = state.features, !map.columns.isEmpty {
            let (maps, shape) = (map.scales.flatMap { $0 }, [map.scales.count, map.columns.count])
            tensors.append(StoredTensor(name: offsetsName, shape: shape, elements: .float64(maps.map(\.offset))))
            tensors.append(StoredTensor(name: scalesName, shape: shape, elements: .float64(maps.map(\.scale))))
        }
        for place in tensors.indices { tensors[place].name = path + tensors[place].name }
        return tensors
            + state.children.enumerated().flatMap { Self.tensors(of: $1, path: "\(path)members.\($0).") }
    }

    /// The tree with its tensors.
    ///
    /// - Parameter depth: How deep trees may be nested below this one.
    /// - Throws: ``TensorFileError`` for features that do not belong to the file's columns.
    func state(
        _ document: ModelDocument, _ tensors: SafeTensors, path: String = "", depth: Int = 4
    ) throws(TensorFileError) -> ModelState {
        guard depth > 0 else { throw .document(reason: "models are nested deeper than any that can be fitted") }
        let own = tensors.tensors.filter { $0.name.hasPrefix(path) }.map { tensor in
            var tensor = tensor
            tensor.name = String(tensor.name.dropFirst(path.count))
            return tensor
        }
        var children: [ModelState] = []
        for (place, child) in (self.children ?? []).enumerated() {
            children.append(
                try child.state(document, tensors, path: "\(path)members.\(place).", depth: depth - 1))
        }
        return ModelState(
            kind: kind, settings: settings, learned: learned ?? .object([:]), scalings: scalings ?? [],
            features: try featureMap(document, SafeTensors(tensors: own)), training: training,
            tensors: own, children: children)
    }

    /// How covariates become numbers, of parts that belong together; nil where the model sees the target alone.
    private func featureMap(
        _ document: ModelDocument, _ tensors: SafeTensors
    ) throws(TensorFileError) -> FeatureMap? {
        guard let features else { return nil }
        let (names, calendar) = (document.columns, document.task.features.calendar)
        guard features.fits(names, calendar: calendar) else {
            throw .document(reason: "its features are not those of its columns")
        }
        // A member of a combination may be of fewer series than the file has.
        let count = scalings?.count ?? document.series.count
        var scales = Array(repeating: [FeatureScale](), count: count)
        if !names.covariates.isEmpty {
            let shape = [count, names.covariates.count]
            let offsets = try tensors.float64(Self.offsetsName, shape: shape)
            let factors = try tensors.float64(Self.scalesName, shape: shape)
            guard factors.allSatisfy({ $0 > 0 }) else {
                throw .tensor(name: Self.scalesName, reason: "holds a number that is not positive")
            }
            for (place, pair) in zip(offsets, factors).enumerated() {
                scales[place / shape[1]].append(FeatureScale(offset: pair.0, scale: pair.1))
            }
        }
        return FeatureMap(features, calendar: calendar, frequency: document.frequency, scales: scales)
    }
}

extension StoredState {
    /// Whether this model or one within it is told of covariates or the calendar.
    var seesFeatures: Bool { features != nil || (children ?? []).contains(where: \.seesFeatures) }
}
