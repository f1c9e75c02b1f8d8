#!/usr/bin/env python3
"""Backtests of naive and seasonal naive beside statsforecast's cross-validation, as Markdown tables.

    swift build -c release --product backtests
    python3 -m venv venv && venv/bin/pip install statsforecast
    python3 Benchmarks/backtests.py .build/release/backtests installed/bin/forecast --python venv/bin/python

Makes a file of hourly series with a daily season and noise, and in turn, round by round, runs on it: the backtest
alone, by one thread and by two, beside `cross_validation` alone; then whole processes, from start to exit, that read
the file, backtest and score. Ends with an error where the two disagree on a model's MAE.
"""
import argparse
import datetime
import json
import math
import os
import pathlib
import random
import subprocess
import sys
import tempfile

import steps
from processes import executable, measure

HORIZON = SEASON = 24


def write_panel(path, series, rows):
    """A CSV of hourly series that are the same in every run."""
    numbers = random.Random(1)
    start = datetime.datetime(2020, 1, 1)
    times = [str(start + datetime.timedelta(hours=hour)) for hour in range(rows)]
    with open(path, "w") as file:
        file.write("unique_id,ds,y\n")
        for place in range(series):
            level, phase = numbers.uniform(10, 1000), numbers.uniform(0, 2 * math.pi)
            season = [math.sin(2 * math.pi * hour / SEASON + phase) for hour in range(SEASON)]
            file.writelines(
                f"series_{place:04d},{time},{level * (1 + 0.3 * season[hour % SEASON] + 0.1 * numbers.gauss(0, 1)):.2f}\n"
                for hour, time in enumerate(times))


def last_line(command):
    """The JSON line that `command` prints last."""
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return json.loads(output.splitlines()[-1])


def agree(ours, theirs):
    """Ends with an error where the errors of a model differ by more than rounding."""
    for name, value in theirs.items():
        if not math.isclose(ours[name], value, rel_tol=1e-9):
            sys.exit(f"{name}: an MAE of {ours[name]} here, of {value} there")


def whole(command, folder):
    """A run of `command` from start to exit, and the errors that its JSON has."""
    result = measure(command, folder)
    document = json.loads(result["output"])
    if "models" in document:
        scores = document["models"] + document["baselines"]
        result["mae"] = {score["name"]: score["overall"]["mae"] for score in scores}
    else:
        result["mae"] = document["mae"]
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("backtests", type=executable, help="backtests, as swift built it")
    parser.add_argument("forecast", type=executable, help="the command, as 'make install' installs it")
    parser.add_argument("--python", type=executable, default=sys.executable, help="one that has statsforecast")
    parser.add_argument("--series", type=int, default=1000)
    parser.add_argument("--rows", type=int, default=2400, help="of each series (default: %(default)s)")
    parser.add_argument("--windows", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=5, help="runs of each in turn (default: %(default)s)")
    arguments = parser.parse_args()
    theirs = str(pathlib.Path(__file__).resolve().parent / "peers" / "statsforecast_backtest.py")
    sizes = ["--horizon", str(HORIZON), "--windows", str(arguments.windows), "--season", str(SEASON)]
    with tempfile.TemporaryDirectory() as folder:
        csv = os.path.join(folder, "panel.csv")
        write_panel(csv, arguments.series, arguments.rows)

        def ours_alone(threads):
            return lambda: last_line([arguments.backtests, csv, *sizes, "--threads", str(threads)])

        alone = steps.in_turn(arguments.rounds, {
            "`backtests`, 1 thread": ours_alone(1), "`backtests`, 2 threads": ours_alone(2),
            "`cross_validation`": lambda: last_line([arguments.python, theirs, csv, *sizes, "--runs", "3"])})
        print(f"{arguments.series} series of {arguments.rows} rows, {arguments.windows} cutoffs, {HORIZON} steps; the "
              f"file has {os.path.getsize(csv) / 1e6:.0f} MB\n")
        steps.head("alone", "median ms", "least ms", "times as long")
        ours = steps.median(alone["`backtests`, 2 threads"], "ms_median")
        for name, results in alone.items():
            agree(alone["`backtests`, 2 threads"][0]["mae"], results[0]["mae"])
            median = steps.median(results, "ms_median")
            steps.row(name, f"{median:.1f}", f"{steps.least(results, 'ms_min'):.1f}", f"{median / ours:.2f}x")

        commands = {
            "`forecast backtest`": [
                arguments.forecast, "backtest", csv, *sizes, "--model", "naive", "--baselines", "none", "--json"],
            "statsforecast": [arguments.python, theirs, csv, *sizes]}
        processes = steps.in_turn(
            arguments.rounds, {name: (lambda c=command: whole(c, folder)) for name, command in commands.items()})
        agree(processes["`forecast backtest`"][0]["mae"], processes["statsforecast"][0]["mae"])
        print()
        steps.head("start to exit", "median s", "least s", "peak MiB", "times as long")
        ours = steps.median(processes["`forecast backtest`"], "seconds")
        for name, results in processes.items():
            median = steps.median(results, "seconds")
            steps.row(name, f"{median:.2f}", f"{steps.least(results, 'seconds'):.2f}",
                      f"{steps.median(results, 'mib'):.0f}", f"{median / ours:.2f}x")


main()
