#!/usr/bin/env python3
"""Runs the pretrained networks in NumPy, from the weights as the safetensors package reads them, beside `forecast`.

    python3 Benchmarks/pretrained.py forecast Sources/CPretrainedWeights/weights [--series 200]

For each network `forecast simulate` makes series up, `forecast predict FILE.csv` forecasts them, and this script forecasts
them from nothing but the weights file and the text below. It prints the largest difference between the two, relative to
the mean absolute difference between one season and the next, and exits with 1 when one is above 1e-3: the program computes
in single precision, and so does this.

Needs numpy and safetensors.
"""
import argparse
import csv
import io
import json
import os
import subprocess
import sys
import tempfile

import numpy as np
from safetensors import safe_open

from processes import executable
from steps import head, row

QUANTILES = [0.025, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.975]
# Slots of a token, most tokens, slots of the horizon, slots from a value to the one a season before, and to the one a
# longer season before.
LAYOUTS = {
    "yearly": (4, 18, 8, 1, None), "quarterly": (4, 20, 12, 4, None), "monthly": (12, 12, 24, 12, None),
    "weekly": (4, 52, 13, 1, 52), "daily": (7, 56, 28, 7, 364), "hourly": (24, 28, 48, 24, 168)}
MEMORIES = [1.5, 3, 6, 12, 24]
# Means over several steps that are forecast as well: how many of a network's steps, and by which other network.
COARSER = {"monthly": [(3, "quarterly"), (12, "yearly")], "quarterly": [(4, "yearly")], "daily": [(7, "weekly")]}


def read_weights(path):
    """The plan of training, and the tensors in single precision."""
    with safe_open(path, framework="numpy") as file:
        plan = json.loads(file.metadata()["forecast"])
        return plan, {name: file.get_tensor(name).astype(np.float32) for name in file.keys()}


def squash(x):
    """The identity up to 4, beyond that as slow as a logarithm."""
    size = np.abs(x)
    return np.where(size <= 4, x, np.sign(x) * (4 + np.log(np.maximum(size - 3, 1))))


