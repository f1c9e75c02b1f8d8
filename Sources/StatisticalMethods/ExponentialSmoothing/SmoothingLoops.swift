/// Something to do with the loops of a form, whichever it is.
protocol SmoothingTask {
    associatedtype Result
    func run<Trend: SmoothingComponent, Season: SmoothingComponent>(
        _ kernel: SmoothingKernel<Trend, Season>.Type
    ) -> Result
}

extension ExponentialSmoothingForm {
    /// Does a task with the loops that the compiler made for this form.
    @inline(__always)
    func run<Task: SmoothingTask>(_ task: Task) -> Task.Result {
        switch (trend, season) {
        case (.none, .none): task.run(SmoothingKernel<WithoutComponent, WithoutComponent>.self)
        case (.none, .additive): task.run(SmoothingKernel<WithoutComponent, AdditiveComponent>.self)
        case (.none, .multiplicative): task.run(SmoothingKernel<WithoutComponent, MultiplicativeComponent>.self)
        case (.additive, .none): task.run(SmoothingKernel<AdditiveComponent, WithoutComponent>.self)
        case (.additive, .additive): task.run(SmoothingKernel<AdditiveComponent, AdditiveComponent>.self)
        case (.additive, .multiplicative): task.run(SmoothingKernel<AdditiveComponent, MultiplicativeComponent>.self)
        case (.multiplicative, .none): task.run(SmoothingKernel<MultiplicativeComponent, WithoutComponent>.self)
        case (.multiplicative, .additive): task.run(SmoothingKernel<MultiplicativeComponent, AdditiveComponent>.self)
        case (.multiplicative, .multiplicative):
            task.run(SmoothingKernel<MultiplicativeComponent, MultiplicativeComponent>.self)
        }
    }
}

/// Runs ``SmoothingKernel/sums(_:level:growth:_:isRelative:)``.
struct SummingTask: SmoothingTask {
    let workspace: SmoothingWorkspace
    let level: Double
    let growth: Double
    let parameters: SmoothingParameters
    let isRelative: Bool

    func run<Trend: SmoothingComponent, Season: SmoothingComponent>(
        _ kernel: SmoothingKernel<Trend, Season>.Type
    ) -> SmoothingSums {
        kernel.sums(workspace, level: level, growth: growth, parameters, isRelative: isRelative)
    }
}

/// Runs ``SmoothingKernel/accumulateSlopes(_:groups:level:growth:_:seeds:isRelative:)``.
struct SlopeTask: SmoothingTask {
    let workspace: SmoothingWorkspace
    let groups: Int
    let level: Double
    let growth: Double
    let parameters: SmoothingParameters
    let seeds: SmoothingSeeds
    let isRelative: Bool

    func run<Trend: SmoothingComponent, Season: SmoothingComponent>(
        _ kernel: SmoothingKernel<Trend, Season>.Type
    ) -> Double {
        kernel.accumulateSlopes(
            workspace, groups: groups, level: level, growth: growth, parameters, seeds: seeds, isRelative: isRelative)
    }
}
