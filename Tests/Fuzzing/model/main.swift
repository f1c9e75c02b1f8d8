import Diagnostics
import FuzzDriver
import ModelStore

/// Any bytes read as a model file give a model that can forecast, or an error.
let file = MemoryFile()
FuzzDriver.run { bytes in
    file.hold(bytes)
    do {
        let saved = try SavedModel.read(file.path)
        _ = try saved.forecast(saved.context, horizon: 2, levels: [])
    } catch {
        precondition(error is any Diagnostic, "an error says what to do")
    }
}
