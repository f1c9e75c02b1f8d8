"""Runs the `training-steps` program for the scripts beside this file."""
import json
import statistics
import subprocess

SHAPES = "32-48-1-32,64-96-1-64,64-168-8-128,256-96-1-256"


def flags(parser, cells, rounds):
    """Adds the flags that the scripts have in common."""
    parser.add_argument("program", help="training-steps, as swift built it")
    parser.add_argument("--cells", default=cells, help="of rnn, gru and lstm (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=rounds, help="runs of each in turn (default: %(default)s)")
    parser.add_argument("--seconds", default="1", help="for each run (default: %(default)s)")


def run(program, cell, shape, threads, seconds):
    """One run of one cell and shape by `program` and its first arguments: the keys of its JSON line."""
    command = [*program, "--cells", cell, "--shapes", shape, "--threads", str(threads), "--seconds", seconds]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


def in_turn(rounds, runs):
    """Calls each of `runs` (a dictionary of functions) in turn, round by round; all results of each by its key."""
    results = {key: [] for key in runs}
    for _ in range(rounds):
        for key, function in runs.items():
            results[key].append(function())
    return results


def median(results, key):
    """The median of one key over several runs."""
    return statistics.median(result[key] for result in results)


def least(results, key):
    """The least of one key over several runs."""
    return min(result[key] for result in results)


def head(*titles):
    """Prints the head of a Markdown table."""
    print("| " + " | ".join(titles) + " |\n" + "|---" * len(titles) + "|", flush=True)


def row(*cells):
    """Prints a row of a Markdown table."""
    print("| " + " | ".join(cells) + " |", flush=True)
