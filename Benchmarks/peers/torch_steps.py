#!/usr/bin/env python3
"""Times PyTorch's training step on the shapes of the `training-steps` benchmark, one JSON line for each.

    python3 -m venv venv && venv/bin/pip install torch numpy && venv/bin/python torch_steps.py --threads 2

A step is forward, mean squared error, backward, clipping by norm 1 and Adam; its work counts as
3 * 2 * B * T * gates * H * (H + D) floating-point operations.
"""
import argparse
import json
import statistics
import time

import torch

GATES = {"rnn": 1, "gru": 3, "lstm": 4}
LAYERS = {"rnn": torch.nn.RNN, "gru": torch.nn.GRU, "lstm": torch.nn.LSTM}


def step_times(cell, batch, steps, features, hidden, seconds):
    torch.manual_seed(0)
    recurrent, head = LAYERS[cell](features, hidden, batch_first=True), torch.nn.Linear(hidden, 1)
    parameters = [*recurrent.parameters(), *head.parameters()]
    optimizer = torch.optim.Adam(parameters, 1e-3)
    windows, targets = torch.randn(batch, steps, features), torch.randn(batch, 1)
    times, end = [], None
    while end is None or time.perf_counter() < end:
        start = time.perf_counter()
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(head(recurrent(windows)[0][:, -1]), targets).backward()
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
            operations = 3 * 2 * b * t * GATES[cell] * h * (h + d)
            print(json.dumps({
                "peer": f"torch {torch.__version__}", "cell": cell, "B": b, "T": t, "D": d, "H": h,
                "threads": arguments.threads, "ms_min": min(times) * 1e3, "ms_median": median * 1e3,
                "windows_per_s": b / median, "gflops": operations / median / 1e9,
            }), flush=True)


main()
