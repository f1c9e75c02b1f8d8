#!/usr/bin/env python3
"""Cross-validates statsforecast's naive and seasonal naive on the series of a CSV file: import, read, fit once, forecast.

    python3 -m venv venv && venv/bin/pip install statsforecast
    venv/bin/python Benchmarks/peers/statsforecast_backtest.py panel.csv

The CSV has the columns unique_id, ds and y. Prints, as a JSON line, the seconds that `cross_validation` alone took in each
run, and the errors.
"""
import argparse
import json
import time

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("csv")
parser.add_argument("--horizon", type=int, default=24)
parser.add_argument("--windows", type=int, default=50)
parser.add_argument("--season", type=int, default=24)
parser.add_argument("--threads", type=int, default=1, help="processes, as statsforecast uses them (default: %(default)s)")
parser.add_argument("--runs", type=int, default=1)
arguments = parser.parse_args()

import pandas
import statsforecast
from statsforecast.models import Naive, SeasonalNaive

frame = pandas.read_csv(arguments.csv, parse_dates=["ds"])
forecaster = statsforecast.StatsForecast(
    models=[Naive(), SeasonalNaive(arguments.season)], freq="h", n_jobs=arguments.threads)
seconds = []
for _ in range(arguments.runs):
    start = time.perf_counter()
    found = forecaster.cross_validation(
        df=frame, h=arguments.horizon, n_windows=arguments.windows, step_size=arguments.horizon, refit=False)
    seconds.append(time.perf_counter() - start)
errors = {name: found[name] - found["y"] for name in ("Naive", "SeasonalNaive")}
print(json.dumps({
    "program": f"statsforecast {statsforecast.__version__}", "threads": arguments.threads, "values": len(found),
    "ms_min": 1e3 * min(seconds), "ms_median": 1e3 * sorted(seconds)[len(seconds) // 2],
    "mae": {name: float(error.abs().mean()) for name, error in errors.items()},
    "rmse": {name: float((error ** 2).mean() ** 0.5) for name, error in errors.items()}}))
