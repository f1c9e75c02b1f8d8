"""Writes complex-smoothing.json: likelihoods and forecasts of complex exponential smoothing at given parameters.

Made with statsforecast 2.1.1. Usage: python3 make_complex_smoothing_goldens.py > complex-smoothing.json
"""

import json

import numpy as np
from statsforecast._lib import ces
from statsforecast.ces import initstate
from statsforecast.utils import AirPassengers

SEED = 20220101
HORIZON = 20
KINDS = {"none": "N", "simple": "S", "partial": "P", "full": "F"}


def model(values, season, kind, parameters):
    """Sum of squared errors after the two passes of backcasting, and forecasts."""
    rows = 1 if kind == "none" else season
    states = initstate(values, season, KINDS[kind])
    all_parameters = (list(parameters) + [0.0, 0.0])[:4]
    _, errors, states, _ = ces.pegelsresid(values, rows, states, states.shape[1], KINDS[kind], *all_parameters, 3)
    forecast = np.zeros(HORIZON)
    ces.forecast(states, len(values), rows, KINDS[kind], forecast, HORIZON, *all_parameters)
    return dict(seasonality=kind, parameters=list(parameters), squaredErrors=float(np.sum(errors ** 2)),
                forecast=forecast.tolist())


def series(name, values, season):
    """One series with everything that is compared."""
    values = np.asarray(values, dtype=float)
    parameters = dict(
        none=[(1.3, 1.0), (1.7, 0.98)], simple=[(1.3, 1.0), (1.9, 1.1)],
        partial=[(1.3, 1.0, 0.1), (1.476837, 1.0, 0.91997)],
        full=[(1.3, 1.0, 1.3, 1.0), (1.350795, 1.009169, 1.777909, 0.973739)])
    models = [model(values, season, kind, p) for kind in KINDS for p in parameters[kind]]
    return dict(name=name, values=values.tolist(), season=season, models=models)


if __name__ == "__main__":
    random = np.random.default_rng(SEED)
    steps = np.arange(43)
    quarterly = np.round(50 + 0.4 * steps + 6 * np.sin(steps * np.pi / 2) + random.normal(0, 1, 43), 2)
    weekly = np.round(20 + np.cumsum(random.normal(0, 1, 60)) + 3 * np.cos(2 * np.pi * np.arange(60) / 7), 2)
    every = [series("airline", AirPassengers, 12), series("quarterly", quarterly, 4),
             series("weekly", weekly, 7)]
    print("[\n" + ",\n".join(json.dumps(one) for one in every) + "\n]")
