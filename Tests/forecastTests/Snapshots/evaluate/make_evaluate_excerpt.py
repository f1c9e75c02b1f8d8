"""Writes an excerpt of datasets/temperature.csv as the M4 competition's files are, forecasts of it, and their scores.

Run in the repository's root: python3 Tests/forecastTests/Snapshots/evaluate/make_evaluate_excerpt.py (made with numpy
2.4). Naive2, scales and metrics are written out here after Makridakis, Spiliotis & Assimakopoulos 2020.
"""

import csv
import json
import pathlib

import numpy as np

FOLDER = pathlib.Path(__file__).parent
SEASON, HORIZON = 12, 12
ROWS = {"T1": (0, 60), "T2": (100, 175), "T3": (300, 348), "T4": (500, 530)}

temperature = [row["temperature"] for row in csv.DictReader(open("datasets/temperature.csv"))]


def naive2(known):
    """The naive forecast of the seasonally adjusted series, where a test at 90% finds a season."""
    count = len(known)
    plain = np.full(HORIZON, known[-1])
    if count < 3 * SEASON:
        return plain
    deviations = known - known.mean()
    products = [(deviations[lag:] * deviations[: count - lag]).sum() for lag in range(SEASON + 1)]
    correlations = np.array(products[1:]) / products[0]
    if abs(correlations[-1]) <= 1.645 * np.sqrt((1 + 2 * (correlations[:-1] ** 2).sum()) / count):
        return plain
    weights = np.r_[0.5, np.ones(SEASON - 1), 0.5] / SEASON
    trend = np.convolve(known, weights, "valid")
    ratios = np.full(count, np.nan)
    ratios[SEASON // 2 : SEASON // 2 + len(trend)] = known[SEASON // 2 : SEASON // 2 + len(trend)] / trend
    indices = np.array([np.nanmean(ratios[place::SEASON]) for place in range(SEASON)])
    indices /= indices.mean()
    return known[-1] / indices[(count - 1) % SEASON] * indices[(count + np.arange(HORIZON)) % SEASON]


def scores(pairs):
    """MAE, sMAPE and MASE over all pairs of all series."""
    error = np.concatenate([abs(f - a) for a, f, _ in pairs])
    total = np.concatenate([abs(f) + abs(a) for a, f, _ in pairs])
    scaled = np.concatenate([abs(f - a) / scale for a, f, scale in pairs])
    return dict(mae=error.mean(), smape=(200 * error / total).mean(), mase=scaled.mean())


files = {name: open(FOLDER / f"{name}.csv", "w") for name in ("insample", "actuals", "submission")}
longest = max(end - start for start, end in ROWS.values())
for name, file in files.items():
    columns = longest if name == "insample" else HORIZON
    file.write(",".join(f'"V{column + 1}"' for column in range(columns + 1)) + "\n")
found = {name: [] for name in ("submission", "Naive", "SeasonalNaive", "Naive2")}
for name, (start, end) in ROWS.items():
    known, actual = temperature[start:end], temperature[end : end + HORIZON]
    numbers = np.array(known, float)
    # A month as its mean over all years, rounded.
    mine = [round(float(numbers[place::SEASON].mean()), 2) if len(numbers[place::SEASON]) else float(known[-1])
            for place in ((len(known) + step) % SEASON for step in range(HORIZON))]
    files["insample"].write(",".join([f'"{name}"'] + [f'"{x}"' for x in known] + [""] * (longest - len(known))) + "\n")
    files["actuals"].write(",".join([f'"{name}"'] + [f'"{x}"' for x in actual]) + "\n")
    files["submission"].write(",".join([f'"{name}"'] + [f'"{x}"' for x in mine]) + "\n")
    scale = abs(numbers[SEASON:] - numbers[:-SEASON]).mean()
    truth = np.array(actual, float)
    seasonal = numbers[-SEASON:][np.arange(HORIZON) % SEASON]
    for model, forecast in zip(
        found, (np.array(mine), np.full(HORIZON, numbers[-1]), seasonal, naive2(numbers))
    ):
        found[model].append((truth, forecast, scale))
for file in files.values():
    file.close()
result = {model: scores(pairs) for model, pairs in found.items()}
for model in result:
    result[model]["owa"] = sum(result[model][name] / result["Naive2"][name] for name in ("smape", "mase")) / 2
(FOLDER / "expected.json").write_text(json.dumps(result, indent=1) + "\n")
