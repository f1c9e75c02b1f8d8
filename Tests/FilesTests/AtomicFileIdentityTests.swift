import ForecastTestSupport
import Testing

@testable import Files

@Suite struct AtomicFileIdentityTests {
    @Test func `two spellings of a path are one file, whether it exists or not`() throws {
        try withTemporaryFolder { folder in
            let name = folder + "/a.safetensors"
            let spellings = [name, folder + "/./a.safetensors", folder + "//a.safetensors"]
            for _ in 0..<2 {
                for spelling in spellings {
                    #expect(AtomicFile.leadToSameFile(name, spelling))
                    #expect(!AtomicFile.leadToSameFile(folder + "/b.safetensors", spelling))
                }
                try put([1], at: name)
            }
            #expect(!AtomicFile.leadToSameFile("/dev/null", "/dev/null"))
            #expect(!AtomicFile.leadToSameFile(folder + "/none/a", folder + "/none/a"))
        }
    }
}
