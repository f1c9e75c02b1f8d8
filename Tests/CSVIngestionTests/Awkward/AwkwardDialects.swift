import CSVIngestion
import TimeSeries

private let days = "date,y\n2020-01-01,1.5\n2020-01-02,2.5\n2020-01-03,3.5\n"
private let daily = AwkwardFile.Outcome.reads(
    3, times: ["2020-01-01", "2020-01-03"], step: "daily", values: [1.5, 2.5, 3.5])

/// The text in another encoding.
private func utf16(_ text: String, bigEndian: Bool, mark: Bool) -> [UInt8] {
    ((mark ? [0xfeff] : []) + Array(text.utf16)).flatMap { unit in
        let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xff))
        return bigEndian ? [high, low] : [low, high]
    }
}

private let cities = "Ort;Datum;Wert\nZürich;01.02.2020;1,5\nZürich;13.02.2020;2,5\nZürich;25.02.2020;3,5\n"

/// Delimiters, numbers, encodings, line ends, comments, quotes and missing cells.
let awkwardDialects: [AwkwardFile] = delimiters + numberMarks + encodings + lines + missingCells

private let delimiters: [AwkwardFile] = [
    AwkwardFile("semicolons and decimal commas", days.replacing(",", with: ";").replacing(".", with: ","), daily),
    AwkwardFile("tabs", days.replacing(",", with: "\t"), daily),
    AwkwardFile("pipes", days.replacing(",", with: "|"), daily),
    AwkwardFile("pipes with blanks", days.replacing(",", with: " | "), daily),
    AwkwardFile(
        "semicolons and commas in text", "date;note;y\n2020-01-01;a, b, c;1\n2020-01-02;d, e;2\n2020-01-03;f;3\n",
        .reads(3, values: [1, 2, 3], notes: "fields are separated by ';'")),
    AwkwardFile(
        "delimiters at the ends of rows", "date,y\n2020-01-01,1,\n2020-01-02,2,\n2020-01-03,3,\n",
        .reads(3, values: [1, 2, 3], notes: "rows end in a ','")),
    AwkwardFile(
        "delimiters at the ends of all lines", "date,y,\n2020-01-01,1,\n2020-01-02,2,\n2020-01-03,3,\n",
        .reads(3, values: [1, 2, 3])),
    AwkwardFile(
        "a delimiter at the end of the header", "date,y,\n2020-01-01,1\n2020-01-02,2\n2020-01-03,3\n",
        .reads(3, values: [1, 2, 3], notes: "the header ends in a ','")),
]

private let numberMarks: [AwkwardFile] = [
    AwkwardFile(
        "points between thousands", "date;y\n2020-01-01;1.234,5\n2020-01-02;12.345,25\n2020-01-03;3\n",
        .reads(3, values: [1234.5, 12345.25, 3], notes: "a decimal comma and '.' between thousands")),
    AwkwardFile(
        "commas between thousands, quoted", "date,y\n2020-01-01,\"1,234.5\"\n2020-01-02,\"12,345.25\"\n2020-01-03,3\n",
        .reads(3, values: [1234.5, 12345.25, 3], notes: "',' between thousands")),
    AwkwardFile(
        "blanks between thousands", "date;y\n2020-01-01;1 234,5\n2020-01-02;12 345,25\n2020-01-03;3\n",
        .reads(3, values: [1234.5, 12345.25, 3], notes: "blanks between thousands")),
    AwkwardFile(
        "blanks that do not break between thousands",
        "date;y\n2020-01-01;1\u{a0}234,5\n2020-01-02;12\u{202f}345,25\n2020-01-03;3\n",
        .reads(3, values: [1234.5, 12345.25, 3])),
    AwkwardFile(
        "apostrophes between thousands", "date;y\n2020-01-01;1'234.5\n2020-01-02;12’345.25\n2020-01-03;3\n",
        .reads(3, values: [1234.5, 12345.25, 3], notes: "apostrophes between thousands")),
    AwkwardFile(
        "thousands or a decimal comma, named", "date;y\n2020-01-01;1,234\n2020-01-02;2,345\n2020-01-03;3,456\n",
        with: choosing { $0.dialect.thousands = .comma }, .reads(3, values: [1234, 2345, 3456])),
    AwkwardFile(
        "points between thousands, or before three digits",
        "Datum;Stück\n01.01.2023;997\n02.01.2023;1.005\n20.01.2023;1.114\n",
        .refused(.twoReadings, 3, 12, fix: "--decimal , --thousands . to read it as 1005")),
    AwkwardFile(
        "points of two readings between commas, beside days with points",
        "Monat,Absatz\n01.01.2015,180.205\n01.02.2015,171.863\n01.03.2015,165.100\n",
        .refused(.twoReadings, 2, 12, fix: "--decimal . to read it as 180.205")),
    AwkwardFile(
        "points of two readings in a second file",
        files: [
            Array("Datum;Stück\n13.01.2023;997\n14.01.2023;995\n".utf8),
            Array("Datum;Stück\n15.01.2023;1.005\n16.01.2023;1.114\n".utf8),
        ], .refused(.twoReadings, 2, 12, fix: "--thousands .")),
    AwkwardFile(
        "points between millions", "Datum;Stück\n14.01.2023;1.014.000\n15.01.2023;997\n16.01.2023;12.345\n",
        .reads(3, step: "daily", values: [1_014_000, 997, 12345], notes: "'.' between thousands, as in 1.014.000")),
    AwkwardFile(
        "measurements of three decimals", "date,y\n2020-01-01,12.345\n2020-01-02,1.234\n2020-01-03,2.345\n",
        .reads(3, values: [12.345, 1.234, 2.345])),
    AwkwardFile(
        "exponents", "date,y\n2020-01-01,1e3\n2020-01-02,-2.5E-1\n2020-01-03,+.5\n2020-01-04,7.\n",
        .reads(4, values: [1000, -0.25, 0.5, 7])),
]

