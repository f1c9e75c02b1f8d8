#!/usr/bin/env python3
"""Runs our training steps and PyTorch's in turn, shape by shape and round by round, and prints the ratio of medians.

    swift build -c release --product training-steps
    venv/bin/python Benchmarks/compare.py .build/release/training-steps --rounds 3

Standing side by side in one run, both see the same machine in the same mood.
"""
import argparse
import functools
import importlib.util
import pathlib
import sys

import steps


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    steps.flags(parser, cells="gru,lstm,rnn", rounds=3)
    parser.add_argument("--shapes", default=steps.SHAPES, help="B-T-D-H, separated by commas (default: %(default)s)")
    parser.add_argument("--threads", type=int, default=2, help="of either (default: %(default)s)")
    arguments = parser.parse_args()
    if importlib.util.find_spec("torch") is None:
        parser.error(f"{sys.executable} has no torch; make an environment as Benchmarks/README.md says")
    theirs = str(pathlib.Path(__file__).with_name("peers") / "torch_steps.py")
    programs = {"ours": [arguments.program], "theirs": [sys.executable, theirs]}
    steps.head("cell", "B, T, D, H", "forecast ms", "PyTorch ms", "ratio", "GFLOP/s", "peak", "share")
    for cell in arguments.cells.split(","):
        for shape in arguments.shapes.split(","):
            results = steps.in_turn(arguments.rounds, {
                name: functools.partial(steps.run, program, cell, shape, arguments.threads, arguments.seconds)
                for name, program in programs.items()})
            ours, peer = [steps.median(results[name], "ms_median") for name in programs]
            gflops, peak, share = [
                steps.median(results["ours"], key) for key in ("gflops", "peak_gflops", "peak_share")]
            steps.row(cell, shape.replace("-", ", "), f"{ours:.3f}", f"{peer:.2f}", f"{peer / ours:.1f}x",
                      f"{gflops:.0f}", f"{peak:.0f}", f"{share:.0%}")


if __name__ == "__main__":
    main()
