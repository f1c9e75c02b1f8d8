import CSVIngestion
import TimeSeries

private func covariates(_ change: (inout CovariateOptions) -> Void) -> CSVOptions {
    choosing { change(&$0.covariates) }
}

private let panel =
    "unique_id,ds,y,price,promo,kind\na,2020-01-01,1,9.5,true,x\na,2020-01-02,2,9.5,false,x\na,2020-01-03,3,,true,x\nb,2020-01-01,4,1,no,z\nb,2020-01-02,5,2,no,z\nb,2020-01-03,6,3,no,z\n"
private let stores =
    "store,item,date,y\n1,001,2020-01-01,1\n1,001,2020-01-02,2\n1,001,2020-01-03,3\n1,002,2020-01-01,4\n1,002,2020-01-02,5\n1,002,2020-01-03,6\n"
private let head = "@relation x\n@attribute n string\n@attribute s date\n@frequency daily\n@horizon 2\n@data\n"

private func files(_ texts: String...) -> [[UInt8]] { texts.map { Array($0.utf8) } }
private let january = "date,y,x\n2020-01-01,1,9\n2020-01-02,2,9\n2020-01-03,3,9\n"
private let later = "date,y,x\n2020-01-04,4,9\n2020-01-05,5,9\n"

/// Layouts, ids, covariates and several files.
let awkwardLayouts: [AwkwardFile] = layouts + ids + explained + several

