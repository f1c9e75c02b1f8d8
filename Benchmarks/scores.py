"""Reads the series of M3 and the hourly ones of M4, and scores forecasts of them as M4 did, for the scripts beside this
file."""
import csv
import os
import typing


class Collection(typing.NamedTuple):
    """Series of one kind, how far they are forecast, and how well Naive2 did."""
    file: str
    season: int
    horizon: int
    naive2_smape: float
    naive2_mase: float


class Score(typing.NamedTuple):
    """Means over the steps of a series, then over the series."""
    series: int
    smape: float
    mase: float
    owa: float


COLLECTIONS = {
    "yearly": Collection("m3-yearly", 1, 6, 17.880, 3.172),
    "quarterly": Collection("m3-quarterly", 4, 8, 10.029, 1.252),
    "monthly": Collection("m3-monthly", 12, 18, 16.764, 1.038),
    "other": Collection("m3-other", 1, 8, 6.302, 3.089),
    "hourly": Collection("m4-hourly", 24, 48, 18.383, 2.395),
}


def path(folder, name, part):
    """The file of a collection: `part` is train or test."""
    return os.path.join(folder, f"{COLLECTIONS[name].file}-{part}.csv")


def read_series(file):
    """The values of each series by its name, from a file of one a row, ragged."""
    with open(file, newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        return {row[0]: [float(cell) for cell in row[1:] if cell not in ("", "NA")] for row in rows}


def read_forecasts(file):
    """The forecasts of each series by its name, and for each level of an interval its ends.

    The columns are the series, the time, the forecast, and for each level NAME-lo-LEVEL and NAME-hi-LEVEL.
    """
    with open(file, newline="") as lines:
        rows = csv.reader(lines)
        head = next(rows)
        ends = {title.rsplit("-", 1)[1]: place for place, title in enumerate(head) if "-lo-" in title}
        points, intervals = {}, {level: {} for level in ends}
        for row in rows:
            points.setdefault(row[0], []).append(float(row[2]))
            for level, place in ends.items():
                intervals[level].setdefault(row[0], []).append((float(row[place]), float(row[place + 1])))
        return points, intervals


def mean(values):
    values = list(values)
    return sum(values) / len(values)


def symmetric_error(actual, forecast):
    """A term of sMAPE, in percent."""
    size = abs(actual) + abs(forecast)
    return 200 * abs(actual - forecast) / size if size > 0 else 0


def naive_error(values, season):
    """What MASE divides by: the mean error of the seasonal naive forecast, of the naive where no season is over."""
    lag = season if len(values) > season else 1
    return mean(abs(value - before) for value, before in zip(values[lag:], values))


def score(name, folder, points):
    """The scores of the series that were forecast, over all steps of the test file."""
    collection, known = COLLECTIONS[name], read_series(path(folder, name, "train"))
    tests = {key: values for key, values in read_series(path(folder, name, "test")).items() if key in points}
    smapes, mases = [], []
    for key, actual in tests.items():
        pairs = list(zip(actual, points[key]))
        if len(pairs) < len(actual):
            raise ValueError(f"{key}: {len(points[key])} steps of {len(actual)}")
        smapes.append(mean(symmetric_error(*pair) for pair in pairs))
        mases.append(mean(abs(value - guess) for value, guess in pairs) / naive_error(known[key], collection.season))
    smape, mase = mean(smapes), mean(mases)
    return Score(
        len(tests), smape, mase, (smape / collection.naive2_smape + mase / collection.naive2_mase) / 2)


def coverage(name, folder, intervals):
    """The share of all test values that lie inside, by level."""
    tests = read_series(path(folder, name, "test"))
    return {level: mean(
        low <= value <= high for key, ends in found.items() for value, (low, high) in zip(tests[key], ends))
        for level, found in intervals.items()}
