#!/usr/bin/env python3
"""The field's long-horizon table for ETTh1, by repeating and by ridge regression, beside values known for each.

    python3 Benchmarks/long_horizon.py installed/bin/forecast ETTh1.csv

Rows 0 to 8640 are learned from, 8640 to 11520 choose the penalty, 11520 to 14400 are the test, of which every window at
stride 1 counts; errors are in each column's training standard deviations and means over windows, steps and columns.
Ends with an error where a score is more than 0.002 off, or the windows are not as many as the protocol has.
"""
import argparse
import csv
import json
import os
import sys
import tempfile

import steps
from processes import executable, measure

WINDOWS = {96: 2785, 192: 2689, 336: 2545, 720: 2161}
# MSE and MAE at each horizon. The last value repeated, the last 24 repeated, and a closed-form ridge regression on
# windows from which their last value is subtracted, at two input lengths.
KNOWN = {
    ("Naive", 96): [(1.294, .713), (1.325, .733), (1.330, .746), (1.335, .755)],
    ("SeasonalNaive", 96): [(.512, .433), (.581, .469), (.650, .501), (.655, .514)],
    ("Ridge", 96): [(.383, .392), (.434, .421), (.475, .443), (.470, .462)],
    ("Ridge", 512): [(.364, .391), (.397, .411), (.417, .429), (.426, .452)],
}
TOLERANCE = 0.002


def write_long(source, path):
    """The file's seven columns as one series each, one value a row."""
    with open(source, newline="") as wide, open(path, "w", newline="") as long:
        rows = list(csv.reader(wide))
        writer = csv.writer(long)
        writer.writerow(["id", "date", "y"])
        for column in range(1, len(rows[0])):
            writer.writerows([rows[0][column], row[0], row[column]] for row in rows[1:])


def backtest(forecast, path, folder, horizon, input_length, models):
    """A run of the protocol: its seconds, its memory, and MSE and MAE by model."""
    result = measure(
        [forecast, "backtest", path, "--split", "8640,2880,2880", "--horizon", str(horizon), "--input-length",
         str(input_length), "--model", models, "--baselines", "none", "--scaled-metrics", "--metrics", "mse,mae",
         "--json"], folder)
    document = json.loads(result["output"])
    scores = {score["name"]: score["overall"] for score in document["models"] + document["baselines"]}
    values = {score["observed"] for score in scores.values()}
    if values != {WINDOWS[horizon] * horizon * 7}:
        sys.exit(f"horizon {horizon}: {values} values were scored, not {WINDOWS[horizon]} windows of 7 columns")
    return {**result, "scores": {name: (score["mse"], score["mae"]) for name, score in scores.items()}}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("forecast", type=executable, help="the command, as 'make install' installs it")
    parser.add_argument("csv", help="ETTh1.csv of github.com/zhouhaoyi/ETDataset")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "etth1.csv")
        write_long(arguments.csv, path)
        runs = {}
        for input_length, models in ((96, "naive,seasonal-naive,ridge"), (512, "ridge")):
            for horizon in WINDOWS:
                runs[horizon, input_length] = backtest(
                    arguments.forecast, path, folder, horizon, input_length, models)
    steps.head("forecast", "input", *[f"MSE / MAE at {horizon}" for horizon in WINDOWS], "farthest off")
    worst = 0.0
    for (name, input_length), known in KNOWN.items():
        found = [runs[horizon, input_length]["scores"][name] for horizon in WINDOWS]
        off = max(abs(a - b) for pair, values in zip(found, known) for a, b in zip(pair, values))
        worst = max(worst, off)
        steps.row(name, str(input_length) if name == "Ridge" else "",
                  *[f"{mse:.4f} / {mae:.4f}" for mse, mae in found], f"{off:.4f}")
    print()
    steps.head("whole run", *[f"{horizon} steps" for horizon in WINDOWS])
    for input_length, models in ((96, "Naive, SeasonalNaive, Ridge"), (512, "the naive ones, Ridge")):
        steps.row(f"{models}, input {input_length}", *[
            f"{runs[horizon, input_length]['seconds']:.2f} s, {runs[horizon, input_length]['mib']:.0f} MiB"
            for horizon in WINDOWS])
    if worst > TOLERANCE:
        sys.exit(f"a score is {worst:.4f} off")


main()
