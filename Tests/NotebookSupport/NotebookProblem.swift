/// Why a notebook does not hold, with the place to look at.
package struct NotebookProblem: Error, Sendable, Equatable, CustomStringConvertible {
    /// The notebook's path from the root of the repository.
    package var file: String
    /// The line, counted from 1.
    package var line: Int
    /// What is wrong.
    package var message: String

    /// Creates a problem at `file:line`.
    package init(file: String, line: Int, message: String) {
        self.file = file
        self.line = line
        self.message = message
    }

    /// `file:line: message`.
    package var description: String { "\(file):\(line): \(message)" }
}
