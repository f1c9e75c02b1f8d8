"""Writes metrics.json: every metric of every series, by utilsforecast and, where it has none, by its formula in numpy.

Made with utilsforecast 0.2.17. Usage: python3 make_metric_goldens.py > metrics.json
"""

import json

import numpy as np
import pandas as pd
import utilsforecast
from utilsforecast import losses

SEED = 20240607
SEASON = 4
LEVELS = [80, 95]


def series(random, name, rows, horizon, level, missing):
    """One series: what was known, what happened, a forecast and its bounds."""
    values = level + np.cumsum(random.normal(0, 1, rows + horizon)) + 3 * np.sin(np.arange(rows + horizon) * np.pi / 2)
    values = np.round(values, 3)
    known, actual = values[:rows].copy(), values[rows:].copy()
    forecast = actual + random.normal(0.3, 2, horizon)
    bounds = {}
    for share in LEVELS:
        width = (0.5 + random.random(horizon)) * share / 40
        bounds[share] = (forecast - width, forecast + width)
    actual[random.permutation(horizon)[:missing]] = np.nan
    return dict(name=name, known=known, actual=actual, forecast=forecast, bounds=bounds)


def msis(one, share):
    """Gneiting & Raftery 2007, scaled by the in-sample seasonal naive error, over the observed actuals."""
    seen = ~np.isnan(one["actual"])
    a = one["actual"][seen]
    lower, upper = (bound[seen] for bound in one["bounds"][share])
    alpha = 1 - share / 100
    score = upper - lower + 2 / alpha * ((lower - a) * (a < lower) + (a - upper) * (a > upper))
    return score.mean() / np.abs(one["known"][SEASON:] - one["known"][:-SEASON]).mean()


def metrics(one):
    """The metrics of one series; utilsforecast's are given the rows whose actual was observed."""
    seen = ~np.isnan(one["actual"])
    frame = pd.DataFrame({"unique_id": one["name"], "y": one["actual"][seen], "m": one["forecast"][seen]})
    quantiles = {0.5: "m"}
    for share in LEVELS:
        lower, upper = one["bounds"][share]
        frame[f"m-lo-{share}"], frame[f"m-hi-{share}"] = lower[seen], upper[seen]
        quantiles[(100 - share) / 200] = f"m-lo-{share}"
        quantiles[(100 + share) / 200] = f"m-hi-{share}"
    frame["ds"] = np.arange(len(frame))
    train = pd.DataFrame({"unique_id": one["name"], "ds": np.arange(len(one["known"])), "y": one["known"]})

    def value(loss, **extra):
        return float(loss(frame, ["m"], **extra)["m"].iloc[0])

    a, f = frame["y"].to_numpy(), frame["m"].to_numpy()
    found = {
        "mae": value(losses.mae),
        "mse": value(losses.mse),
        "rmse": value(losses.rmse),
        "bias": value(losses.bias),
        "mape": 100 * value(losses.mape),
        # From 0 to 1 there, from 0 to 200 here.
        "smape": 200 * value(losses.smape),
        "mase": value(losses.mase, seasonality=SEASON, train_df=train),
        # The root of the ratio of the mean squares.
        "rmsse": value(losses.rmsse, seasonality=SEASON, train_df=train),
        "wape": 100 * (value(losses.nd) if hasattr(losses, "nd") else np.abs(f - a).sum() / np.abs(a).sum()),
    }
    ordered = sorted(quantiles)
    found["crps"] = float(
        losses.scaled_crps(
            frame, models={"m": [quantiles[q] for q in ordered]}, quantiles=np.array(ordered))["m"].iloc[0])
    for share in LEVELS:
        lower, upper = f"m-lo-{share}", f"m-hi-{share}"
        found[f"coverage-{share}"] = 100 * value(losses.coverage, level=share)
        found[f"width-{share}"] = float((frame[upper] - frame[lower]).mean())
        low = losses.quantile_loss(frame, models={"m": lower}, q=(100 - share) / 200)["m"].iloc[0]
        high = losses.quantile_loss(frame, models={"m": upper}, q=(100 + share) / 200)["m"].iloc[0]
        found[f"pinball-{share}"] = float((low + high) / 2)
        found[f"msis-{share}"] = float(msis(one, share))
    return found


def plain(values):
    return [None if np.isnan(value) else float(value) for value in values]


random = np.random.default_rng(SEED)
cases = [
    series(random, "plain", 40, 12, 100, 0),
    series(random, "around zero", 60, 30, 0, 0),
    series(random, "missing actuals", 80, 24, -50, 7),
    series(random, "one step", 9, 1, 7, 0),
    series(random, "large", 200, 50, 1e9, 3),
]
print(json.dumps({
    "made": f"utilsforecast {utilsforecast.__version__}, numpy {np.__version__}, seed {SEED}",
    "season": SEASON,
    "levels": LEVELS,
    "series": [
        {
            "name": one["name"], "known": plain(one["known"]), "actual": plain(one["actual"]),
            "forecast": plain(one["forecast"]),
            "lower": [plain(one["bounds"][share][0]) for share in LEVELS],
            "upper": [plain(one["bounds"][share][1]) for share in LEVELS],
            "metrics": metrics(one),
        }
        for one in cases
    ],
}))
