"""Forecasts of intermittent demand by statsforecast, for IntermittentDemandTests.

Made with Python 3.11.7, numpy 2.4.6 and statsforecast 2.1.1:
    python make_intermittent_demand_goldens.py > intermittent-demand.json
"""
import json

import numpy as np
from statsforecast.models import ADIDA, IMAPA, TSB, CrostonClassic, CrostonOptimized, CrostonSBA

METHODS = {
    "croston": CrostonClassic(),
    "croston-optimized": CrostonOptimized(),
    "sba": CrostonSBA(),
    "tsb": TSB(alpha_d=0.2, alpha_p=0.2),
    "adida": ADIDA(),
    "imapa": IMAPA(),
}


def series(random):
    yield "published", [float(value) for value in "0 0 1 0 0 7 1 0 1 0 0 0 3 0 2 0 0 0 0 4 0 1 0 0".split()]
    yield "one demand", [0.0, 0.0, 0.0, 5.0, 0.0, 0.0]
    yield "demand in every row", [float(value) for value in random.poisson(20, 40) + 1]
    for share in (0.5, 0.2, 0.05):
        for count in (24, 101, 400):
            values = np.where(random.random(count) < share, random.gamma(2, 3, count).round(2) + 0.01, 0)
            values[count // 2] = 4
            yield f"{count} rows, demand in {share}", values.tolist()


def main():
    random = np.random.default_rng(20)
    cases = []
    for name, values in series(random):
        forecasts = {key: float(model.forecast(np.array(values), h=1)["mean"][0]) for key, model in METHODS.items()}
        cases.append({"name": name, "values": values, "forecasts": forecasts})
    print(json.dumps(cases))


main()