def encode(history, layout, are_logarithms):
    """Tokens `[T, D]`, what bypasses the recurrence `[S]`, the base `[horizon]` and the scale."""
    length, most, horizon, lag, longer = layout
    values = np.asarray(history, float)[-length * most:]
    n, known = len(values), ~np.isnan(values)
    step = np.abs(np.diff(values[known])).mean()
    seasonal = np.abs(values[lag:] - values[:-lag])
    seasonal = seasonal[~np.isnan(seasonal)]
    cycle = (longer or 0) // length
    mean = values[known].mean()
    deviation = np.sqrt(((values[known] - mean) ** 2).mean())
    level = np.nanmean(values[-lag:])
    size = 1 if are_logarithms else abs(level)
    floor = 0.09 if longer and cycle <= 7 else 0.3
    scale = max(seasonal.mean() if len(seasonal) else step, floor * step, 0.02 * deviation, 1e-12 * size)
    deviation = max(deviation, 0.1 * scale)
    apart = [np.abs(values[distance:] - values[:-distance]) for distance in range(1, min(lag, n))]
    carries = not apart or not len(seasonal) or np.nanmean(np.concatenate(apart)) < seasonal.mean()
    about = [np.log(n / (length * most)), np.log(max(1e-4, scale / (size + scale))), np.log(scale / deviation),
             0 if are_logarithms else np.sign(level), float(carries)]
    count = -(-n // length)
    slots = np.full(count * length, np.nan)
    slots[-n:] = values
    back = 1 if carries else lag
    base = np.array([slots[len(slots) - back + place % back] for place in range(horizon)])
    grid = slots.reshape(count, length)
    there = ~np.isnan(grid)
    scaled = np.where(there, squash((grid - level) / scale), 0)
    columns = [scaled, np.where(there, squash((grid - mean) / deviation), 0), there.astype(float),
               np.tile(about, (count, 1))]
    if longer:
        age = np.arange(count)[::-1] % cycle
        turn = 2 * np.pi * age / cycle
        columns += [np.eye(cycle)[age]] if cycle <= 7 else [np.cos(turn)[:, None], np.sin(turn)[:, None]]
    bypass = list(scaled[-1])
    season = np.zeros(length)
    if lag > 1:
        for decay in (1, 0.6):
            weights = decay ** np.arange(count)[::-1][:, None] * there * (2 * there.sum(1, keepdims=True) > length)
            offsets = np.where(there, grid - np.nanmean(np.where(there, grid, np.nan), 1, keepdims=True), 0)
            total = weights.sum(0)
            mean_shape = (weights * offsets).sum(0) / np.where(total > 0, total, 1)
            season = mean_shape if decay == 1 else season
            shape = mean_shape - (slots[-length:] - level)
            bypass += list(squash(np.where(total > 0, shape, 0) / scale))
    else:
        for memory in MEMORIES:
            weights = (1 - 1 / memory) ** np.arange(n)[::-1]
            weights = np.where((weights >= 1e-4) & known, weights, 0)
            average = (weights * np.nan_to_num(values)).sum() / weights.sum()
            bypass.append(float(squash((average - level) / scale)))
    span = max(length, 6) if lag > 1 else 6
    rest = (slots - level - np.tile(season, count))[-n:]
    for memory in (span / 2, span, 2 * span, 5 * span):
        now, slope = line(rest, memory)
        bypass += [float(squash(now / scale)), float(squash(slope * span / scale))]
    bypass += about
    if longer:
        places = [len(slots) + step - longer * (1 + step // longer) for step in range(horizon)]
        before = [slots[place] if place >= len(slots) - n else np.nan for place in places]
        bypass += [0 if np.isnan(value) else float(squash((value - own) / scale)) for value, own in zip(before, base)]
        bypass.append(float(2 * np.sum(~np.isnan(before)) > horizon))
        if length * most >= 2 * longer:
            for step, own in enumerate(base):
                places = np.arange(len(slots) + step - longer, len(slots) - n - 1, -longer)
                known_before = slots[places[places < len(slots)]] if len(places) else np.array([])
                known_before = known_before[~np.isnan(known_before)]
                bypass.append(float(squash((known_before.mean() - own) / scale)) if len(known_before) else 0)
            if cycle <= 7:
                for token in range(cycle + 1):
                    own = grid[-1 - token] if token < count else np.array([np.nan])
                    bypass.append(float(squash((np.nanmean(own) - level) / scale)) if (~np.isnan(own)).any() else 0)
    bypass += [0] * (-len(bypass) % 8)
    return np.concatenate(columns, 1).astype(np.float32), np.array(bypass, np.float32), base, scale


def line(values, memory):
    """Where the line through the values ends and how much it rises a step, each counting less than the one after it."""
    age = np.arange(len(values))
    weights = (1 - 1 / memory) ** age
    last = np.argmax(~np.isnan(values[::-1]))
    weights = np.where(((weights >= 1e-4) | (age == last)) & ~np.isnan(values[::-1]), weights, 0)
    own = np.nan_to_num(values[::-1])
    total = weights.sum()
    mean, center = (weights * own).sum() / total, -(weights * age).sum() / total
    spread = (weights * age ** 2).sum() / total - center ** 2
    slope = ((-weights * age * own).sum() / total - mean * center) / (spread + 1 / total) if spread > 1e-9 else 0
    return mean - slope * center, slope


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def network(weights, layers, tokens, bypass):
    """PyTorch's GRU over the tokens, then the head: the quantiles of every slot, `[horizon × quantiles]`."""
    sequence = tokens
    for layer in range(layers):
        inner, outer = weights[f"weight_ih_l{layer}"], weights[f"weight_hh_l{layer}"]
        inner_bias, outer_bias = weights[f"bias_ih_l{layer}"], weights[f"bias_hh_l{layer}"]
        size = outer.shape[1]
        state, states = np.zeros(size, np.float32), []
        for token in sequence:
            a, b = inner @ token + inner_bias, outer @ state + outer_bias
            reset, update = sigmoid(a[:size] + b[:size]), sigmoid(a[size:2 * size] + b[size:2 * size])
            candidate = np.tanh(a[2 * size:] + reset * b[2 * size:])
            state = (1 - update) * candidate + update * state
            states.append(state)
        sequence = states
    units = weights["head.weight"] @ state + weights["head.bias"] + weights["head.bypass.weight"] @ bypass
    units = np.maximum(0, units)
    return weights["output.weight"] @ units + weights["output.bias"] + weights["output.bypass.weight"] @ bypass


def view(plan, weights, history, are_logarithms=False):
    """Quantiles `[horizon, quantiles]` in the unit of the history."""
    tokens, bypass, base, scale = encode(history, LAYOUTS[plan["frequency"]], are_logarithms)
    answer = network(weights, plan["layerCount"], tokens, bypass).astype(float)
    return base[:, None] + scale * answer.reshape(len(base), len(QUANTILES))


def forecast(plan, weights, history):
    """The mean of the views, the quantiles of a slot in rising order."""
    views = [view(plan, weights, history), -view(plan, weights, -history)[:, ::-1]]
    seen = history[-np.prod(LAYOUTS[plan["frequency"]][:2]):]
    if (seen > 0).all():
        logarithms = np.log(history)
        views += [np.exp(view(plan, weights, logarithms, True)),
                  np.exp(-view(plan, weights, -logarithms, True)[:, ::-1])]
    return np.sort(np.mean(views, 0), 1)


def balanced(own, coarse):
    """Forecasts of the steps of a season, brought in line with those of means over several of them.

    Least squares weighted by the inverse squares of the distance between the quantiles 0.2 and 0.8, as one system.
    """
    count = len(own)
    rows, medians, spreads = [np.eye(count)], [own[:, 5]], [own[:, 8] - own[:, 2]]
    for size, answer in coarse:
        rows.append(np.kron(np.eye(count // size), np.full((1, size), 1 / size)))
        medians.append(answer[:, 5])
        spreads.append(answer[:, 8] - answer[:, 2])
    matrix, weights = np.vstack(rows), np.concatenate(spreads) ** -2.0
    solved = np.linalg.solve(matrix.T * weights @ matrix, matrix.T * weights @ np.concatenate(medians))
    return own + (solved - own[:, 5])[:, None]


def shrunk(answer, last, season):
    """A forecast drawn to the last value where its medians hardly leave it, measured by their spreads over a season."""
    with np.errstate(divide="ignore", invalid="ignore"):
        distances = (answer[:season, 5] - last) / (answer[:season, 8] - answer[:season, 2])
        square = np.nanmean(distances ** 2)
        share = square ** 2 / (square ** 2 + 0.08 ** 4) if np.isfinite(square) else 1
    return answer + (1 - share) * (last - answer[:, [5]])


def forecast_together(networks, name, history):
    """The forecast of network `name`, balanced with those of the networks for coarser steps, and shrunk."""
    return shrunk(together(networks, name, history), history[-1], max(4, LAYOUTS[name][3]))


def together(networks, name, history):
    """The forecast of network `name`, balanced with those of the networks for coarser steps."""
    answer = forecast(*networks[name], history)
    length, most = LAYOUTS[name][:2]
    seen = history[-length * most:]
    coarse = []
    for size, other in COARSER.get(name, []):
        if len(seen) // size >= 4:
            means = seen[len(seen) % size:].reshape(-1, size).mean(1)
            if len(set(means)) > 1:
                coarse.append((size, forecast(*networks[other], means)))
    if not coarse:
        return answer
    seasons = [
        balanced(answer[first:first + length],
                 [(size, own[first // size:(first + length) // size]) for size, own in coarse])
        for first in range(0, len(answer), length)]
    return np.concatenate(seasons)


def has_stray(values):
    """Whether one value lies farther from all others than three times their range: the program reads it as missing."""
    if len(values) < 21:
        return False
    low, high = np.sort(values)[:2], np.sort(values)[-2:]
    above = high[1] - high[0] > 3 * (high[0] - low[0]) > 0
    return above or low[1] - low[0] > 3 * (high[1] - low[1]) > 0


def read(text):
    """Series by name: the columns after the time."""
    series = {}
    for line in list(csv.reader(io.StringIO(text)))[1:]:
        series.setdefault(line[0], []).append([float(cell) for cell in line[2:]])
    return {name: np.array(rows) for name, rows in series.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("forecast", type=executable, help="the command")
    parser.add_argument("weights", help="the folder of the weights")
    parser.add_argument("--series", type=int, default=200, help="made-up series of each frequency (default: 200)")
    arguments = parser.parse_args()
    networks = {name: read_weights(os.path.join(arguments.weights, f"{name}.safetensors")) for name in LAYOUTS}
    head("network", "series", "numbers compared", "largest difference, in season's differences")
    worst = 0
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "made-up.csv")
        for name, (length, most, horizon, lag, _) in LAYOUTS.items():
            rows = min(length * most + 7, 400)
            subprocess.run(
                [arguments.forecast, "simulate", "--frequency", name, "--length", str(rows), "--series",
                 str(arguments.series), "--seed", "5", "-o", file], check=True)
            season = {"yearly": "none", "weekly": "52"}.get(name, str(lag))
            result = subprocess.run(
                [arguments.forecast, "predict", file, "--season", season, "--horizon", str(horizon), "--levels",
                 "80,95", "--quiet", "--format", "csv"], check=True, capture_output=True, text=True)
            histories, own = read(open(file).read()), read(result.stdout)
            largest = compared = 0
            for series, history in histories.items():
                history = history[:, 0]
                if len(set(history[-length * most:])) < 2 or has_stray(history[-length * most:]):
                    continue
                expected = forecast_together(networks, name, history)[:, [5, 1, 9, 0, 10]]
                # The program holds forecasts of what was never negative to zero and above.
                if (history >= 0).all():
                    expected = np.maximum(expected, 0)
                unit = np.abs(history[lag:] - history[:-lag]).mean()
                largest = max(largest, np.abs(own[series] - expected).max() / unit)
                compared += expected.size
            worst = max(worst, largest)
            row(name, str(len(histories)), f"{compared:,}", f"{largest:.1e}")
    sys.exit(int(worst > 1e-3))


main()
