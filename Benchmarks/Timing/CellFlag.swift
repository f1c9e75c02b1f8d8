package import NeuralLayers

/// A cell by the name that the benchmarks give it.
package struct CellFlag {
    package let name: String
    package let cell: RecurrentCell

    /// The cells of a list such as `gru,lstm,rnn`; nil when one of them is unknown.
    package static func list(_ names: String) -> [CellFlag]? {
        let flags = names.split(separator: ",").map { CellFlag(String($0)) }
        return flags.contains { $0 == nil } ? nil : flags.compactMap { $0 }
    }

    private init?(_ name: String) {
        let cells: [String: RecurrentCell] = ["gru": .gru, "lstm": .lstm, "rnn": .rnnTanh]
        guard let cell = cells[name] else { return nil }
        (self.name, self.cell) = (name, cell)
    }
}
