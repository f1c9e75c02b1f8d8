import CKernels

/// The gate loops of one cell: what makes states of pre-activations, and gradients of activations.
@safe
struct CellKernels {
    /// Reads and writes one step of one shard.
    typealias Kernel = @convention(c) (UnsafePointer<FKCellStep>) -> Void

    let forward, backward: Kernel

    init(_ cell: RecurrentCell, _ kernels: Kernels) {
        let table = unsafe kernels.table.pointee
        switch cell {
        case .rnnTanh: unsafe (forward, backward) = (table.rnn_tanh_forward, table.rnn_tanh_backward)
        case .rnnReLU: unsafe (forward, backward) = (table.rnn_relu_forward, table.rnn_relu_backward)
        case .gru: unsafe (forward, backward) = (table.gru_forward, table.gru_backward)
        case .lstm: unsafe (forward, backward) = (table.lstm_forward, table.lstm_backward)
        }
    }
}

extension FKCellStep {
    /// Step `step` of a layer, whose gate activations lie at `gates`; without gradients.
    init(
        _ states: RecurrentWorkspace.Layer, _ layer: PackedLayer, rows: Int, step: Int,
        gates: UnsafeMutablePointer<Float>
    ) {
        let size = rows * layer.paddedHidden
        unsafe self.init()
        unsafe self.rows = rows
        unsafe padded = layer.paddedHidden
        unsafe self.gates = gates
        unsafe gates_row = layer.gateStride
        unsafe h_previous = UnsafePointer(states.hidden.base + states.hiddenSlot(step) * size)
        unsafe h = states.hidden.base + states.hiddenSlot(step + 1) * size
        if states.cell.count > 0 {
            unsafe c_previous = UnsafePointer(states.cell.base + states.cellSlot(step) * size)
            unsafe c = states.cell.base + states.cellSlot(step + 1) * size
        }
    }
}
