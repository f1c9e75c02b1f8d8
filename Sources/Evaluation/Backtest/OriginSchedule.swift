public import TimeSeries
import Windowing

/// The cutoffs of a backtest, and where each series is cut by them.
///
/// All series are cut at the same times, because a model may learn from all of them. The times are found by counting
/// rows of the series that ends last (of several the one with the most rows, and of several such the first); a series
/// that ended earlier has fewer windows.
public struct OriginSchedule: Sendable {
    /// Times of the last rows that may be seen, ascending.
    public let cutoffs: [Timestamp]
    /// Cutoffs between two fits, in order; the first of each is the one a model is fitted at.
    public let folds: [Range<Int>]
    /// Rows of validation before the first cutoff, where the design prescribes them.
    public let validationRows: Int?
    /// Rows of the reference series before the first cutoff, its last included.
    public let rowsBeforeFirst: Int
    /// Rows of the reference series from the first observed one to the last.
    public let rows: Int

    let design: BacktestDesign
    /// The earliest time that each fold learns from; nil for the beginning.
    private let starts: [Timestamp?]

    /// Places the cutoffs of `design` in `panel`.
    ///
    /// - Parameter seasonLength: Automatic sizes are whole seasons of this many rows, where affordable.
    /// - Throws: ``BacktestError`` when there is no room for one cutoff, or ``WindowingError/nothingObserved(series:)``.
    public init(_ panel: Panel, design: BacktestDesign, seasonLength: Int?) throws {
        try design.check()
        let reference = try ReferenceRows(panel)
        let parts = try reference.parts(design, seasonLength: seasonLength)
        self.init(reference, cuts: parts.cuts, validationRows: parts.validation, design: design)
    }

    private init(_ reference: ReferenceRows, cuts: [Int], validationRows: Int?, design: BacktestDesign) {
        self.design = design
        self.validationRows = validationRows
        cutoffs = cuts.map { reference.index[$0 - 1] }
        rowsBeforeFirst = cuts[0] - reference.span.lowerBound
        rows = reference.span.count
        folds = design.refit.folds(of: cuts.count)
        guard case .rolling(let rows) = design.window else {
            starts = Array(repeating: nil, count: folds.count)
            return
        }
        let length = rows ?? rowsBeforeFirst
        starts = folds.map { reference.index[max(reference.span.lowerBound, cuts[$0.lowerBound] - length)] }
    }

    /// The rows of `series` that fold `fold` may learn from: up to its first cutoff.
    func trainingRows(of series: TimeSeries, fold: Int) -> Range<Int> {
        let end = series.index.rows(upTo: cutoffs[folds[fold].lowerBound])
        return min(firstRow(of: series, fold: fold), end)..<end
    }

    /// The first row of `series` that models of fold `fold` may see.
    func firstRow(of series: TimeSeries, fold: Int) -> Int {
        starts[fold].map { series.index.rows(upTo: Timestamp(ticks: $0.ticks - 1)) } ?? 0
    }

    /// The windows of `series` in fold `fold`: those whose rows it has and of which some value was observed.
    func windows(of series: TimeSeries, fold: Int) -> [ScoredWindow] {
        folds[fold].compactMap { cutoff in
            let cut = series.index.rows(upTo: cutoffs[cutoff])
            let targets = cut + design.gap..<cut + design.reach
            guard cut > 0, targets.upperBound <= series.count,
                series.hasObservation(in: targets)
            else { return nil }
            return ScoredWindow(cut: cut, cutoff: cutoff)
        }
    }
}

/// One forecast of one series that is scored.
struct ScoredWindow: Sendable, Hashable {
    /// The row after the cutoff.
    var cut: Int
    /// The cutoff's place in the schedule.
    var cutoff: Int
}

extension BacktestDesign.Refit {
    /// Cutoffs `0 ..< count` in runs between two fits.
    func folds(of count: Int) -> [Range<Int>] {
        let size =
            switch self {
            case .never: count
            case .always: 1
            case .every(let cutoffs): cutoffs
            }
        return stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
    }
}

/// The series by whose rows cutoffs are counted.
private struct ReferenceRows {
    let index: TimeIndex
    /// From the first observed row to the last.
    let span: Range<Int>

    init(_ panel: Panel) throws(WindowingError) {
        var best: (index: TimeIndex, span: Range<Int>)?
        for series in panel.series {
            guard let first = series.values.firstIndex(where: { !$0.isNaN }),
                let last = series.values.lastIndex(where: { !$0.isNaN })
            else { continue }
            let end = series.index[last]
            if let best, (best.index[best.span.upperBound - 1], best.span.count) >= (end, last + 1 - first) { continue }
            best = (series.index, first..<last + 1)
        }
        guard let best else { throw .nothingObserved(series: panel.series[0].id) }
        (index, span) = best
    }

    /// The rows after the cutoffs, and the validation rows that the design prescribes.
    func parts(
        _ design: BacktestDesign, seasonLength: Int?
    ) throws(BacktestError) -> (cuts: [Int], validation: Int?) {
        switch design.extent {
        case .windows(let windows): return (try cuts(windows, design), nil)
        case .testSize(let size):
            let rows = size.rows(of: span.count, horizon: design.reach, seasonLength: seasonLength)
            return (try cuts(last: rows, flag: "--test-size", end: span.upperBound, design), nil)
        case .split(let split):
            let sizes = split.sizes(of: span.count)
            let all = sizes.training + sizes.validation + sizes.test
            guard all <= span.count else { throw .splitTooLong(rows: all, available: span.count) }
            let end = span.lowerBound + all
            return (try cuts(last: sizes.test, flag: "--split", end: end, design), sizes.validation)
        }
    }

    private func cuts(_ windows: Int, _ design: BacktestDesign) throws(BacktestError) -> [Int] {
        let last = span.upperBound - design.reach
        let most = last > span.lowerBound ? (last - span.lowerBound - 1) / design.step + 1 : 0
        guard windows <= most else {
            throw .tooManyWindows(windows: windows, most: most > 0 ? most : nil, rows: span.count)
        }
        return (0..<windows).map { last - (windows - 1 - $0) * design.step }
    }

    private func cuts(
        last rows: Int, flag: String, end: Int, _ design: BacktestDesign
    ) throws(BacktestError) -> [Int] {
        guard rows >= design.reach else {
            throw .testTooShort(flag: flag, rows: rows, gap: design.gap, horizon: design.horizon)
        }
        guard end - rows > span.lowerBound else {
            throw .testTooLong(rows: rows, available: span.count)
        }
        return Array(stride(from: end - rows, through: end - design.reach, by: design.step))
    }
}

extension BacktestDesign {
    /// Checks every number before anything is computed from it.
    func check() throws {
        try WindowShape.check(horizon, flag: "--horizon")
        try WindowShape.check(step, flag: "--step")
        guard gap >= 0 else { throw BacktestError.outOfRange(flag: "--gap", value: gap, least: 0) }
        if gap > 0 { try WindowShape.check(gap, flag: "--gap") }
        if case .windows(let windows) = extent { try WindowShape.check(windows, flag: "--windows") }
        if case .every(let cutoffs) = refit { try WindowShape.check(cutoffs, flag: "--refit") }
        if case .rolling(let rows?) = window { try WindowShape.check(rows, flag: "--window") }
    }
}
