#!/usr/bin/env python3
"""What a second thread brings: training steps with one thread and with two in turn, as a Markdown table.

    swift build -c release --product training-steps
    python3 Benchmarks/scaling.py .build/release/training-steps
"""
import argparse
import functools

import steps


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    steps.flags(parser, cells="gru,lstm", rounds=5)
    parser.add_argument("--shapes", default=steps.SHAPES, help="B-T-D-H, separated by commas (default: %(default)s)")
    parser.add_argument("--threads", type=int, default=2, help="against one (default: %(default)s)")
    arguments = parser.parse_args()
    many = arguments.threads
    steps.head("cell", "B, T, D, H", "1 thread, median ms", f"{many} threads", "speedup",
               "1 thread, least ms", f"{many} threads", "speedup")
    for cell in arguments.cells.split(","):
        for shape in arguments.shapes.split(","):
            results = steps.in_turn(arguments.rounds, {
                threads: functools.partial(steps.run, [arguments.program], cell, shape, threads, arguments.seconds)
                for threads in (1, many)})
            one, two = [steps.median(results[t], "ms_median") for t in (1, many)]
            best, best_two = [steps.least(results[t], "ms_min") for t in (1, many)]
            steps.row(cell, shape.replace("-", ", "), f"{one:.3f}", f"{two:.3f}", f"{one / two:.2f}x",
                      f"{best:.3f}", f"{best_two:.3f}", f"{best / best_two:.2f}x")


if __name__ == "__main__":
    main()
