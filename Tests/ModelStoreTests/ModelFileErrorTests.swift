import Diagnostics
import Files
import ForecastTestSupport
import ModelTestSupport
import Tensors
import Testing

@testable import ModelStore
@testable import Models

@Suite struct ModelFileErrorTests {
    /// A naive model in a file of `folder`.
    private func model(in folder: String) throws -> String {
        let (panel, plan) = (samplePanel(wavySeries(40)), try smallPlan())
        let path = folder + "/model.safetensors"
        try SavedModel(NaiveModel(), fittedOn: panel, task: plan.task, scores: []).write(to: path)
        return path
    }

    @Test func `what is not there is not found, and says how to make it`() throws {
        try withTemporaryFolder { folder in
            try put([], at: folder + "/file")
            for name in ["absent", "absent/absent", "file/absent", ""] {
                let path = name.isEmpty ? "" : folder + "/" + name
                let error = try #require(throws: ModelFileError.self) { try SavedModel.read(path) }
                #expect(error == ModelFileError(.file(.notFound), file: path))
                #expect(error.code == "model-not-found" && error.exitStatus == .noInput)
                #expect(error.fix.contains("forecast fit"))
            }
        }
    }

    @Test func `every error of reading names the file and a remedy`() throws {
        try withTemporaryFolder { folder in
            let path = try model(in: folder)
            let good = try contents(path)
            for bytes in [
                [], Array(good.dropLast()), SafeTensors(tensors: []).encode(),
                SafeTensors(tensors: [], metadata: ["forecast": "{}"]).encode(),
                SafeTensors(tensors: [], metadata: ["forecast": #"{"formatVersion":4}"#]).encode(),
                SafeTensors(tensors: [], metadata: ["forecast": #"{"formatVersion":2}"#]).encode(),
            ] {
                try put(bytes, at: path)
                let error = try #require(throws: ModelFileError.self) { try SavedModel.read(path) }
                #expect(error.description.hasPrefix("\(path): "))
                #expect(error.description.contains("\n  fix: "))
                #expect(error.exitStatus == .badData)
            }
        }
    }

    @Test func `another version is refused with the program that wrote it`() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/model"
            for version in [1, 3] {
                let document = #"{"formatVersion":\#(version),"tool":"forecast 9.1"}"#
                try put(SafeTensors(tensors: [], metadata: ["forecast": document]).encode(), at: path)
                let error = try #require(throws: ModelFileError.self) { try SavedModel.read(path) }
                #expect(
                    error.message == "the model file has format version \(version), written by 'forecast 9.1'; "
                        + "this forecast reads version 2")
                let fix = "make it anew with: forecast fit DATA.csv; or use the version of forecast that wrote it"
                #expect(error.fix == fix)
            }
        }
    }

    @Test func `what a file says reaches a terminal without its control characters`() throws {
        try withTemporaryFolder { folder in
            let path = try model(in: folder)
            try rewriteDocument(path) { $0.replacing("\"tool\":\"forecast\"", with: "\"tool\":7") }
            let error = try #require(throws: ModelFileError.self) { try SavedModel.read(path) }
            #expect(
                error.message == "the model's description is damaged: tool: expected a string, found a whole number")
            let tensor = ModelFileError(.tensor(name: "\u{1B}[2J", reason: "is missing"))
            #expect(tensor.message == #"tensor '\u{1B}[2J' is missing"#)
        }
    }

    @Test func `a safetensors file of others is sound but no model`() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/other"
            try put(SafeTensors(tensors: []).encode(), at: path)
            let error = try #require(throws: ModelFileError.self) { try SavedModel.read(path) }
            #expect(error == ModelFileError(.notOurs, file: path))
            #expect(error.code == "model-not-ours" && error.exitStatus == .badData)
        }
    }

    @Test func `a model that cannot be written says so as the file does`() throws {
        let path = "/absent/folder/model"
        let (panel, plan) = (samplePanel(wavySeries(40)), try smallPlan())
        let error = try #require(throws: ModelFileError.self) {
            try SavedModel(NaiveModel(), fittedOn: panel, task: plan.task, scores: []).write(to: path)
        }
        let cause = FileWriteError(path: path, .missingFolder("/absent/folder"))
        #expect(error.description == cause.description)
        #expect(error.code == cause.code)
        #expect(error.exitStatus == .cannotWrite)
    }
}
