#!/usr/bin/env python3
"""Reads a long CSV file (unique_id, ds, y, temp) with its timestamps parsed, and prints the rows read."""
import sys

LIBRARY, PATH = sys.argv[1:]
if LIBRARY == "pandas":
    import pandas

    print(len(pandas.read_csv(PATH, parse_dates=["ds"])))
else:
    import polars

    print(len(polars.read_csv(PATH, try_parse_dates=True)))
