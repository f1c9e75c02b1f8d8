import CSVIngestion
import Diagnostics
import ForecastTestSupport
import Testing
import TimeSeries

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

@Suite struct InputFileTests {
    private func fault(reading path: String) -> CSVError? {
        do throws(CSVError) {
            _ = try readPanel(path: path)
            return nil
        } catch {
            return error
        }
    }

    @Test func `a missing file and a folder are no input`() throws {
        let folder = try TemporaryFolder()
        let missing = try #require(fault(reading: folder.path + "/none.csv"))
        #expect(missing.kind == .notFound)
        #expect(missing.exitStatus == .noInput)
        let directory = try #require(fault(reading: folder.path))
        #expect(directory.kind == .isDirectory)
        #expect(directory.exitStatus == .noInput)
        #expect(directory.description.hasPrefix(folder.path + ": "))
    }

    @Test(.enabled(if: geteuid() != 0, "the superuser may read everything"))
    func `a file without permission is no input`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("y\n1\n", to: "secret.csv")
        unsafe chmod(path, 0)
        let error = try #require(fault(reading: path))
        #expect(error.kind == .unreadable)
        #expect(error.exitStatus == .noInput)
    }

    #if os(Linux)
        @Test func `a file that fails while it is read is no input`() throws {
            // The first page of a process is never mapped, so that reading it fails with EIO.
            let error = try #require(fault(reading: "/proc/self/mem"))
            #expect(error.kind == .unreadable)
            #expect(error.exitStatus == .noInput)
        }
    #endif
}
