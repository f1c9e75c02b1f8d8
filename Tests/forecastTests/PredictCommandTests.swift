import Foundation
import Testing

/// The part of a forecast's JSON that is compared.
private struct ForecastDocument: Decodable {
    struct Series: Decodable {
        var timestamps: [String]
        var values: [String: [Double]]
    }

    var series: [Series]
}

@Suite struct PredictCommandTests {
    /// A folder with a small model of the temperature, six months ahead.
    private func folder() throws -> CommandFolder {
        let folder = try CommandFolder()
        try folder.succeed(
            "forecast fit datasets/temperature.csv --model gru --horizon 6 --epochs 3 --hidden 8 --quiet")
        return folder
    }

    @Test func `the forecast is on standard output and nothing else anywhere`() throws {
        let folder = try folder()
        let outcome = try folder.run("forecast predict")
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        #expect(outcome.lines.count == 7)
        #expect(outcome.lines[0] == "month,GRU")
        #expect(try folder.succeed("forecast predict forecast.safetensors") == outcome.output)
        #expect(try folder.succeed("mv forecast.safetensors it; forecast predict it") == outcome.output)
    }

    @Test func `every format holds the same numbers`() throws {
        let folder = try folder()
        let rows = try folder.run("forecast predict --format csv").lines.dropFirst().map { $0.split(separator: ",") }
        let json = try folder.succeed("forecast predict --format json")
        #expect(try folder.succeed("forecast predict --json") == json)
        let series = try #require(try JSONDecoder().decode(ForecastDocument.self, from: Data(json.utf8)).series.first)
        #expect(series.timestamps == rows.map { String($0[0]) })
        #expect(series.values["GRU"] == rows.compactMap { Double($0[1]) })

        let table = try folder.run("forecast predict --format table").lines.map { $0.split(separator: " ") }
        #expect(table[0] == ["month", "GRU"])
        for (cells, row) in zip(table.dropFirst(), rows) {
            #expect(cells[0] == row[0])
            #expect(abs((Double(cells[1]) ?? .nan) - (Double(row[1]) ?? .nan)) <= 0.005)
        }
    }