private let layouts: [AwkwardFile] = [
    AwkwardFile("long, as Nixtla's", panel, .reads(3, 3, ids: ["a", "b"], step: "daily", values: [1, 2, 3])),
    AwkwardFile(
        "long, of GluonTS", panel.replacing("unique_id,ds,y", with: "item_id,timestamp,target"),
        .reads(3, 3, ids: ["a", "b"])),
    AwkwardFile(
        "series one after the other, by day",
        "date,id,y\n2020-01-01,a,1\n2020-01-01,b,2\n2020-01-02,a,3\n2020-01-02,b,4\n2020-01-03,a,5\n2020-01-03,b,6\n",
        .reads(3, 3, ids: ["a", "b"], values: [1, 3, 5])),
    AwkwardFile(
        "rates of four decimals beside three",
        "date,rate,index\n2020-01-01,1.0634,2.361\n2020-01-02,1.0845,2.402\n"
            + "2020-01-03,1.0991,2.417\n", with: CSVOptions(target: "index"), .reads(3, values: [2.361, 2.402, 2.417])),
    AwkwardFile(
        "rates of four decimals beside thousands",
        "date,rate,amount\n2020-01-01,1.0845,\"7,447\"\n2020-01-02,1.0634,\"8,112\"\n2020-01-03,1.1034,\"6,001\"\n",
        with: CSVOptions(target: "amount"), .reads(3, values: [7447, 8112, 6001])),
    AwkwardFile(
        "the first of two files tells what points are",
        files: [
            Array("date;y\n2020-01-01;1.25\n2020-01-02;2.125\n2020-01-03;3.5\n".utf8),
            Array("date;y\n2020-01-04;5.574\n2020-01-05;6.125\n".utf8),
            Array("date;y\n2020-01-06;7.125\n".utf8),
        ], .reads(6, values: [1.25, 2.125, 3.5, 5.574, 6.125, 7.125])),
    AwkwardFile(
        "many columns of marked numbers",
        "date,y" + (1...30).map { ",m\($0)" }.joined() + "\n"
            + (1...5).map { "2020-01-0\($0),\($0)" + String(repeating: ",5%", count: 30) + "\n" }.joined(),
        with: CSVOptions(target: "y"), .reads(5, notes: "and 18 more, as they hold numbers with marks")),
    AwkwardFile(
        "a date, words and numbers without a header", "2024-01-01,shop,1.5\n2024-01-02,shop,2.5\n2024-01-03,shop,3.5\n",
        .reads(3, times: ["2024-01-01", "2024-01-03"], values: [1.5, 2.5, 3.5], notes: "the file has no header")),
    AwkwardFile(
        "one series a column", "date,s1,s2,s3\n2020-01-01,1,2,3\n2020-01-02,1,2,3\n2020-01-03,1,2,\n",
        .reads(3, 3, 2, ids: ["s1", "s2", "s3"], notes: "reading 3 columns as a series each")),
    AwkwardFile(
        "one series a column, forced", "date,open,close\n2020-01-01,1,2\n2020-01-02,1,2\n2020-01-03,1,2\n",
        with: choosing { $0.layout.layout = .columns }, .reads(3, 3, ids: ["open", "close"])),
    AwkwardFile(
        "some columns as series", "date,open,high,close\n2020-01-01,1,9,2\n2020-01-02,1,9,2\n2020-01-03,1,9,2\n",
        with: CSVOptions(target: "open,close"), .reads(3, 3, ids: ["open", "close"])),
    AwkwardFile(
        "one series a row, as the M4's", "V1,V2,V3,V4\nH1,1,2,3\nH2,4,5,\nH3,6,,\n",
        .reads(3, 2, 1, ids: ["H1", "H2", "H3"], step: "numbered rows", values: [1, 2, 3])),
    AwkwardFile(
        "one series a row, quoted", "\"V1\",\"V2\",\"V3\"\n\"H1\",\"1\",\"2\"\n\"H2\",\"4\",\"\"\n",
        .reads(2, 1, ids: ["H1", "H2"])),
    AwkwardFile("no times", "y\n1\n2\n3\n4\n", .reads(4, step: "numbered rows", values: [1, 2, 3, 4])),
    AwkwardFile(
        "no times and no header", "1\n2\n3\n4\n",
        .reads(4, step: "numbered rows", values: [1, 2, 3, 4], notes: "has no header")),
    AwkwardFile(
        "no header", "2020-01-01,1\n2020-01-02,2\n2020-01-03,3\n",
        .reads(3, step: "daily", values: [1, 2, 3], notes: "column1, column2")),
    AwkwardFile(
        "a .tsf file", head + "a:2020-01-01 00-00-00:1,2,?\nb:2020-01-05 00-00-00:4,5\n",
        with: choosing { $0.layout.layout = .tsf },
        .reads(3, 2, ids: ["a", "b"], times: ["2020-01-01", "2020-01-03"], step: "daily", values: [1, 2, .nan])),
    AwkwardFile(
        "a .tsf file without times", "@attribute n string\n@data\na:1,2,3\n",
        with: choosing { $0.layout.layout = .tsf }, .reads(3, ids: ["a"], step: "numbered rows")),
    AwkwardFile(
        "a .tsf file under the name of a CSV file", head + "a:2020-01-01 00-00-00:1,2,?\n",
        .refused(.layoutDoesNotFit, 1, 1, fix: "--layout tsf")),
]

private let ids: [AwkwardFile] = [
    AwkwardFile(
        "two columns of ids", stores, with: CSVOptions(id: "store,item"), .reads(3, 3, ids: ["1/001", "1/002"])),
    AwkwardFile(
        "ids with leading zeros", panel.replacing("\na,", with: "\n007,").replacing("\nb,", with: "\n7,"),
        .reads(3, 3, ids: ["007", "7"])),
    AwkwardFile(
        "ids that are words for missing", panel.replacing("\na,", with: "\nNA,").replacing("\nb,", with: "\nnull,"),
        .reads(3, 3, ids: ["NA", "null"])),
    AwkwardFile("ids that differ in case", panel.replacing("\nb,", with: "\nA,"), .reads(3, 3, ids: ["a", "A"])),
    AwkwardFile(
        "ids in quotes with delimiters", panel.replacing("\na,", with: "\n\"a,1\","), .reads(3, 3, ids: ["a,1", "b"])),
    AwkwardFile(
        "ids with blanks behind", panel.replacing("a,2020-01-02", with: "a ,2020-01-02"), .reads(3, 3, ids: ["a", "b"])),
    AwkwardFile(
        "a row a series", "id,date,y\na,2020-01-01,1\nb,2020-01-01,2\nc,2020-01-01,3\n",
        .refused(.duplicateTimestamp, 3, 3, fix: "--id id")),
    AwkwardFile(
        "a row a series, and a step", "id,date,y\na,2020-01-01,1\nb,2020-01-01,2\nc,2020-01-01,3\n",
        with: CSVOptions(id: "id", frequency: .fixed(seconds: 86400)), .reads(1, 1, 1, ids: ["a", "b", "c"])),
    AwkwardFile(
        "a series without a value",
        panel.replacing("b,2020-01-01,4", with: "b,2020-01-01,").replacing("b,2020-01-02,5", with: "b,2020-01-02,")
            .replacing("b,2020-01-03,6", with: "b,2020-01-03,"),
        .reads(3, 3, ids: ["a", "b"], values: [1, 2, 3])),
]

