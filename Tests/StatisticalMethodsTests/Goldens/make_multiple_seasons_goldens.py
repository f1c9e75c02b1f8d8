"""The decomposition by R's mstl that statsmodels is tested with, for MultipleSeasonalTrendTests.

Hourly electricity demand of Victoria in 2012, seasons of 24 and 168 rows; every 11th row of the parts is kept.
Made with Python 3.11.7 from the files in statsmodels 0.15.0's wheel (forecast::mstl of R):
    python make_multiple_seasons_goldens.py > multiple-seasons.json
"""
import csv
import json
from pathlib import Path

import statsmodels.tsa.stl.tests as tests

PARTS = {"trend": "Trend", "season24": "Seasonal24", "season168": "Seasonal168", "remainder": "Remainder"}


def main():
    with open(Path(tests.__file__).parent / "results" / "mstl_test_results.csv") as file:
        rows = list(csv.DictReader(file))
    golden = {"stride": 11, "values": [float(row["Data"]) for row in rows]}
    for name, column in PARTS.items():
        golden[name] = [float(row[column]) for row in rows[::11]]
    print(json.dumps(golden))


main()
