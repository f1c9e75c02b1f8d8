#!/usr/bin/env python3
"""Scores `forecast` on the 3,003 series of M3 and the 414 hourly ones of M4, as a Markdown table.

    python3 Benchmarks/competitions.py forecast benchmark-data monthly other --model ets

For each collection `forecast fit` and `forecast predict` run as whole processes on the file of series to learn from,
and the forecasts are scored against the file of the test: sMAPE and MASE as M4 has them, and OWA, the mean of what they
are of Naive2's. Of intervals, the share of all test values inside is counted.

The folder has NAME-train.csv and NAME-test.csv for the names m3-yearly, m3-quarterly, m3-monthly, m3-other and
m4-hourly, each with a header, then one series a row, ragged: its name, then its values.
"""
import argparse
import os
import subprocess
import sys
import tempfile

import scores
import steps
from processes import executable, measure

M3 = ("yearly", "quarterly", "monthly", "other")
LEVELS = ("80", "95")


def run(arguments, name, folder):
    """The seconds and the memory of a collection's processes, and the files of its forecasts and intervals."""
    collection, model = scores.COLLECTIONS[name], os.path.join(folder, f"{name}.safetensors")
    choice = ["--model", arguments.model] if arguments.model else []
    fit = measure(
        [arguments.forecast, "fit", scores.path(arguments.folder, name, "train"), "--season", str(collection.season),
         "--horizon", str(collection.horizon), *choice, "--quiet", "--output", model], folder)
    points = os.path.join(folder, f"{name}.csv")
    predict = measure([arguments.forecast, "predict", model, "--quiet", "--output", points], folder)
    intervals = {level: os.path.join(folder, f"{name}-{level}.csv") for level in LEVELS}
    for level, file in intervals.items():
        # Without a check: a model that has too few windows to calibrate a level by refuses it, and says so.
        subprocess.run([arguments.forecast, "predict", model, "--levels", level, "--quiet", "--output", file])
    return {"fit": fit["seconds"], "predict": predict["seconds"], "mib": max(fit["mib"], predict["mib"]),
            "points": points, "intervals": intervals}


def inside(arguments, name, level, file):
    """The share of the test values in the intervals of a level, as a cell."""
    if not os.path.exists(file):
        return "refused"
    return f"{scores.coverage(name, arguments.folder, scores.read_forecasts(file)[1])[level]:.1%}"


def report(arguments, name, result):
    """Prints the row of a collection; its score."""
    series = len(scores.read_series(scores.path(arguments.folder, name, "test")))
    found = scores.score(name, arguments.folder, scores.read_forecasts(result["points"])[0])
    steps.row(
        f"{'M3' if name in M3 else 'M4'} {name}",
        str(series) if found.series == series else f"{found.series} of {series}",
        f"{found.smape:.3f}", f"{found.mase:.3f}", f"{found.owa:.4f}",
        *(inside(arguments, name, level, file) for level, file in result["intervals"].items()),
        f"{result['fit']:.2f}", f"{result['predict']:.2f}", f"{result['mib']:.0f}")
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("forecast", type=executable, help="the command, as 'make install' installs it")
    parser.add_argument("folder", type=os.path.abspath, help="that has the files of the series")
    parser.add_argument("names", nargs="*", metavar="collection", help=f"of {', '.join(scores.COLLECTIONS)}; none: all")
    parser.add_argument("--model", help="as 'forecast fit' names it (default: its own choice)")
    arguments = parser.parse_args()
    names = list(dict.fromkeys(arguments.names)) or list(scores.COLLECTIONS)
    for name in names:
        if name not in scores.COLLECTIONS:
            parser.error(f"no collection is called {name}")
    with tempfile.TemporaryDirectory() as folder:
        # All processes before the first score: none can be seen smaller than this one.
        results = {}
        for name in names:
            print(f"{name} …", file=sys.stderr)
            results[name] = run(arguments, name, folder)
        steps.head("collection", "series", "sMAPE", "MASE", "OWA", *(f"inside {level}%" for level in LEVELS),
                   "fit s", "predict s", "peak MiB")
        found = {name: report(arguments, name, results[name]) for name in names}
        if all(name in found for name in M3):
            series = sum(found[name].series for name in M3)
            smape = sum(found[name].smape * found[name].series for name in M3) / series
            steps.row("M3, all", str(series), f"{smape:.3f}", *[""] * 7)


main()
