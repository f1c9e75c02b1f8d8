#!/usr/bin/env python3
"""`forecast` beside statsforecast on series of M3 or M4, each from start to exit, in turn, as Markdown tables.

    python3 -m venv venv && venv/bin/pip install statsforecast
    python3 Benchmarks/statistical.py forecast venv/bin/python benchmark-data --models ets,theta --collection monthly

Three programs forecast the same file: `forecast fit` and `forecast predict` as one types them, which fit twice, to
score and then on all rows; the two with `--test 1 --keep-scored`, which fit once, on all rows but the last; and
AutoETS, DynamicOptimizedTheta or AutoARIMA of statsforecast, which fits once, on all rows, with as many processes as
ours has threads. The folder is that of `competitions.py`. For ets a second table compares the likelihoods of the fits.
"""
import argparse
import json
import math
import os
import pathlib
import struct
import sys
import tempfile

import scores
import steps
from processes import executable, measure

TWICE, ONCE, ALL = "twice, the last on all rows", "once, on all rows but the last", "once, on all rows"
PEERS = {"ets": "AutoETS", "theta": "DynamicOptimizedTheta", "arima": "AutoARIMA"}


def sample(path, series, output):
    """Writes every k-th series, so that about as many are left; 0: all. How many there are then."""
    with open(path) as lines:
        every = max(1, round((sum(1 for _ in lines) - 1) / series)) if series else 1
    count = 0
    with open(path) as lines, open(output, "w") as file:
        file.write(next(lines))
        for place, line in enumerate(lines):
            if place % every == 0:
                file.write(line)
                count += 1
    return count


def ours(arguments, model, collection, data, name, folder, *options):
    """One run of `forecast fit` and `forecast predict`."""
    file, points = os.path.join(folder, f"{name}.safetensors"), os.path.join(folder, f"{name}.csv")
    fit = measure(
        [arguments.forecast, "fit", data, "--model", model, "--season", str(collection.season),
         "--horizon", str(collection.horizon), "--threads", str(arguments.threads), *options, "--quiet",
         "--output", file], folder)
    predict = measure([arguments.forecast, "predict", file, "--quiet", "--output", points], folder)
    return {"seconds": fit["seconds"] + predict["seconds"], "mib": max(fit["mib"], predict["mib"]), "points": points,
            "fits": file}


def theirs(arguments, model, collection, data, folder):
    """One run of the peer."""
    script = str(pathlib.Path(__file__).resolve().parent / "peers" / "statsforecast_models.py")
    points, fits = os.path.join(folder, "theirs.csv"), os.path.join(folder, "theirs.json")
    result = measure(
        [arguments.python, script, data, "--model", model, "--season", str(collection.season),
         "--horizon", str(collection.horizon), "--jobs", str(arguments.threads), "--output", points,
         *(["--fits", fits] if model == "ets" else [])], folder)
    done = json.loads(result["output"].splitlines()[-1])
    return {**result, "points": points, "fits": fits, "program": f"{done['program']}, {done['model']}"}


def our_fits(path):
    """The fitted ETS models of a model file, by the name of their series."""
    with open(path, "rb") as file:
        size, = struct.unpack("<Q", file.read(8))
        document = json.loads(json.loads(file.read(size))["__metadata__"]["forecast"])
    fits = document["model"]["learned"]["fits"]
    return {series["id"]: fit for series, fit in zip(document["series"], fits)}


