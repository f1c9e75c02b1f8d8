#!/usr/bin/env python3
"""Reading a long CSV file with timestamps: ours, pandas and polars, each from start to exit, in turn.

    python3 Benchmarks/reading.py .build/release/reading --python venv/bin/python

The file, of as many rows as --rows says, is made in a temporary folder unless --csv names one. The times of the import
alone are printed beside those of the libraries, so that reading can be told from starting.
"""
import argparse
import datetime
import os
import pathlib
import random
import sys
import tempfile

from processes import executable, measure

PEER = str(pathlib.Path(__file__).resolve().parent / "peers" / "read_csv.py")


def median(values):
    """The middle one; the upper of two."""
    return sorted(values)[len(values) // 2]


def make(path, rows):
    """Writes twenty random walks of hours, with a second column of numbers."""
    random.seed(1)
    origin = datetime.datetime(2000, 1, 1)
    length = max(1, rows // 20)
    hours = [f"{origin + datetime.timedelta(hours=i):%Y-%m-%d %H:%M:%S}" for i in range(length)]
    with open(path, "w") as file:
        file.write("unique_id,ds,y,temp\n")
        for series in range(20):
            level = 100.0
            for hour in hours:
                level += random.gauss(0, 1)
                file.write(f"s{series},{hour},{level:.4f},{random.random() * 30:.2f}\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reading", type=executable, help="the program: swift build -c release --product reading")
    parser.add_argument("--python", type=executable, default=sys.executable, help="one that has pandas and polars")
    parser.add_argument("--csv", type=os.path.abspath, help="a file to read (default: one that is made)")
    parser.add_argument("--rows", type=int, default=2_000_000, help="of the made file (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each in turn (default: %(default)s)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        csv = arguments.csv or os.path.join(folder, "long.csv")
        if not arguments.csv:
            make(csv, arguments.rows)
        commands = {
            "ours": [arguments.reading, csv, "--target", "y"],
            "pandas": [arguments.python, PEER, "pandas", csv],
            "polars": [arguments.python, PEER, "polars", csv],
            "import pandas": [arguments.python, "-c", "import pandas"],
            "import polars": [arguments.python, "-c", "import polars"],
        }
        runs = {name: [] for name in commands}
        for _ in range(arguments.rounds):
            for name, command in commands.items():
                runs[name].append(measure(command, folder))
        rows = {name: runs[name][0]["output"].decode().strip() for name in ("ours", "pandas", "polars")}
        if len(set(rows.values())) != 1:
            sys.exit(f"they read different rows: {rows}")
        print(f"{os.path.getsize(csv) / 1e6:.0f} MB, {rows['ours']} rows, {os.cpu_count()} processors\n")
        print("| program | median s | least s | peak MiB | times ours, median | least |\n|---|---|---|---|---|---|")
        ours = [run["seconds"] for run in runs["ours"]]
        for name, results in runs.items():
            seconds = [run["seconds"] for run in results]
            print(f"| {name} | {median(seconds):.3f} | {min(seconds):.3f} | "
                  f"{median([run['mib'] for run in results]):.0f} | {median(seconds) / median(ours):.1f} | "
                  f"{min(seconds) / min(ours):.1f} |")


main()
