extension Runtime {
    /// Checks what the user may have set.
    ///
    /// - Throws: ``TrainingError/invalid(flag:value:requirement:)``.
    package func check() throws(TrainingError) {
        guard !(1...256).contains(threads) else { return }
        throw .invalid(
            flag: "--threads", value: String(threads), requirement: threads < 1 ? "at least 1" : "at most 256")
    }
}