private let encodings: [AwkwardFile] = [
    AwkwardFile("a byte order mark", "\u{feff}" + days, daily),
    AwkwardFile(
        "a byte order mark before a quote", "\u{feff}\"date\",\"y\"\n2020-01-01,1\n2020-01-02,2\n2020-01-03,3\n",
        .reads(3, values: [1, 2, 3])),
    AwkwardFile(
        "UTF-16 of Windows", files: [utf16(cities, bigEndian: false, mark: true)],
        with: choosing { $0.id = "Ort" },
        .reads(3, ids: ["Zürich"], step: "every 12 days", values: [1.5, 2.5, 3.5], notes: "UTF-16")),
    AwkwardFile(
        "UTF-16, the high byte first", files: [utf16(cities, bigEndian: true, mark: true)],
        with: choosing { $0.id = "Ort" }, .reads(3, ids: ["Zürich"], values: [1.5, 2.5, 3.5], notes: "UTF-16")),
    AwkwardFile("UTF-16 without a mark", files: [utf16(days, bigEndian: false, mark: false)], daily),
    AwkwardFile(
        "Latin-1", files: [cities.unicodeScalars.map { UInt8($0.value) }], with: choosing { $0.id = "Ort" },
        .reads(3, ids: ["Zürich"], values: [1.5, 2.5, 3.5], notes: "Windows-1252")),
    AwkwardFile(
        "Latin-1 that is named", files: [cities.unicodeScalars.map { UInt8($0.value) }],
        with: choosing {
            $0.id = "Ort"
            $0.dialect.encoding = .windows1252
        }, .reads(3, ids: ["Zürich"])),
]

private let lines: [AwkwardFile] = [
    AwkwardFile("line ends of Windows", days.replacing("\n", with: "\r\n"), daily),
    AwkwardFile("line ends of old Macs", days.replacing("\n", with: "\r"), daily),
    AwkwardFile("mixed line ends", "date,y\r\n2020-01-01,1.5\n2020-01-02,2.5\r2020-01-03,3.5", daily),
    AwkwardFile("blank lines", days.replacing("\n", with: "\n\n") + "\n  \n", daily),
    AwkwardFile("blank lines first", "\n\n" + days, daily),
    AwkwardFile(
        "comments first", "# from the archive\n# in m/s, 2 m\n" + days,
        .reads(3, values: [1.5, 2.5, 3.5], notes: "skipping lines that begin with '#'")),
    AwkwardFile(
        "comments in the middle", days + "# a pause, for repairs, of days\n2020-01-04,4.5\n",
        .reads(4, values: [1.5, 2.5, 3.5, 4.5], notes: "'#'")),
    AwkwardFile("comments of another mark", "// a\n" + days, with: CSVOptions(comment: "//"), daily),
    AwkwardFile(
        "a header again in the middle", days + "date,y\n2020-01-04,4.5\ndate,y\n2020-01-05,5.5\n",
        .reads(5, values: [1.5, 2.5, 3.5, 4.5, 5.5], notes: "skipped 2 lines that repeat the header")),
    AwkwardFile(
        "quotes with line ends, delimiters and quotes",
        "date,note,y\n2020-01-01,\"a\nb, \"\"c\"\"\",1\n2020-01-02,\"\",2\n2020-01-03,\"\n\n\",3\n",
        .reads(3, values: [1, 2, 3])),
    AwkwardFile(
        "all cells quoted", "\"date\",\"y\"\n\"2020-01-01\",\"1\"\n\"2020-01-02\",\"2\"\n\"2020-01-03\",\"3\"\n",
        .reads(3, step: "daily", values: [1, 2, 3])),
    AwkwardFile(
        "blanks within quotes",
        "\"date \",\" y\"\n\" 2020-01-01\",\" 1\"\n\"2020-01-02 \",\"2 \"\n\"2020-01-03\",\" 3 \"\n",
        .reads(3, step: "daily", values: [1, 2, 3])),
]

private let missingCells: [AwkwardFile] = [
    AwkwardFile(
        "usual tokens",
        tableText(timeTexts("%Y-%m-%d", 3))
            + "2020-01-04,NA\n2020-01-05,null\n2020-01-06,-\n2020-01-07,?\n2020-01-08,\n2020-01-09,9\n",
        .reads(
            9, values: [1, 2, 3, .nan, .nan, .nan, .nan, .nan, 9],
            notes: "read as missing: 1 'NA', 1 'null', 1 '-', 1 '?'")),
    AwkwardFile(
        "a declared token", tableText(timeTexts("%Y-%m-%d", 3)) + "2020-01-04,-999\n2020-01-05,5\n",
        with: CSVOptions(missing: ["-999"]), .reads(5, values: [1, 2, 3, .nan, 5])),
    AwkwardFile(
        "quoted empty cells", "date,y\n2020-01-01,\"1\"\n2020-01-02,\"\"\n2020-01-03,3\n",
        .reads(3, values: [1, .nan, 3])),
    AwkwardFile(
        "an error of a sheet", tableText(timeTexts("%Y-%m-%d", 3)) + "2020-01-04,#DIV/0!\n",
        .refused(.notANumber, 5, 12, fix: "--missing '#DIV/0!'")),
    AwkwardFile(
        "a column without a cell", "date,y,z\n2020-01-01,1,\n2020-01-02,2,\n2020-01-03,3,\n",
        .reads(3, values: [1, 2, 3])),
]
