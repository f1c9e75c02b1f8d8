#!/usr/bin/env python3
"""Writes what statsmodels and scipy say about the series of datasets/, for the Swift tests to be held to.

    python3 -m pip install numpy pandas scipy==1.17.1 statsmodels==0.15.0
    python3 make_diagnosis_goldens.py            # writes diagnosis.json beside itself

Season and trend are those of statsmodels' STL, a translation of the authors' Fortran; their strengths are computed from
its remainder by the formulas of Hyndman & Athanasopoulos, "Forecasting: Principles and Practice", 3rd edition, section
4.3. Seasons are even, as statsmodels wants a low pass longer than the season, where Cleveland et al. let it be as long.
KPSS is statsmodels' with the lags of R's ndiffs. The entropy is that of scipy's Welch estimate, without frequency 0.
"""

import json
import math
import pathlib
import warnings

import numpy
import pandas
import scipy
import statsmodels
from scipy.signal import welch
from statsmodels.tsa.seasonal import STL
from statsmodels.tsa.stattools import kpss

FOLDER = pathlib.Path(__file__).parent
DATASETS = FOLDER.parents[3] / "datasets"
DATA = [("temperature.csv", "temperature", [12, 6]), ("prices.csv", "close", [4, 20])]
SHOWN = 60


def smallest_odd(length):
    whole = max(3, math.ceil(length))
    return whole + 1 if whole % 2 == 0 else whole


def strength(part, remainder):
    return max(0.0, 1 - numpy.var(remainder) / numpy.var(part + remainder))


def decomposition(values, season, robust, jumps):
    windows = {"seasonal": 11, "trend": smallest_odd(1.5 * season / (1 - 1.5 / 11)), "low_pass": smallest_odd(season)}
    steps = {f"{name}_jump": math.ceil(window / 10) if jumps else 1 for name, window in windows.items()}
    fit = STL(
        values, period=season, seasonal_deg=0, trend_deg=1, low_pass_deg=1, robust=robust > 0, **windows, **steps
    ).fit(inner_iter=2, outer_iter=robust)
    return {
        "season": season, "robust": robust, "jumps": jumps,
        "seasonal": list(fit.seasonal[:SHOWN]), "trend": list(fit.trend[-SHOWN:]),
        "seasonStrength": strength(fit.seasonal, fit.resid), "trendStrength": strength(fit.trend, fit.resid),
    }


def stationarity(values, differences):
    values = numpy.diff(values, n=differences)
    lags = int(3 * math.sqrt(len(values)) / 13)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return {"differences": differences, "lags": lags, "statistic": kpss(values, nlags=lags)[0]}


def forecastability(values):
    length = 1024
    while length > 16 and 4 * length > len(values):
        length //= 2
    _, power = welch(values, window="hann", nperseg=length, noverlap=length // 2, detrend="constant")
    shares = power[1:] / power[1:].sum()
    return {"segment": length, "value": 1 + (shares * numpy.log(shares)).sum() / math.log(len(shares))}


def cases():
    for file, column, seasons in DATA:
        values = pandas.read_csv(DATASETS / file)[column].to_numpy(dtype=float)
        yield {
            "file": file, "column": column,
            "decompositions": [
                decomposition(values, season, robust, jumps)
                for season in seasons for robust in [0, 2] for jumps in [False, True]
            ],
            "stationarity": [stationarity(values, differences) for differences in [0, 1, 2]],
            "forecastability": forecastability(values),
        }


print(f"statsmodels {statsmodels.__version__}, scipy {scipy.__version__}")
(FOLDER / "diagnosis.json").write_text(json.dumps(list(cases()), indent=1) + "\n")
