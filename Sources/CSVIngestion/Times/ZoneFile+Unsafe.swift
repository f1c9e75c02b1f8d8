import Diagnostics
import TimeSeries

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The system's files of time zones.
enum ZoneFile {
    /// The rules of a zone.
    ///
    /// - Throws: ``CSVError`` when the system has no zones, or none of that name.
    static func rules(named name: String, path: String) throws(CSVError) -> TimeZoneRules {
        if name == "UTC" { return .utc }
        let place = DiagnosticLocation(file: path)
        guard !names.isEmpty || bytes(of: "\(folder)/Etc/UTC") != nil else { throw .noZones(folder: folder, at: place) }
        guard isName(name), let bytes = bytes(of: "\(folder)/\(name)") else {
            throw .unknownZone(name, among: names, at: place)
        }
        guard let rules = TimeZoneRules(name: name, tzif: bytes) else {
            throw .damagedZone(name, file: "\(folder)/\(name)", at: place)
        }
        return rules
    }

    /// Where the zones are: what the environment says, else the usual place.
    private static var folder: String {
        guard let variable = unsafe getenv("TZDIR") else { return "/usr/share/zoneinfo" }
        let text = unsafe String(cString: variable)
        return text.isEmpty ? "/usr/share/zoneinfo" : text
    }

    /// Whether a name cannot lead out of the folder.
    private static func isName(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count) && name.first != "/" && !name.contains("..")
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
                case UInt8(ascii: "0")...UInt8(ascii: "9"): true
                default: "_+-/".utf8.contains(byte)
                }
            }
    }

    /// The names of all zones, as the system's own lists have them.
    private static var names: [String] {
        for (list, column) in [("tzdata.zi", 0), ("zone.tab", 2), ("zone1970.tab", 2)] {
            guard let bytes = bytes(of: "\(folder)/\(list)") else { continue }
            let lines = String(decoding: bytes, as: UTF8.self).split { $0.isNewline }
            return lines.compactMap { line in
                let words = line.split(separator: column == 0 ? " " : "\t")
                if column > 0 { return words.count > column && !line.hasPrefix("#") ? String(words[column]) : nil }
                if words.count > 2, words[0] == "L" { return String(words[2]) }
                return words.count > 1 && words[0] == "Z" ? String(words[1]) : nil
            }
        }
        return []
    }

    /// The bytes of a file of at most 1 MB; nil when there is none.
    private static func bytes(of path: String) -> [UInt8]? {
        guard let file = try? InputFile(path: path), file.size > 0 else { return nil }
        var bytes: [UInt8] = []
        let most = 1 << 20
        while bytes.count < most {
            let chunk = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                guard let base = buffer.baseAddress else { return }
                unsafe count = (try? file.read(into: base, count: buffer.count)) ?? 0
            }
            if chunk.isEmpty { return bytes }
            bytes += chunk
        }
        return nil
    }
}

extension CSVError {
    fileprivate static func noZones(folder: String, at place: DiagnosticLocation) -> CSVError {
        CSVError(
            .noZones, "this system has no time zones in \(folder)",
            fix: "install them, as with apt-get install tzdata, or set TZDIR to the folder that holds them", at: place,
            exitStatus: .noInput)
    }

    fileprivate static func unknownZone(_ name: String, among names: [String], at place: DiagnosticLocation) -> CSVError
    {
        let wanted = name.lowercased()
        let cities = names.filter { zone in
            zone.lowercased() == wanted || zone.lowercased().split(separator: "/").last.map(String.init) == wanted
        }
        let nearest = cities.isEmpty ? [nearestName(to: name, among: names)].compactMap { $0 } : Array(cities.prefix(3))
        let fix =
            nearest.isEmpty
            ? "pass a name of the IANA database, such as --timezone Europe/Berlin"
            : "did you mean \(nearest.map { "--timezone \($0)" }.joined(separator: " or "))?"
        return CSVError(
            .unknownZone, "there is no time zone '\(display(name))'", fix: fix, at: place, exitStatus: .usage)
    }

    fileprivate static func damagedZone(_ name: String, file: String, at place: DiagnosticLocation) -> CSVError {
        CSVError(
            .noZones, "the rules of time zone '\(display(name))' cannot be read: \(display(file)) is damaged",
            fix: "install the zones again, as with apt-get install --reinstall tzdata", at: place, exitStatus: .noInput)
    }
}
