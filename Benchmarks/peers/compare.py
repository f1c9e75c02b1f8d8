#!/usr/bin/env python3
"""Runs our training steps and PyTorch's in turn, shape by shape and round by round, and prints the ratio of medians.

    swift build -c release --product training-steps
    venv/bin/python Benchmarks/peers/compare.py .build/release/training-steps --rounds 3

Standing side by side in one run, both see the same machine in the same mood.
"""
import argparse
import importlib.util
import json
import pathlib
import statistics
import subprocess
import sys


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ours", help="training-steps, as swift built it")
    parser.add_argument("--threads", default="2", help="of either (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each in turn (default: %(default)s)")
    parser.add_argument("--seconds", default="1", help="for each run (default: %(default)s)")
    parser.add_argument("--cells", default="gru,lstm,rnn", help="(default: %(default)s)")
    parser.add_argument("--shapes", default="32-48-1-32,64-96-1-64,64-168-8-128,256-96-1-256",
                        help="B-T-D-H, separated by commas (default: %(default)s)")
    arguments = parser.parse_args()
    if importlib.util.find_spec("torch") is None:
        parser.error(f"{sys.executable} has no torch; make an environment as Benchmarks/README.md says")
    theirs = [sys.executable, str(pathlib.Path(__file__).with_name("torch_steps.py"))]
    print("| cell | B, T, D, H | forecast ms | PyTorch ms | ratio | GFLOP/s | peak | share |\n|---|---|---|---|---|---|---|---|")
    for cell in arguments.cells.split(","):
        for shape in arguments.shapes.split(","):
            flags = ["--threads", arguments.threads, "--seconds", arguments.seconds, "--cells", cell, "--shapes", shape]
            rounds = {"ours": [], "theirs": []}
            for _ in range(arguments.rounds):
                for name, command in (("ours", [arguments.ours]), ("theirs", theirs)):
                    line = subprocess.run(command + flags, check=True, capture_output=True, text=True).stdout
                    rounds[name].append(json.loads(line))
            median = {name: statistics.median(r["ms_median"] for r in lines) for name, lines in rounds.items()}
            gflops = statistics.median(r["gflops"] for r in rounds["ours"])
            peak = statistics.median(r["peak_gflops"] for r in rounds["ours"])
            share = statistics.median(r["peak_share"] for r in rounds["ours"])
            print(f"| {cell} | {shape.replace('-', ', ')} | {median['ours']:.3f} | {median['theirs']:.2f} | "
                  f"{median['theirs'] / median['ours']:.1f}x | {gflops:.0f} | {peak:.0f} | {share:.0%} |", flush=True)


main()