    @Test func `-o writes a file, in the format that its name says`() throws {
        let folder = try folder()
        for (name, format) in [("a.csv", "csv"), ("a.json", "json"), ("a", "csv"), ("a.table", "table")] {
            let outcome = try folder.run("forecast predict -o \(name)")
            #expect(outcome == Outcome(status: 0, output: "", errors: ""))
            #expect(try folder.text(name) == folder.succeed("forecast predict --format \(format)"))
        }
        try folder.succeed("forecast predict -o a.json --format table")
        #expect(try folder.text("a.json") == folder.succeed("forecast predict --format table"))
        #expect(
            try Set(folder.content().keys) == ["a", "a.csv", "a.json", "a.table", "datasets", "forecast.safetensors"])
    }

    @Test func `a shorter horizon is a prefix, a longer one goes on in blocks and says so`() throws {
        let folder = try folder()
        let trained = try folder.run("forecast predict").lines
        #expect(
            try folder.run("forecast predict --horizon 2")
                == Outcome(
                    status: 0, output: trained.prefix(3).map { $0 + "\n" }.joined(), errors: ""))
        let longer = try folder.run("forecast predict --horizon 14")
        #expect(longer.lines.prefix(7) == trained[...])
        #expect(longer.lines.count == 15)
        #expect(
            longer.errors == "note: 14 steps are 3 blocks of the 6 the model was trained for; "
                + "each reads the forecasts before it as if they had happened\n")
        let quiet = try folder.run("forecast predict --horizon 14 --quiet")
        #expect(quiet == Outcome(status: 0, output: longer.output, errors: ""))
    }

    @Test func `newer rows move the forecast on, the same rows leave it`() throws {
        let folder = try folder()
        let forecast = try folder.succeed("forecast predict")
        #expect(try folder.succeed("forecast predict --data datasets/temperature.csv") == forecast)

        try folder.succeed(
            "cp datasets/temperature.csv newer.csv && printf '2011-01,23.5\\n2011-02,25.25\\n2011-03,26.5\\n' >> newer.csv"
        )
        let newer = try folder.run("forecast predict --data newer.csv")
        #expect(
            newer.lines.dropFirst().map { $0.prefix(7) } == [
                "2011-04", "2011-05", "2011-06", "2011-07", "2011-08", "2011-09",
            ])
        #expect(newer.errors == "")
        // Only the last rows are looked at: without the old ones the forecast is the same.
        try folder.succeed("{ head -1 newer.csv; tail -100 newer.csv; } > tail.csv")
        #expect(try folder.succeed("forecast predict --data tail.csv") == newer.output)
    }

    @Test func `newer rows of other columns are refused with the columns of the model`() throws {
        let folder = try folder()
        let outcome = try folder.run("forecast predict --data datasets/prices.csv")
        let errors = """
            error: datasets/prices.csv: there is no column 'month'
              fix: give rows with the columns that the model was fitted on, 'month', 'temperature'; \
            or fit a model on these: forecast fit datasets/prices.csv

            """
        #expect(outcome == Outcome(status: 65, output: "", errors: errors))
    }

    @Test func `newer rows without a value are refused with what can be typed`() throws {
        let folder = try folder()
        try folder.succeed("printf 'month,temperature\\n2016-01,\\n2016-02,\\n' > empty.csv")
        let outcome = try folder.run("forecast predict --data empty.csv")
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("every cell is missing"))
        #expect(outcome.errors.contains("fix: give rows with values in 'temperature', or leave --data out"))
    }

    @Test func `a model remembers in which columns its time was, and how hours count`() throws {
        let folder = try CommandFolder()
        let hours = (0..<30).flatMap { day in (1...24).map { "2024,1,\(day + 1),\($0),\($0 % 7)\n" } }
        try folder.write("year,month,day,hour,y\n" + hours.joined(), to: "hours.csv")
        let fit = "--model ridge --input-length 24 --horizon 2 --quiet"
        try folder.succeed("forecast fit hours.csv \(fit)")
        try folder.write("year,month,day,hour,y\n2024,1,31,1,3\n", to: "next.csv")
        let next = try folder.run("forecast predict --data next.csv").lines
        #expect(next.first == "year,Ridge")
        #expect(next.dropFirst().first?.hasPrefix("2024-01-31 01:00,") == true)
    }

    @Test func `newer rows that are too few or of another frequency are refused`() throws {
        let folder = try folder()
        try folder.succeed("head -12 datasets/temperature.csv > few.csv")
        let few = try folder.run("forecast predict --data few.csv")
        #expect(few.status == 65)
        #expect(few.errors.contains("the model looks back 36 rows, but only 11 come before the forecast"))
        let daily = (1...31).map { "2011-01-\($0 < 10 ? "0" : "")\($0),23.5\n" }.joined()
        try folder.write("month,temperature\n" + daily, to: "daily.csv")
        let other = try folder.run("forecast predict --data daily.csv")
        #expect(other.status == 65)
        #expect(other.output == "")
    }

    @Test func `a missing file of newer rows is no input`() throws {
        let outcome = try folder().run("forecast predict --data newer.csv")
        #expect(outcome.status == 66)
        #expect(outcome.errors.hasPrefix("error: newer.csv: there is no such file\n"))
    }

    @Test func `a single newer row moves the forecast on by one step`() throws {
        let folder = try folder()
        try folder.write("month,temperature\n2011-01,23.5\n", to: "row.csv")
        let one = try folder.run("forecast predict --data row.csv")
        #expect(one.status == 0 && one.errors == "")
        try folder.succeed("cp datasets/temperature.csv newer.csv && tail -1 row.csv >> newer.csv")
        #expect(try folder.succeed("forecast predict --data newer.csv") == one.output)
        // To fit a model, a row is still too few.
        let fit = try folder.run("forecast fit row.csv --model gru --frequency monthly")
        #expect(fit.status == 65 && fit.errors.contains("\n  fix: "), "\(fit.errors)")
        let bare = try folder.run("forecast fit row.csv --model gru")
        #expect(bare.errors.hasPrefix("error: row.csv:2: one row is no series\n"))
    }

    @Test func `few newer rows are read on the model's day of the month`() throws {
        let folder = try CommandFolder()
        let days = ["01-30", "02-28", "03-30", "04-30", "05-30", "06-30", "07-30", "08-30", "09-30", "10-30"]
        let rows = (2017...2018).flatMap { year in days.map { "\(year)-\($0)" } + ["\(year)-11-30", "\(year)-12-30"] }
        try folder.write("date,y\n" + rows.enumerated().map { "\($1),\($0)\n" }.joined(), to: "data.csv")
        try folder.succeed("forecast fit data.csv --model naive --quiet --horizon 2")
        try folder.write("date,y\n2019-04-30,7\n2019-06-30,8\n", to: "newer.csv")
        #expect(
            try folder.run("forecast predict --data newer.csv").lines == [
                "date,Naive", "2019-07-30,8.0", "2019-08-30,8.0",
            ])
        try folder.write("date,y\n2019-03-31,7\n", to: "stray.csv")
        let stray = try folder.run("forecast predict --data stray.csv")
        #expect(stray.status == 65)
        #expect(stray.errors.contains("stray.csv:2: 2019-03-31 is off the grid, monthly on day 30"), "\(stray.errors)")
    }

    @Test func `rows that end before those fitted on are forecast from, and a note says so`() throws {
        let folder = try folder()
        try folder.succeed("head -101 datasets/temperature.csv > older.csv")
        let outcome = try folder.run("forecast predict --data older.csv")
        let last = try #require(try folder.text("older.csv").split(separator: "\n").last).prefix(7)
        #expect(outcome.status == 0)
        #expect(
            outcome.errors
                == "note: the rows of older.csv end at \(last), before the 2010-12 the model was fitted up to: "
                + "the forecast begins there\n")
        #expect(outcome.lines.count == 7)
    }

    @Test func `a forecast that grows without end is refused instead of printed`() throws {
        let folder = try CommandFolder()
        let rows = (0..<60).map { "\($0),\(1 << $0)\n" }.joined()
        try folder.write("row,y\n" + rows, to: "growth.csv")
        try folder.succeed(
            "forecast fit growth.csv --model gru --log --quiet --horizon 2 --input-length 6 --epochs 5 --hidden 4 --target y"
        )
        let outcome = try folder.run("forecast predict --horizon 100000 --quiet")
        #expect(outcome.status == 65 && outcome.output == "")
        #expect(outcome.errors.contains("grows beyond every number at step "), "\(outcome.errors)")
        #expect(outcome.errors.contains(" or less, or fit the model without --log\n"))
    }

    @Test func `newer rows are read as the file was that the model was fitted on, unless flags say otherwise`() throws {
        let folder = try CommandFolder()
        let days = (1...28).map { "2023-02-\($0 < 10 ? "0" : "")\($0)" }
        let rows = days.enumerated().map { "\($1);\($0 == 4 ? "?" : "\($0 % 7)")\n" }.joined()
        try folder.write("! made by hand\ndate;y\n" + rows, to: "data.csv")
        try folder.succeed(
            "forecast fit data.csv --model naive --quiet --comment '!' --delimiter ';' --missing '?' "
                + "--horizon 1")
        let newer = "2023-03-01;?\n2023-03-02;5\n"
        try folder.write("! made by hand\ndate;y\n" + newer, to: "newer.csv")
        let forecast = "date,Naive\n2023-03-03,5.0\n"
        #expect(try folder.succeed("forecast predict --quiet --data newer.csv") == forecast)
        try folder.write(
            "# other\ndate,y\n" + newer.replacing(";", with: ",").replacing("?", with: "-"), to: "other.csv")
        #expect(
            try folder.succeed(
                "forecast predict --quiet --data other.csv --comment '#' --delimiter , --missing -") == forecast)
    }

    @Test func `rows of a coarser step than the model's are refused, though they are on its grid`() throws {
        let folder = try CommandFolder()
        func rows(every days: Int) -> String {
            (0..<60).reduce("day,y\n") { text, row in
                let date = Date(timeIntervalSince1970: 1_704_067_200 + Double(row * days) * 86_400)
                return text + "\(date.formatted(.iso8601.year().month().day())),\(row % 7)\n"
            }
        }
        try folder.write(rows(every: 1), to: "days.csv")
        try folder.write(rows(every: 7), to: "weeks.csv")
        try folder.succeed("forecast fit days.csv --model gru --epochs 1 --hidden 2 --quiet")
        let outcome = try folder.run("forecast predict --data weeks.csv")
        #expect(outcome.status == 65)
        #expect(
            outcome.errors.contains("weeks.csv: the rows are further apart than daily, as which the model was fitted"))
        #expect(outcome.errors.contains("354 times have no row, and 60 have one"))
    }
}
