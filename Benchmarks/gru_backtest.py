#!/usr/bin/env python3
"""A GRU fitted once and scored on weekly windows, beside neuralforecast's, each from start to exit, in turn.

    python3 Benchmarks/gru_backtest.py forecast daily.csv --python venv/bin/python

Ours has its defaults and also fits and scores every baseline; theirs has the settings of its script. Both forecast the
same 52 windows of seven days at the end of the file.
"""
import argparse
import json
import os
import pathlib
import sys
import tempfile

import steps
from processes import executable, measure


def ours(command, folder):
    """The seconds, memory and errors of a run of ours."""
    result = measure(command, folder)
    score = json.loads(result["output"])["models"][0]["overall"]
    return {**result, "program": "`forecast backtest`", "mae": score["mae"], "rmse": score["rmse"],
            "values": score["observed"]}


def theirs(command, folder):
    """The seconds, memory and errors of a run of theirs."""
    result = measure(command, folder)
    return {**result, **json.loads(result["output"].splitlines()[-1])}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("forecast", type=executable, help="the command, as 'make install' installs it")
    parser.add_argument("csv", type=os.path.abspath, help="daily values: dates first, values second, with a header")
    parser.add_argument("--python", type=executable, default=sys.executable, help="one that has neuralforecast")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each in turn (default: %(default)s)")
    arguments = parser.parse_args()
    sizes = ["--horizon", "7", "--windows", "52"]
    script = str(pathlib.Path(__file__).resolve().parent / "peers" / "neuralforecast_gru.py")
    with tempfile.TemporaryDirectory() as folder:
        results = steps.in_turn(arguments.rounds, {
            "ours": lambda: ours(
                [arguments.forecast, "backtest", arguments.csv, "--model", "gru", "--json", *sizes], folder),
            "theirs": lambda: theirs([arguments.python, script, arguments.csv, *sizes], folder)})
    if len({result["values"] for runs in results.values() for result in runs}) != 1:
        sys.exit("the two did not score the same number of values")
    steps.head("program", "RMSE", "MAE", "median s", "least s", "peak MiB")
    for runs in results.values():
        steps.row(runs[0]["program"], f"{runs[0]['rmse']:.3f}", f"{runs[0]['mae']:.3f}",
                  f"{steps.median(runs, 'seconds'):.2f}", f"{steps.least(runs, 'seconds'):.2f}",
                  f"{steps.median(runs, 'mib'):.0f}")
    ratio = steps.median(results["theirs"], "seconds") / steps.median(results["ours"], "seconds")
    least = steps.least(results["theirs"], "seconds") / steps.least(results["ours"], "seconds")
    steps.row("ratio", "", "", f"{ratio:.1f}x", f"{least:.1f}x", "")


main()
