import Diagnostics
import TimeSeries

/// Attributes of a `.tsf` file that are asked for as covariates.
struct TsfStatics {
    private let header: TsfHeader
    private let places: [Int]
    private let options: CovariateOptions

    init(_ header: TsfHeader, _ options: CovariateOptions, at place: DiagnosticLocation) throws(CSVError) {
        self.header = header
        self.options = options
        var places: [Int] = []
        for list in options.statics {
            for name in list.split(separator: ",") {
                let attribute = try header.attribute(String(name.drop { $0 == " " }), flag: "--static", at: place)
                if !places.contains(attribute) { places.append(attribute) }
            }
        }
        self.places = places
    }

    /// The columns, and for each its values, one a line.
    func columns(_ lines: [TsfSeries], _ path: String) throws(CSVError) -> (names: [Covariate], values: [[Double]]) {
        var names: [Covariate] = []
        var values: [[Double]] = []
        for place in places {
            let attribute = header.attributes[place]
            let isNumber = attribute.content == .numeric && !options.categorical.contains(attribute.name)
            if isNumber {
                names.append(Covariate(name: attribute.name, role: .static))
                values.append(try numbers(lines, place, path))
            } else {
                let (categories, codes) = categories(lines, place)
                names.append(Covariate(name: attribute.name, role: .static, categories: categories))
                values.append(codes)
            }
        }
        return (names, values)
    }

    private func numbers(_ lines: [TsfSeries], _ place: Int, _ path: String) throws(CSVError) -> [Double] {
        var values: [Double] = []
        for line in lines {
            let text = line.attributes[place]
            if text.isEmpty || text == "?" {
                values.append(.nan)
            } else if let value = number(utf8: Array(text.utf8).span), value.isFinite {
                values.append(value)
            } else {
                throw .tsfBadNumber(
                    "attribute '\(header.attributes[place].name)'", text,
                    at: DiagnosticLocation(file: path, line: line.line))
            }
        }
        return values
    }

    private func categories(_ lines: [TsfSeries], _ place: Int) -> (names: [String], codes: [Double]) {
        var names = options.categories[header.attributes[place].name] ?? []
        var codes: [String: Int] = [:]
        for (code, name) in names.enumerated() { codes[name] = code }
        let values = lines.map { line in
            let text = line.attributes[place]
            if text.isEmpty || text == "?" { return Double.nan }
            if let code = codes[text] { return Double(code) }
            codes[text] = names.count
            names.append(text)
            return Double(names.count - 1)
        }
        return (names, values)
    }
}
