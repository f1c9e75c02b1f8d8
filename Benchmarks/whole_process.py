#!/usr/bin/env python3
"""`forecast fit` and neuralforecast's GRU fit with the same work, each from start to exit, in turn.

    python3 Benchmarks/whole_process.py forecast daily.csv --python venv/bin/python

Ours trains for as many whole epochs as it takes to make at least their steps and their windows. Then `forecast predict`,
start to exit, beside a program that does nothing.
"""
import argparse
import json
import os
import pathlib
import sys
import tempfile

from processes import executable, measure

BATCH, HIDDEN, INPUT_LENGTH, HORIZON = 128, 64, 56, 7


def median(values):
    """The middle one; the upper of two."""
    return sorted(values)[len(values) // 2]


def fit_command(forecast, csv, epochs):
    """`forecast fit` with the network and batch of the comparison."""
    sizes = {"--hidden": HIDDEN, "--input-length": INPUT_LENGTH, "--horizon": HORIZON, "--batch": BATCH}
    return [forecast, "fit", csv, "--model", "gru", *(str(part) for flag in sizes.items() for part in flag),
            "--patience", "off", "--epochs", str(epochs), "--json", "--quiet"]


def training_windows(report):
    """The windows of an epoch, from the report of a fit."""
    return next(part["windows"] for part in report["split"] if part["name"] == "training")


def work(report):
    """The steps a fit made, and the windows it made them of; the last step of an epoch may have fewer."""
    windows, epochs = training_windows(report), report["training"]["epochs"]["run"]
    return {"steps": epochs * -(-windows // BATCH), "windows": epochs * windows}


def epochs_for(forecast, csv, steps, folder):
    """The epochs after which both the steps and the windows are at least those of `steps` full steps."""
    report = json.loads(measure(fit_command(forecast, csv, 1), folder)["output"])
    epoch = work(report)
    return max(-(-steps // epoch["steps"]), -(-steps * BATCH // epoch["windows"]))


def compare_fits(arguments, folder):
    """Prints the table of both fits."""
    theirs_script = str(pathlib.Path(__file__).resolve().parent / "peers" / "neuralforecast_gru.py")
    ours = fit_command(
        arguments.forecast, arguments.csv, epochs_for(arguments.forecast, arguments.csv, arguments.steps, folder))
    theirs = [arguments.python, theirs_script, arguments.csv, "--steps", str(arguments.steps), "--batch", str(BATCH),
              "--hidden", str(HIDDEN), "--input-length", str(INPUT_LENGTH), "--horizon", str(HORIZON)]
    runs = {"ours": [], "theirs": []}
    for _ in range(arguments.rounds):
        runs["ours"].append(measure(ours, folder))
        runs["theirs"].append(measure(theirs, folder))
    done = {"ours": work(json.loads(runs["ours"][0]["output"])),
            "theirs": json.loads(runs["theirs"][0]["output"].splitlines()[-1])}
    if any(done["ours"][key] < done["theirs"][key] for key in ("steps", "windows")):
        sys.exit(f"ours did less: {done}")
    names = {"ours": "`forecast fit`", "theirs": done["theirs"]["program"]}
    print("| program | steps | windows | median s | least s | peak MiB |\n|---|---|---|---|---|---|")
    medians = {}
    for key, results in runs.items():
        seconds, mib = [r["seconds"] for r in results], median([r["mib"] for r in results])
        medians[key] = (median(seconds), min(seconds), mib)
        print(f"| {names[key]} | {done[key]['steps']} | {done[key]['windows']} | {median(seconds):.2f} | "
              f"{min(seconds):.2f} | {mib:.0f} |")
    ratios = [f"{theirs / ours:.1f}x" for ours, theirs in zip(medians["ours"], medians["theirs"])]
    print(f"| ratio | | | {ratios[0]} | {ratios[1]} | {ratios[2]} |\n", flush=True)


def time_predictions(arguments, folder):
    """Prints the table of `forecast predict`, from the model that the last fit wrote."""
    commands = {"`forecast predict`": [arguments.forecast, "predict"], "`true`": ["true"]}
    runs = {name: [] for name in commands}
    for _ in range(arguments.predictions):
        for name, command in commands.items():
            runs[name].append(measure(command, folder))
    print("| program | median ms | least ms | peak MiB |\n|---|---|---|---|")
    for name, results in runs.items():
        milliseconds = [1e3 * r["seconds"] for r in results]
        print(f"| {name} | {median(milliseconds):.1f} | {min(milliseconds):.1f} | "
              f"{median([r['mib'] for r in results]):.0f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("forecast", type=executable, help="the command, as 'make install' installs it")
    parser.add_argument("csv", type=os.path.abspath, help="daily values: dates first, values second, with a header")
    parser.add_argument("--python", type=executable, default=sys.executable, help="one that has neuralforecast")
    parser.add_argument("--steps", type=int, default=500, help="steps that theirs makes (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="fits of each in turn; 0: none (default: %(default)s)")
    parser.add_argument("--predictions", type=int, default=20, help="runs of predict (default: %(default)s)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if arguments.rounds > 0:
            compare_fits(arguments, folder)
        else:
            measure(fit_command(arguments.forecast, arguments.csv, 1), folder)
        time_predictions(arguments, folder)


main()
