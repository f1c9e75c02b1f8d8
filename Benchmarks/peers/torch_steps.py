#!/usr/bin/env python3
"""Times PyTorch's training step on the shapes of the `training-steps` benchmark, one JSON line for each.

    python3 -m venv venv && venv/bin/pip install torch numpy && venv/bin/python torch_steps.py --threads 2

A step is forward, mean squared error, backward, clipping by norm 1 and Adam; its work counts as
3 * 2 * B * T * gates * H * (H + D) floating-point operations. A `transformer` is a TransformerEncoder over patches, of the
sizes that `training-steps` gives it: H are the features of a token.
"""
import argparse
import json
import statistics
import time

import torch

GATES = {"rnn": 1, "gru": 3, "lstm": 4}
LAYERS = {"rnn": torch.nn.RNN, "gru": torch.nn.GRU, "lstm": torch.nn.LSTM}


PATCH, STRIDE, HEADS, ENCODERS = 16, 8, 4, 3


class Recurrent(torch.nn.Module):
    def __init__(self, cell, features, hidden):
        super().__init__()
        self.recurrent, self.head = LAYERS[cell](features, hidden, batch_first=True), torch.nn.Linear(hidden, 1)

    def forward(self, windows):
        return self.head(self.recurrent(windows)[0][:, -1])


def token_count(steps):
    return (steps - PATCH) // STRIDE + 2


def feed_forward(size):
    return max(128, 2 * size)


class PatchTransformer(torch.nn.Module):
    def __init__(self, steps, features, size):
        super().__init__()
        self.patch = torch.nn.Linear(features * PATCH, size)
        self.position = torch.nn.Parameter(torch.randn(token_count(steps), size) * 0.02)
        layer = torch.nn.TransformerEncoderLayer(
            size, HEADS, feed_forward(size), dropout=0.0, activation="gelu", batch_first=True, norm_first=True)
        self.encoder = torch.nn.TransformerEncoder(
            layer, ENCODERS, norm=torch.nn.LayerNorm(size), enable_nested_tensor=False)
        self.head = torch.nn.Linear(size * token_count(steps), 1)

    def forward(self, windows):
        channels = windows.transpose(1, 2)
        channels = torch.nn.functional.pad(channels, (0, STRIDE), mode="replicate")
        patches = channels.unfold(-1, PATCH, STRIDE).transpose(1, 2).flatten(2)
        return self.head(self.encoder(self.patch(patches) + self.position).flatten(1))


def operations(cell, batch, steps, features, hidden):
    if cell != "transformer":
        return 3 * 2 * batch * steps * GATES[cell] * hidden * (hidden + features)
    tokens = token_count(steps)
    layer = 4 * hidden * hidden + 2 * hidden * feed_forward(hidden) + 2 * tokens * hidden
    return 6 * batch * tokens * (PATCH * features * hidden + ENCODERS * layer + hidden)


def step_times(cell, batch, steps, features, hidden, seconds):
    torch.manual_seed(0)
    transforms = cell == "transformer"
    network = PatchTransformer(steps, features, hidden) if transforms else Recurrent(cell, features, hidden)
    parameters = list(network.parameters())
    optimizer = torch.optim.Adam(parameters, 1e-3)
    windows, targets = torch.randn(batch, steps, features), torch.randn(batch, 1)
    times, end = [], None
    while end is None or time.perf_counter() < end:
        start = time.perf_counter()
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(network(windows), targets).backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        times.append(time.perf_counter() - start)
        if len(times) == 3 and end is None:
            times, end = [], time.perf_counter() + seconds
    return times


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--cells", default="gru,lstm,rnn")
    parser.add_argument("--shapes", default="32-48-1-32,64-96-1-64,64-168-8-128,256-96-1-256")
    parser.add_argument("--seconds", type=float, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    for cell in arguments.cells.split(","):
        for shape in arguments.shapes.split(","):
            b, t, d, h = map(int, shape.split("-"))
            times = step_times(cell, b, t, d, h, arguments.seconds)
            median = statistics.median(times)
            print(json.dumps({
                "peer": f"torch {torch.__version__}", "cell": cell, "B": b, "T": t, "D": d, "H": h,
                "threads": arguments.threads, "ms_min": min(times) * 1e3, "ms_median": median * 1e3,
                "windows_per_s": b / median, "gflops": operations(cell, b, t, d, h) / median / 1e9,
            }), flush=True)


main()
