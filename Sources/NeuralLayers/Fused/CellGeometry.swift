/// How a cell's gates lie in a row of the gate buffer, as blocks of padded hidden size.
///
/// A gate's pre-activation is an input product plus a recurrent product. Where both may be added up before the
/// non-linearity they share a block. GRU's candidate may not (its reset gate acts on the recurrent product alone), so
/// it has two: blocks are `n, r, z, m` with `m = U h + c`. The blocks fed by the input are contiguous, and so are
/// those fed by the hidden state; that keeps every product dense.
package struct CellGeometry: Sendable, Hashable {
    /// Blocks a row.
    package var blockCount: Int
    /// For each gate in PyTorch's order, the block that its input product goes to.
    package var inputBlock: [Int]
    /// For each gate in PyTorch's order, the block that its recurrent product goes to.
    package var hiddenBlock: [Int]

    /// The geometry of `cell`.
    package init(_ cell: RecurrentCell) {
        switch cell {
        case .rnnTanh, .rnnReLU: (blockCount, inputBlock, hiddenBlock) = (1, [0], [0])
        case .gru: (blockCount, inputBlock, hiddenBlock) = (4, [1, 2, 0], [1, 2, 3])
        case .lstm: (blockCount, inputBlock, hiddenBlock) = (4, [0, 1, 2, 3], [0, 1, 2, 3])
        }
    }

    /// Distance between the rows of a gate buffer with blocks of `width` floats.
    ///
    /// Rows a large power of two apart share a few sets of the first cache, out of which they throw one another; a cache
    /// line more spreads them over all sets.
    package func gateStride(_ width: Int) -> Int {
        let columns = blockCount * width
        return columns % 256 == 0 ? columns + 16 : columns
    }

    /// A run of blocks that are fed by the same operands and so are one product.
    package struct Group: Sendable, Hashable {
        package var blocks: Range<Int>
        package var usesInput: Bool
        package var usesHidden: Bool
    }

    /// The runs of blocks, in order.
    package var groups: [Group] {
        var groups: [Group] = []
        for block in 0..<blockCount {
            let (input, hidden) = (inputBlock.contains(block), hiddenBlock.contains(block))
            if let last = groups.last, last.usesInput == input, last.usesHidden == hidden {
                groups[groups.count - 1].blocks = last.blocks.lowerBound..<block + 1
            } else {
                groups.append(Group(blocks: block..<block + 1, usesInput: input, usesHidden: hidden))
            }
        }
        return groups
    }
}

/// Rounds a column count up to what the kernels work in.
package func padded(_ columns: Int) -> Int { (columns + 7) / 8 * 8 }