def compare_likelihoods(ours_file, theirs_file, tolerance):
    """Prints how many log-likelihoods differ where both chose the same form, and how many AICc where they did not."""
    mine, others = our_fits(ours_file), json.loads(pathlib.Path(theirs_file).read_text())

    def counted(key, names, sign):
        """How many of ours are worse, equal and better."""
        gaps = [sign * (mine[name][key] - others[name][key]) for name in names]
        return (sum(gap < -tolerance for gap in gaps), sum(abs(gap) <= tolerance for gap in gaps),
                sum(gap > tolerance for gap in gaps), min(gaps, default=0), max(gaps, default=0))

    def comparable(name):
        values = [fits[name][key] for fits in (mine, others) for key in ("logLikelihood", "correctedAkaike")
                  if fits[name].get(key) is not None]
        return len(values) == 4 and all(map(math.isfinite, values))

    names = [name for name in mine if name in others and comparable(name)]
    print()
    steps.head("ETS fits", "series", f"ours worse by over {tolerance:g}", "equal", "ours better", "by at most, worse",
               "by at most, better")
    # Some of theirs have a beta above alpha, which R's bounds forbid; ours keep to those.
    for region, is_inside in (("", True), (", theirs with beta > alpha", False)):
        inside = [name for name in names if (others[name]["beta"] <= others[name]["alpha"] + 1e-9) == is_inside]
        same = [name for name in inside if mine[name]["form"] == others[name]["form"]]
        different = [name for name in inside if mine[name]["form"] != others[name]["form"]]
        for title, chosen, (worse, equal, better, least, most) in (
                ("same form, log-likelihood", same, counted("logLikelihood", same, 1)),
                ("other form, AICc", different, counted("correctedAkaike", different, -1))):
            steps.row(title + region, str(len(chosen)), str(worse), str(equal), str(better),
                      f"{max(0, -least):.3f}", f"{max(0, most):.3f}")


def run(arguments, model, folder):
    """The runs of the three programs in turn, and how many series they forecast."""
    collection, data = scores.COLLECTIONS[arguments.collection], os.path.join(folder, "series.csv")
    series = sample(scores.path(arguments.folder, arguments.collection, "train"), arguments.series, data)
    return series, steps.in_turn(arguments.runs, {
        TWICE: lambda: ours(arguments, model, collection, data, "twice", folder),
        ONCE: lambda: ours(arguments, model, collection, data, "once", folder, "--test", "1", "--keep-scored"),
        ALL: lambda: theirs(arguments, model, collection, data, folder)})


def report(arguments, model, series, results):
    """Prints the tables of a model."""
    print(f"\n{model}, {series} {arguments.collection} series, {arguments.threads} threads or processes\n")
    steps.head("program", "fits", "median s", "each run", "times as long", "peak MiB", "sMAPE", "MASE", "OWA")
    base = steps.median(results[TWICE], "seconds")
    for title, runs in results.items():
        seconds, median = ", ".join(f"{run['seconds']:.2f}" for run in runs), steps.median(runs, "seconds")
        found = scores.score(arguments.collection, arguments.folder, scores.read_forecasts(runs[-1]["points"])[0])
        if found.series != series:
            sys.exit(f"{title}: {found.series} of {series} series were forecast")
        steps.row(
            runs[0].get("program", "`forecast`"), title, f"{median:.2f}", seconds, f"{median / base:.2f}x",
            f"{steps.median(runs, 'mib'):.0f}", f"{found.smape:.3f}", f"{found.mase:.3f}", f"{found.owa:.4f}")
    if model == "ets":
        compare_likelihoods(results[TWICE][-1]["fits"], results[ALL][-1]["fits"], 1e-3)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("forecast", type=executable, help="the command, as 'make install' installs it")
    parser.add_argument("python", type=executable, help="one that has statsforecast")
    parser.add_argument("folder", type=os.path.abspath, help="that has the files of the series")
    parser.add_argument("--models", default="ets,theta", help=f"of {', '.join(PEERS)} (default: %(default)s)")
    parser.add_argument("--collection", choices=scores.COLLECTIONS, default="monthly", help="(default: %(default)s)")
    parser.add_argument(
        "--series", type=int, default=0,
        help="every k-th series, so that about as many are left; 0: all (default: %(default)s)")
    parser.add_argument("--threads", type=int, default=2, help="or processes, theirs (default: %(default)s)")
    parser.add_argument("--runs", type=int, default=3, help="of each in turn (default: %(default)s)")
    arguments = parser.parse_args()
    models = arguments.models.split(",")
    for model in models:
        if model not in PEERS:
            parser.error(f"no model is called {model}")
    with tempfile.TemporaryDirectory() as folder:
        # All processes before the first score: none can be seen smaller than this one.
        results = {}
        for model in models:
            print(f"{model} …", file=sys.stderr)
            os.mkdir(os.path.join(folder, model))
            results[model] = run(arguments, model, os.path.join(folder, model))
        for model, (series, runs) in results.items():
            report(arguments, model, series, runs)


main()
