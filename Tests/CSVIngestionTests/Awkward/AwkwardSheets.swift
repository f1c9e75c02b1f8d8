import CSVIngestion
import TimeSeries

private let days = tableText(timeTexts("%Y-%m-%d", 3))
private let text = "date;y\n2020-01-01;1,5\n2020-01-02;2,5\n2020-01-03;3,5\n"

/// What spreadsheets and reports leave in files.
let awkwardSheets: [AwkwardFile] = around + headers + cells

private let around: [AwkwardFile] = [
    AwkwardFile(
        "a line that names the delimiter", "sep=;\n" + text,
        .reads(3, step: "daily", values: [1.5, 2.5, 3.5], notes: "names a delimiter")),
    AwkwardFile(
        "a line that names the delimiter, of Windows", "\u{feff}\"sep=;\"\r\n" + text.replacing("\n", with: "\r\n"),
        .reads(3, values: [1.5, 2.5, 3.5])),
    AwkwardFile("a line that names the comma", "sep=,\n" + days, .reads(3, values: [1, 2, 3])),
    AwkwardFile(
        "a line that names the tab", "sep=\t\n" + days.replacing(",", with: "\t"), .reads(3, values: [1, 2, 3])),
    AwkwardFile("a total at the end", days + "Total,6\n", .refused(.notATimestamp, 5, 1, fix: "delete the row")),
    AwkwardFile(
        "a total at the end, without a name", days + ",6\n", .refused(.missingTimestamp, 5, 1, fix: "delete the row")),
    AwkwardFile(
        "a title first", "Sales of 2020\n\n" + days, .refused(.raggedRow, 3, 6, fix: "--comment 'Sales of 2020'")),
    AwkwardFile(
        "a title first, padded", "Sales of 2020,\n,\n" + days, .refused(.missingTimestamp, 2, 1, fix: "delete the row")),
    AwkwardFile(
        "rows of delimiters at the end", days + ",\n,\n", .refused(.missingTimestamp, 5, 1, fix: "delete the row")),
    AwkwardFile(
        "units in the second line", "date,y\n,kWh\n2020-01-01,1\n2020-01-02,2\n2020-01-03,3\n",
        .refused(.missingTimestamp, 2, 1, fix: "delete the row")),
    AwkwardFile(
        "units in brackets in the second line", "date,y\n[UTC],[kWh]\n2020-01-01,1\n2020-01-02,2\n2020-01-03,3\n",
        .refused(.notATimestamp, 2, 1, fix: "delete the row")),
    AwkwardFile(
        "a header of two lines", "date,price,price\n,open,close\n2020-01-01,1,2\n2020-01-02,1,2\n",
        with: CSVOptions(target: "price"), .refused(.duplicateColumn, 1, 12, fix: "rename")),
]

private let headers: [AwkwardFile] = [
    AwkwardFile(
        "an index of pandas", ",date,y\n0,2020-01-01,1\n1,2020-01-02,2\n2,2020-01-03,3\n",
        .reads(3, step: "daily", values: [1, 2, 3], notes: "column1")),
    AwkwardFile(
        "an index of times of pandas", ",y\n2020-01-01,1\n2020-01-02,2\n2020-01-03,3\n",
        .reads(3, step: "daily", values: [1, 2, 3], notes: "using 'column1' as the time column")),
    AwkwardFile(
        "an unnamed index", "Unnamed: 0,date,y\n0,2020-01-01,1\n1,2020-01-02,2\n2,2020-01-03,3\n",
        .reads(3, values: [1, 2, 3])),
    AwkwardFile(
        "an index of numbers as the only column beside the values", ",passengers\n0,112\n1,118\n2,132\n",
        .reads(3, values: [112, 118, 132])),
    AwkwardFile(
        "names with blanks", "date , y\t\n2020-01-01,1\n2020-01-02,2\n2020-01-03,3\n", with: CSVOptions(target: "y"),
        .reads(3, values: [1, 2, 3])),
    AwkwardFile(
        "names in capitals", "DATE,CLOSE\n2020-01-01,1\n2020-01-02,2\n2020-01-03,3\n", .reads(3, values: [1, 2, 3])),
    AwkwardFile(
        "two columns of one name that are not used",
        "date,y,x,x\n2020-01-01,1,2,3\n2020-01-02,2,2,3\n2020-01-03,3,2,3\n",
        .reads(3, values: [1, 2, 3])),
    AwkwardFile(
        "a very long name",
        "date,\(String(repeating: "very ", count: 4000))long\n2020-01-01,1\n2020-01-02,2\n2020-01-03,3\n",
        .reads(3, values: [1, 2, 3], notes: "as the target")),
    AwkwardFile(
        "a name with a line end", "date,\"close\n(USD)\"\n2020-01-01,1\n2020-01-02,2\n2020-01-03,3\n",
        .reads(3, values: [1, 2, 3])),
]

