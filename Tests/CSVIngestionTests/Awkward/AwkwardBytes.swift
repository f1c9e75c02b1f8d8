import CSVIngestion
import TimeSeries

private let days = tableText(timeTexts("%Y-%m-%d", 3))

/// Bytes that are no text, or hardly.
let awkwardBytes: [AwkwardFile] = [
    AwkwardFile("the end of a file of DOS", days + "\u{1a}", .reads(3, values: [1, 2, 3])),
    AwkwardFile(
        "the end of a file of DOS within the last line", String(days.dropLast()) + "\u{1a}",
        .reads(3, values: [1, 2, 3])),
    AwkwardFile("only the end of a file of DOS", "\u{1a}", .refused(.empty, nil, nil, fix: "header and rows")),
    AwkwardFile("a form feed at the end", days + "\u{c}", .refused(.raggedRow, 5, 2, fix: "add the missing field")),
    AwkwardFile("a NUL", days + "2020-01-04,\0\n", .refused(.notText, 5, 12, fix: "iconv")),
    AwkwardFile("NULs at the end", days + "\0\0\0", .refused(.notText, 5, 1, fix: "iconv")),
    AwkwardFile("a DEL in a number", days + "2020-01-04,4\u{7f}\n", .refused(.notANumber, 5, 12, fix: "--missing")),
    AwkwardFile(
        "a bell in an id", "id,date,y\na\u{7},2020-01-01,1\na\u{7},2020-01-02,2\na\u{7},2020-01-03,3\n",
        .reads(3, ids: ["a\u{7}"])),
    AwkwardFile("a quote", "\"", .refused(.unterminatedQuote, 1, 1, fix: "close it")),
    AwkwardFile("two quotes", "\"\"", .refused(.headerOnly, 1, 1, fix: "rows")),
    AwkwardFile("quotes", "\"\"\"\"\"\"\n\"\"\"\"\n", .refused(.noNumberColumn, 2, 1, fix: "")),
    AwkwardFile("delimiters", ",,,\n,,,\n,,,\n", .refused(.headerOnly, 1, 1, fix: "rows")),
    AwkwardFile(
        "a byte order mark in the middle", days + "\u{feff}2020-01-04,4\n",
        .refused(.notATimestamp, 5, 1, fix: "write it as the others")),
    AwkwardFile("a sentence", "This is not a table, but a sentence.\n", .refused(.headerOnly, 1, 1, fix: "rows")),
    AwkwardFile(
        "a page", "<!DOCTYPE html>\n<html>\n<body>\n</body>\n</html>\n", .refused(.noNumberColumn, 2, 1, fix: "")),
    AwkwardFile("JSON", "[{\"date\": \"2020-01-01\", \"y\": 1}]\n", .refused(.strayQuote, 1, 3, fix: "")),
    AwkwardFile("Parquet", files: [Array("PAR1".utf8) + [0x15, 0, 0x15]], .refused(.notText, nil, nil, fix: "CSV")),
    AwkwardFile("zip", files: [[0x50, 0x4b, 3, 4, 0]], .refused(.notText, nil, nil, fix: "save the sheet as CSV")),
    AwkwardFile(
        "an old sheet", files: [[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]], .refused(.notText, nil, nil, fix: "CSV")),
    AwkwardFile("bzip2", files: [Array("BZh91AY&SY".utf8) + [0x9d, 0]], .refused(.notText, nil, nil, fix: "bzcat")),
    AwkwardFile("zstd", files: [[0x28, 0xb5, 0x2f, 0xfd, 0]], .refused(.notText, nil, nil, fix: "zstdcat")),
    AwkwardFile("xz", files: [[0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]], .refused(.notText, nil, nil, fix: "xzcat")),
    AwkwardFile("UTF-32", files: [[0xff, 0xfe, 0, 0, 0x64, 0, 0, 0]], .refused(.notText, nil, nil, fix: "iconv")),
]