private let explained: [AwkwardFile] = [
    AwkwardFile(
        "covariates of numbers, truth and names", panel,
        with: covariates {
            $0.past = ["promo"]
            $0.future = ["price"]
            $0.statics = ["kind"]
        }, .reads(3, 3, ids: ["a", "b"])),
    AwkwardFile(
        "rows known ahead",
        "date,y,price\n2020-01-01,1,9\n2020-01-02,2,9\n2020-01-03,3,8\n2020-01-04,,8\n2020-01-05,,7\n",
        with: covariates { $0.future = ["price"] }, .reads(5, values: [1, 2, 3, .nan, .nan])),
    AwkwardFile(
        "a number in a covariate of names", panel.replacing("z\n", with: "5\n"),
        with: covariates { $0.statics = ["kind"] }, .reads(3, 3)),
    AwkwardFile(
        "a static column that changes", panel.replacing("2,9.5,false,x", with: "2,9.5,false,z"),
        with: covariates { $0.statics = ["kind"] }, .refused(.staticChanges, 3, 26, fix: "--past or --future")),
    AwkwardFile(
        "a covariate without a name", panel, with: covariates { $0.past = ["prise"] },
        .refused(.unknownColumn, 1, nil, fix: "did you mean --past price?")),
]

private let several: [AwkwardFile] = [
    AwkwardFile(
        "two files", files: files(january, later), with: CSVOptions(target: "y"),
        .reads(5, step: "daily", values: [1, 2, 3, 4, 5], notes: "reading 2 files as one")),
    AwkwardFile(
        "two files, columns in another order", files: files(january, "x,date,y\n9,2020-01-04,4\n9,2020-01-05,5\n"),
        with: CSVOptions(target: "y"), .reads(5, values: [1, 2, 3, 4, 5])),
    AwkwardFile(
        "two files with other delimiters", files: files(january, later.replacing(",", with: ";")),
        with: CSVOptions(target: "y"), .reads(5, values: [1, 2, 3, 4, 5])),
    AwkwardFile(
        "two files of other columns", files: files(january, "date,y\n2020-01-04,4\n"),
        with: CSVOptions(target: "y"), .refused(.columnsDiffer, 1, nil, fix: "")),
    AwkwardFile(
        "an error in the second file", files: files(january, later.replacing("5,5,9", with: "5,x,9")),
        with: CSVOptions(target: "y"), .refused(.notANumber, 3, 12, fix: "--missing x")),
    AwkwardFile(
        "two files that overlap", files: files(january, "date,y,x\n2020-01-03,3,9\n2020-01-04,4,9\n"),
        with: CSVOptions(target: "y"), .refused(.duplicateTimestamp, 2, 1, fix: "--duplicates")),
    AwkwardFile(
        "two files in the wrong order", files: files(later, january), with: CSVOptions(target: "y"),
        .refused(.unsortedTimestamps, 2, 1, fix: "--unsorted sort")),
]