private let cells: [AwkwardFile] = [
    AwkwardFile(
        "an apostrophe before a date", "date,y\n'2020-01-01,1\n'2020-01-02,2\n'2020-01-03,3\n",
        .refused(.notATimestamp, 2, 1, fix: "ISO 8601")),
    AwkwardFile(
        "an apostrophe before a number", days + "2020-01-04,'4\n", .refused(.notANumber, 5, 12, fix: "write it as 4")),
    AwkwardFile(
        "numbers with letters behind, newest first",
        "Date,Price,Vol.\n2020-01-04,1,30.32M\n2020-01-03,2,30.32M\n2020-01-02,3,1.5K\n2020-01-01,4,14.2M\n",
        with: choosing { $0.repairs.unsorted = .sort },
        .reads(4, values: [4, 3, 2, 1], notes: "'Vol.' is left out, as it holds numbers with a suffix such as 30.32M")),
    AwkwardFile(
        "remarks beside rows out of order",
        "Date,y,note\n2020-01-04,1,a\n2020-01-03,2,b\n2020-01-02,3,c\n2020-01-01,4,a\n",
        with: choosing { $0.repairs.unsorted = .sort }, .reads(4, ids: [""], values: [4, 3, 2, 1])),
    AwkwardFile(
        "percentages as a covariate",
        "date,y,x\n2020-01-01,1,5%\n2020-01-02,2,6%\n2020-01-03,3,7%\n",
        with: choosing {
            $0.target = "y"
            $0.covariates.past = ["x"]
        }, .refused(.notACovariate, 2, 14, fix: "plain numbers")),
    AwkwardFile(
        "percent signs", "date,y\n2020-01-01,5%\n2020-01-02,6%\n2020-01-03,7.5%\n",
        .refused(.notANumber, 2, 12, fix: "percent")),
    AwkwardFile("a percent sign", days + "2020-01-04,5%\n", .refused(.notANumber, 5, 12, fix: "write it as 5,")),
    AwkwardFile("a currency", days + "2020-01-04,$5.50\n", .refused(.notANumber, 5, 12, fix: "write it as 5.50,")),
    AwkwardFile(
        "a currency behind", days + "2020-01-04,5.50 €\n", .refused(.notANumber, 5, 12, fix: "write it as 5.50,")),
    AwkwardFile(
        "a negative number in parentheses", days + "2020-01-04,(5)\n",
        .refused(.notANumber, 5, 12, fix: "write it as -5,")),
    AwkwardFile("a minus behind", days + "2020-01-04,5-\n", .refused(.notANumber, 5, 12, fix: "write it as -5,")),
    AwkwardFile("a typographic minus", days + "2020-01-04,−5\n", .refused(.notANumber, 5, 12, fix: "write it as -5,")),
    AwkwardFile(
        "a unit behind a number", days + "2020-01-04,5 kWh\n", .refused(.notANumber, 5, 12, fix: "--missing '5 kWh'")),
    AwkwardFile("a mark of an estimate", days + "2020-01-04,5*\n", .refused(.notANumber, 5, 12, fix: "--missing '5*'")),
    AwkwardFile(
        "a limit of detection", days + "2020-01-04,<0.1\n", .refused(.notANumber, 5, 12, fix: "--missing '<0.1'")),
    AwkwardFile("a formula", days + "2020-01-04,=A1+1\n", .refused(.notANumber, 5, 12, fix: "--missing '=A1+1'")),
    AwkwardFile(
        "a decimal comma in an unquoted cell", days + "2020-01-04,4,5\n", .refused(.raggedRow, 5, 14, fix: "quote")),
    AwkwardFile(
        "truth as the target", "date,on\n2020-01-01,TRUE\n2020-01-02,FALSE\n2020-01-03,TRUE\n",
        .refused(.noNumberColumn, 2, 12, fix: "plain numbers")),
    AwkwardFile("digits of another script", days + "2020-01-04,٤\n", .refused(.notANumber, 5, 12, fix: "--missing")),
    AwkwardFile("digits of full width", days + "2020-01-04,４\n", .refused(.notANumber, 5, 12, fix: "--missing")),
    AwkwardFile(
        "an invisible blank", days + "2020-01-04,4\u{a0}\n", .refused(.notANumber, 5, 12, fix: "write it as 4,")),
    AwkwardFile(
        "the largest and smallest numbers",
        days + "2020-01-04,1.7976931348623157e308\n2020-01-05,-5e-324\n2020-01-06,1e-400\n",
        .reads(6, values: [1, 2, 3, .greatestFiniteMagnitude, -.leastNonzeroMagnitude, 0])),
    AwkwardFile(
        "thirty digits", days + "2020-01-04,0.1000000000000000055511151231257827\n", .reads(4, values: [1, 2, 3, 0.1])),
    AwkwardFile("negative zero", days + "2020-01-04,-0\n", .reads(4, values: [1, 2, 3, -0.0])),
]
