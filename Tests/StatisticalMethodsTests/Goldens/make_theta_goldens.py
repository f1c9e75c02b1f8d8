"""Writes theta.json: errors and forecasts of the four theta models at given parameters, and classical seasonal indices.

Made with statsforecast 2.1.1 and statsmodels 0.15.0. Usage: python3 make_theta_goldens.py > theta.json
"""

import json

import numpy as np
from scipy.stats import norm
from statsforecast._lib import theta
from statsforecast.utils import AirPassengers
from statsmodels.tsa.seasonal import seasonal_decompose
from statsmodels.tsa.stattools import acf

SEED = 20160406
HORIZON = 14
FORMS = {"standard": "STM", "optimized": "OTM", "dynamic-standard": "DSTM", "dynamic-optimized": "DOTM"}


def has_season(values, season):
    """The 90% autocorrelation test as statsforecast's auto_theta makes it."""
    correlations = acf(values, nlags=season, fft=False)[1:]
    limit = np.sqrt((1 + 2 * np.sum(correlations[:-1] ** 2)) / len(values))
    return bool(np.abs(correlations[-1]) / limit > norm.ppf(0.95))


def model(values, form, level, alpha, bend):
    """Sum of squared errors from the fourth row on, and forecasts."""
    kind = getattr(theta.ModelType, FORMS[form])
    _, errors, states, _ = theta.pegels_resid(values, kind, level, alpha, bend, 3)
    forecast = np.empty(HORIZON)
    theta.forecast(states, len(values), kind, forecast, alpha, bend)
    return dict(form=form, level=level, alpha=alpha, theta=bend,
                squaredErrors=float(np.sum(errors[3:] ** 2)), forecast=forecast.tolist())


def series(name, values, season):
    """One series with everything that is compared."""
    values = np.asarray(values, dtype=float)
    models = [model(values, form, level, alpha, bend if "optimized" in form else 2.0)
              for form in FORMS
              for level, alpha, bend in [(values[0] / 2, 0.5, 2.0), (values[0] * 1.1, 0.17, 3.7), (-1.5, 0.93, 1.0)]]
    result = dict(name=name, values=values.tolist(), season=season, models=models, hasSeason=has_season(values, season))
    for form in ["multiplicative", "additive"]:
        result[form] = seasonal_decompose(values, model=form, period=season).seasonal[:season].tolist()
    return result


if __name__ == "__main__":
    random = np.random.default_rng(SEED)
    steps = np.arange(43)
    quarterly = np.round(50 + 0.4 * steps + 6 * np.sin(steps * np.pi / 2) + random.normal(0, 1, 43), 2)
    weekly = np.round(20 + np.cumsum(random.normal(0, 1, 60)) + 3 * np.cos(2 * np.pi * np.arange(60) / 7), 2)
    noise = np.round(10 + random.normal(0, 1, 40), 2)
    every = [series("airline", AirPassengers, 12), series("quarterly", quarterly, 4),
             series("weekly", weekly, 7), series("noise", noise, 5)]
    print("[\n" + ",\n".join(json.dumps(one) for one in every) + "\n]")
