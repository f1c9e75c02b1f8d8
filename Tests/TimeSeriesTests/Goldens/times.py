"""Makes the tables of times that TimeFormTests.swift and Times/ZoneTests.swift compare with.

    python3 Tests/TimeSeriesTests/Goldens/times.py

Everything is Python's: datetime.strftime for the forms, zoneinfo with the system's tzdata for the zones.
"""

import random
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

UTC = timezone.utc
SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}

# The form, and the unit to which its text tells a time.
FORMS = [
    ("%Y-%m-%d", "day"), ("%Y/%m/%d", "day"), ("%d.%m.%Y", "day"), ("%-d.%-m.%Y", "day"), ("%m/%d/%Y", "day"),
    ("%-m/%-d/%Y", "day"), ("%d/%m/%Y %H:%M", "minute"), ("%-m/%-d/%Y %-I:%M %p", "minute"),
    ("%d.%m.%Y %H:%M:%S", "second"), ("%Y%m%d", "day"), ("%Y%m%dT%H%M%S", "second"), ("%Y%m%d%H%M", "minute"),
    ("%Y-%jT%H:%M", "minute"), ("%G-W%V-%u", "day"), ("%GW%V%u", "day"), ("%G-W%V", "week"), ("%Y-Q%q", "quarter"),
    ("Q%q %Y", "quarter"), ("%YQ%q", "quarter"), ("%b %Y", "month"), ("%B %Y", "month"), ("%b-%y", "month"),
    ("%d %b %Y", "day"), ("%b %d, %Y", "day"), ("%Y-%b-%d", "day"), ("%a, %d %b %Y %H:%M:%S", "second"),
    ("%A %d %B %Y", "day"), ("%d/%m/%y", "day"), ("%Y-%m-%d %I:%M:%S %p", "second"), ("%s", "second"),
    ("%Q", "second"), ("%Y-%m-%dT%H:%M:%S.%f", "second"), ("%Y-%m-%d %H", "hour"), ("%Y", "year"), ("%Y%m", "month"),
]


def truncated(time, unit):
    if unit == "year":
        return datetime(time.year, 1, 1, tzinfo=UTC)
    if unit == "quarter":
        return datetime(time.year, (time.month - 1) // 3 * 3 + 1, 1, tzinfo=UTC)
    if unit == "month":
        return datetime(time.year, time.month, 1, tzinfo=UTC)
    day = datetime(time.year, time.month, time.day, tzinfo=UTC)
    if unit == "week":
        return day - timedelta(days=day.weekday())
    seconds = (time - day).seconds
    return day + timedelta(seconds=seconds - seconds % SECONDS[unit])


def text(time, form):
    form = form.replace("%q", str((time.month + 2) // 3)).replace("%Q", str(int(time.timestamp()) * 1000))
    return time.strftime(form.replace("%s", str(int(time.timestamp()))))


def forms(draw):
    for form, unit in FORMS:
        first = datetime(1969, 1, 1, tzinfo=UTC) if "%y" in form else datetime(1000, 1, 1, tzinfo=UTC)
        last = datetime(2068, 12, 31, tzinfo=UTC) if "%y" in form else datetime(9999, 1, 1, tzinfo=UTC)
        span = int((last - first).total_seconds())
        times = [first + timedelta(seconds=draw.randrange(span)) for _ in range(5)]
        # Around the new year, where weeks belong to another one, and a leap day.
        times += [datetime(2020, 2, 29, 0, 30, tzinfo=UTC), datetime(2020, 12, 31, 12, 5, 9, tzinfo=UTC)]
        times += [datetime(2021, 1, 1, tzinfo=UTC), datetime(2024, 12, 30, 23, 59, 59, tzinfo=UTC)]
        for time in times:
            time = truncated(time, unit)
            yield f"{int(time.timestamp())}|{form}|{text(time, form)}"


ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Europe/Dublin", "Asia/Kolkata", "Africa/Cairo"]


def changes(zone, year):
    """The seconds at which the offset of a year changes."""
    start = int(datetime(year, 1, 1, tzinfo=UTC).timestamp())
    offsets = [datetime.fromtimestamp(start + h * 3600, zone).utcoffset() for h in range(366 * 24)]
    for hour in range(1, len(offsets)):
        if offsets[hour] != offsets[hour - 1]:
            low, high = start + (hour - 1) * 3600, start + hour * 3600
            while high - low > 1:
                middle = (low + high) // 2
                same = datetime.fromtimestamp(middle, zone).utcoffset() == offsets[hour - 1]
                low, high = (middle, high) if same else (low, middle)
            yield high


def zones(draw):
    for name in ZONES:
        zone = ZoneInfo(name)
        times = [draw.randrange(-2_000_000_000, 4_000_000_000) for _ in range(6)]
        for year in (1980, 2019, 2024, 2090):
            for change in changes(zone, year):
                times += [change - 3600, change - 1, change, change + 1799, change + 3600]
        for time in times:
            local = datetime.fromtimestamp(time, zone)
            wall = int(local.replace(tzinfo=UTC).timestamp())
            yield f"{name}|{time}|{wall}|{local.fold}"
    # A year that the file lists in no form but the rule at its end.
    far = int(datetime(2600, 7, 1, tzinfo=UTC).timestamp())
    yield f"Europe/Berlin|{far}|{far + 7200}|0"


def write(path, name, what, lines):
    table = "\n".join("    " + line for line in lines)
    path.write_text(
        f"/// {what}; made by Goldens/times.py with Python {sys.version.split()[0]}.\n"
        f'let {name} = """\n{table}\n    """\n'
    )


if __name__ == "__main__":
    tests = Path(__file__).resolve().parents[2]
    draw = random.Random(7)
    write(tests / "TimeSeriesTests/FormsOfPython.swift", "formsOfPython", "Ticks, form and text", forms(draw))
    write(
        tests / "CSVIngestionTests/ZonesOfPython.swift", "zonesOfPython",
        "Zone, seconds since 1970, what its clocks show, and 1 where they show it again", zones(draw))
