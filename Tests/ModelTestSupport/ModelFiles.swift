import ForecastTestSupport
import JSON
import ModelStore
package import Models
import Tensors
package import TimeSeries

/// The bytes of the model file of a fit.
package func modelBytes(_ model: any FittedModel, _ panel: Panel, _ plan: FitPlan) throws -> [UInt8] {
    try withTemporaryFolder { folder in
        let saved = SavedModel(
            model, fittedOn: panel, task: plan.task, scores: [],
            calibration: try calibrated(model, panel, plan))
        try saved.write(to: folder + "/model.safetensors")
        return try contents(folder + "/model.safetensors")
    }
}

/// Writes the model file or checkpoint at `path` anew with `text` made of its document; tensors stay.
package func rewriteDocument(_ path: String, _ change: (String) -> String) throws {
    let old = try TensorFile.read(path)
    let metadata = [TensorFile.documentKey: change(old.document.text)]
    try put(SafeTensors(tensors: old.tensors.tensors, metadata: metadata).encode(), at: path)
}
