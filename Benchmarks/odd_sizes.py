#!/usr/bin/env python3
"""What sizes lose that fill no vector: 50 windows of 3 features through 33 units, and of each the next multiple of 16.

    swift build -c release --product training-steps
    python3 Benchmarks/odd_sizes.py .build/release/training-steps

Both are counted as the work that was asked for, so the loss is per unit of work, paddings and all.
"""
import argparse
import functools

import steps


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    steps.flags(parser, cells="gru,lstm,rnn", rounds=5)
    parser.add_argument("--odd", default="50-96-3-33", help="B-T-D-H (default: %(default)s)")
    parser.add_argument("--even", default="64-96-16-48", help="B-T-D-H (default: %(default)s)")
    parser.add_argument("--threads", type=int, default=2, help="(default: %(default)s)")
    arguments = parser.parse_args()
    shapes = (arguments.odd, arguments.even)
    titles = [f"{shape.replace('-', ', ')}, GFLOP/s" for shape in shapes]
    steps.head("cell", *titles, "loss per unit of work")
    for cell in arguments.cells.split(","):
        results = steps.in_turn(arguments.rounds, {
            shape: functools.partial(
                steps.run, [arguments.program], cell, shape, arguments.threads, arguments.seconds)
            for shape in shapes})
        odd, even = [steps.median(results[shape], "gflops") for shape in shapes]
        steps.row(cell, f"{odd:.1f}", f"{even:.1f}", f"{1 - odd / even:.0%}")


if __name__ == "__main__":
    main()
