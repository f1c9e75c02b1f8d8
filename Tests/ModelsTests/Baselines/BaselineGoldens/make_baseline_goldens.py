#!/usr/bin/env python3
"""Writes what statsforecast and statsmodels say about the baselines on datasets/, for the Swift tests to be held to.

    python3 -m pip install numpy pandas statsforecast==2.1.1 statsmodels==0.15.0
    python3 make_baseline_goldens.py            # writes baselines.json beside itself

Drift, mean and window average are statsforecast's RandomWalkWithDrift, HistoricAverage and WindowAverage. Naive2 is that
of the M4 competition's organisers (Mcompetitions/M4-methods, "Benchmarks and Evaluation.R"), with acf and
seasonal_decompose of statsmodels in place of R's acf and decompose; both are the same formulas.
"""

import json
import pathlib

import numpy
import pandas
from statsforecast.models import HistoricAverage, RandomWalkWithDrift, WindowAverage
from statsmodels.tsa.seasonal import seasonal_decompose
from statsmodels.tsa.stattools import acf

FOLDER = pathlib.Path(__file__).parent
DATASETS = FOLDER.parents[3] / "datasets"
HORIZON = 13
DATA = [("temperature.csv", "temperature", [12, 7, 3, 1]), ("prices.csv", "close", [5, 21])]
ORIGINS = [1, 2, 35, 36, 37, 60, 100, 251, 500, 700, None]


def is_seasonal(values, season):
    if season == 1 or len(values) < 3 * season:
        return False
    correlations = acf(values, nlags=season, fft=False)[1:]
    limit = 1.645 / numpy.sqrt(len(values)) * numpy.sqrt(numpy.cumsum(numpy.r_[1, 2 * correlations**2]))
    return abs(correlations[season - 1]) > limit[season - 1]


def naive2(values, season):
    if not is_seasonal(values, season):
        return numpy.repeat(values[-1], HORIZON)
    seasonal = seasonal_decompose(values, model="multiplicative", period=season).seasonal
    return values[-1] / seasonal[-1] * numpy.resize(seasonal[-season:], HORIZON)


def forecasts(values, season):
    models = {"Naive2": naive2(values, season)}
    if len(values) >= season:
        models["WindowAverage"] = WindowAverage(season).forecast(values, HORIZON)["mean"]
    models["Mean"] = HistoricAverage().forecast(values, HORIZON)["mean"]
    if len(values) > 1:
        models["Drift"] = RandomWalkWithDrift().forecast(values, HORIZON)["mean"]
    return {name: [float(value) for value in numpy.asarray(forecast)] for name, forecast in models.items()}


def cases():
    for file, column, seasons in DATA:
        values = pandas.read_csv(DATASETS / file)[column].to_numpy(dtype=float)
        for season in seasons:
            for origin in ORIGINS:
                past = values[: origin or len(values)]
                yield {
                    "file": file, "column": column, "season": season, "origin": len(past),
                    "isSeasonal": bool(is_seasonal(past, season)), "forecasts": forecasts(past, season)}


results = list(cases())
for season in (12, 3, 5):
    assert any(result["isSeasonal"] == (season != 3) for result in results if result["season"] == season)
(FOLDER / "baselines.json").write_text(json.dumps(results) + "\n")
print(len(results), "cases, seasonal:", sum(result["isSeasonal"] for result in results))
for result in results:
    print(result["file"], result["season"], result["origin"], result["isSeasonal"])
