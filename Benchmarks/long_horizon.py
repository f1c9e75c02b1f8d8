#!/usr/bin/env python3
"""The field's long-horizon table for ETTh1: regressions and networks alone, and their combination.

    python3 Benchmarks/long_horizon.py installed/bin/forecast ETTh1.csv
    python3 Benchmarks/long_horizon.py installed/bin/forecast ETTh1.csv --input-length 512 --models ridge --seeds 1

Rows 0 to 8640 are learned from, 8640 to 11520 choose, 11520 to 14400 are the test, of which every window at stride 1
counts; errors are in each column's training standard deviations and means over windows, steps and columns. Of several
seeds the median is shown, and how far apart the seeds are. Ends with an error where repeating the last value or the last
24 is more than 0.002 off what is known for them, or the windows are not as many as the protocol has.
"""
import argparse
import csv
import json
import os
import statistics
import sys
import tempfile

import steps
from processes import executable, measure

WINDOWS = {96: 2785, 192: 2689, 336: 2545, 720: 2161}
# MSE and MAE at each horizon of the last value repeated, and of the last 24 repeated.
KNOWN = {
    "Naive": [(1.294, .713), (1.325, .733), (1.330, .746), (1.335, .755)],
    "SeasonalNaive": [(.512, .433), (.581, .469), (.650, .501), (.655, .514)],
}
TOLERANCE = 0.002
# Learned by chance from a seed.
DRAWN = {"segment-gru", "transformer", "gru", "lstm", "rnn", "combination"}
# What the combination is made of.
CANDIDATES = "ridge,segment-gru,transformer"


def write_long(source, path):
    """The file's seven columns as one series each, one value a row."""
    with open(source, newline="") as wide, open(path, "w", newline="") as long:
        rows = list(csv.reader(wide))
        writer = csv.writer(long)
        writer.writerow(["id", "date", "y"])
        for column in range(1, len(rows[0])):
            writer.writerows([rows[0][column], row[0], row[column]] for row in rows[1:])


def backtest(forecast, path, folder, horizon, input_length, model, seed):
    """A run of the protocol: its seconds, its memory, and MSE and MAE by model."""
    asked = ["auto", "--candidates", CANDIDATES] if model == "combination" else [model]
    result = measure(
        [forecast, "backtest", path, "--split", "8640,2880,2880", "--horizon", str(horizon), "--input-length",
         str(input_length), "--model", *asked, "--seed", str(seed), "--baselines", "none", "--scaled-metrics",
         "--metrics", "mse,mae", "--json"], folder)
    document = json.loads(result["output"])
    scores = {score["name"]: score["overall"] for score in document["models"] + document["baselines"]}
    values = {score["observed"] for score in scores.values()}
    if values != {WINDOWS[horizon] * horizon * 7}:
        sys.exit(f"horizon {horizon}: {values} values were scored, not {WINDOWS[horizon]} windows of 7 columns")
    return {**result, "scores": {name: (score["mse"], score["mae"]) for name, score in scores.items()},
            "name": document["models"][0]["name"]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("forecast", type=executable, help="the command, as 'make install' installs it")
    parser.add_argument("csv", help="ETTh1.csv of github.com/zhouhaoyi/ETDataset")
    parser.add_argument("--input-length", type=int, default=96, help="steps seen (default: 96)")
    parser.add_argument("--models", default="ridge,segment-gru,transformer,combination",
                        help="models with commas between them; 'combination' is auto of the others")
    parser.add_argument("--seeds", type=int, default=3, help="runs of what is drawn by chance (default: 3)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "etth1.csv")
        write_long(arguments.csv, path)
        steps.head("model, input", *[f"MSE / MAE at {horizon}" for horizon in WINDOWS], "mean", "spread", "seconds")
        references = {name: [] for name in KNOWN}
        for model in arguments.models.split(","):
            seeds = range(1, 1 + (arguments.seeds if model in DRAWN else 1))
            runs = {horizon: [backtest(arguments.forecast, path, folder, horizon, arguments.input_length, model, seed)
                              for seed in seeds] for horizon in WINDOWS}
            medians, spread = [], 0.0
            for horizon in WINDOWS:
                pairs = [run["scores"][run["name"]] for run in runs[horizon]]
                medians.append(tuple(statistics.median(pair[place] for pair in pairs) for place in (0, 1)))
                spread = max(spread, max(pair[0] for pair in pairs) - min(pair[0] for pair in pairs))
            mean = [statistics.mean(pair[place] for pair in medians) for place in (0, 1)]
            seconds = " / ".join(f"{statistics.median(run['seconds'] for run in runs[h]):.1f}" for h in WINDOWS)
            steps.row(f"{model}, {arguments.input_length}", *[f"{mse:.4f} / {mae:.4f}" for mse, mae in medians],
                      f"{mean[0]:.4f} / {mean[1]:.4f}", f"{spread:.4f}", seconds)
            for name in KNOWN:
                references[name] = [runs[horizon][0]["scores"][name] for horizon in WINDOWS]
    worst = 0.0
    for name, known in KNOWN.items():
        steps.row(name, *[f"{mse:.4f} / {mae:.4f}" for mse, mae in references[name]], "", "", "")
        worst = max(worst, *[abs(a - b) for pair, own in zip(known, references[name]) for a, b in zip(pair, own)])
    if worst > TOLERANCE:
        sys.exit(f"a score is {worst:.4f} off")


main()
