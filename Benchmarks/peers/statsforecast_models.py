#!/usr/bin/env python3
"""Fits a model of statsforecast to every series of a CSV file and forecasts: import, read, fit, forecast, write.

    python3 -m venv venv && venv/bin/pip install statsforecast
    venv/bin/python Benchmarks/peers/statsforecast_models.py m3-other-train.csv --model ets --horizon 8 --output out.csv

The CSV has a header, then one series a row, ragged: its name, then its values. Prints what was done as a JSON line.
With --fits the form, log-likelihood, AICc, alpha and beta of each fitted ETS model are written as well.
"""
import argparse
import csv
import json
import math


def read(path):
    """The names and values of the series, in the order of the file."""
    with open(path, newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        return [(row[0], [float(cell) for cell in row[1:] if cell not in ("", "NA")]) for row in rows]


def form(components):
    """ETS components such as MAMD, the last of them for damped, as they are usually written, MAdM."""
    error, trend, season, damped = components
    return error + trend + ("d" if damped == "D" else "") + season


def parameter(fit, place):
    """Alpha, beta, gamma or phi of a fitted ETS model; 0 where the form has none, which is not a number there."""
    value = float(fit["par"][place])
    return value if math.isfinite(value) else 0.0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("csv")
    parser.add_argument("--model", choices=["ets", "theta", "arima"], required=True)
    parser.add_argument("--season", type=int, default=1)
    parser.add_argument("--horizon", type=int, required=True)
    parser.add_argument("--jobs", type=int, default=2, help="processes (default: %(default)s)")
    parser.add_argument("--output", required=True, help="the CSV of forecasts to write")
    parser.add_argument("--fits", help="a file of JSON to write about the fitted ETS models")
    arguments = parser.parse_args()

    import numpy
    import pandas
    import statsforecast
    from statsforecast.models import AutoARIMA, AutoETS, DynamicOptimizedTheta

    series = read(arguments.csv)
    frame = pandas.DataFrame({
        "unique_id": numpy.repeat([name for name, _ in series], [len(values) for _, values in series]),
        "ds": numpy.concatenate([numpy.arange(1, len(values) + 1) for _, values in series]),
        "y": numpy.concatenate([values for _, values in series])})
    kind = {"ets": AutoETS, "theta": DynamicOptimizedTheta, "arima": AutoARIMA}[arguments.model]
    forecaster = statsforecast.StatsForecast(
        models=[kind(season_length=arguments.season)], freq=1, n_jobs=arguments.jobs)
    if arguments.fits:
        forecaster.fit(frame)
        found = forecaster.predict(h=arguments.horizon)
        # Sorted by name, as statsforecast sorts its series.
        fits = {name: fitted[0].model_ for name, fitted in zip(forecaster.uids, forecaster.fitted_)}
        with open(arguments.fits, "w") as file:
            json.dump({name: {"form": form(fit["components"]), "logLikelihood": float(fit["loglik"]),
                              "correctedAkaike": float(fit["aicc"]), "alpha": parameter(fit, 0),
                              "beta": parameter(fit, 1)} for name, fit in fits.items()}, file)
    else:
        found = forecaster.forecast(df=frame, h=arguments.horizon)
    found.to_csv(arguments.output, index=False)
    print(json.dumps({"program": f"statsforecast {statsforecast.__version__}", "model": kind.__name__,
                      "series": len(series), "jobs": arguments.jobs}))


if __name__ == "__main__":  # macOS starts the other processes from this file
    main()
