package import Tensors

/// Why a model cannot be made again of what was kept of it: its description or a tensor is not that of such a model.
///
/// Whoever read the file says which it was.
public struct RestoreError: Error, Equatable {
    /// What is wrong.
    package var problem: TensorFileError

    package init(_ problem: TensorFileError) { self.problem = problem }
}
