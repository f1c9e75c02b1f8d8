#!/usr/bin/env python3
"""Writes what SciPy and NumPy say about Student's t and the Diebold-Mariano test, for the Swift tests to be held to.

    python3 -m pip install numpy scipy
    python3 make_paired_test_goldens.py            # writes student-t.json and paired-test.json beside itself

The statistic is Harvey, Leybourne & Newbold's 1997, written out with NumPy as R's forecast::dm.test (version 8.23) has
it; where the variance of the truncated estimate is not positive, that with Bartlett's weights takes its place.
"""

import json
import pathlib

import numpy
import scipy.stats

FOLDER = pathlib.Path(__file__).parent
SEED = 20260101
DEGREES = [1, 2, 3, 4, 5, 7, 10, 11, 29, 30, 51, 99, 100, 364, 1000, 9999, 100000]
# SciPy 1.17.1 itself is off by 3e-9 at t = 1e-8, ν = 1, where p = 1 - 2 atan(t) / π: no case is so close to 0.
STATISTICS = [1e-3, 0.01, 0.1, 0.5, 1.0, 1.5, 1.7, 1.75, 1.96, 2.5, 3.0, 4.5, 6.0, 6.9, 12.0, 40.0]


def student_t():
    cases = [(nu, t, 2 * scipy.stats.t.sf(t, nu)) for nu in DEGREES for t in STATISTICS]
    return [
        {"degreesOfFreedom": nu, "statistic": t, "probability": float(p)} for nu, t, p in cases if p > 1e-12]


def diebold_mariano(differences, overlap):
    count = len(differences)
    steps = overlap + 1
    deviations = differences - differences.mean()
    covariances = numpy.array([deviations[: count - lag] @ deviations[lag:] / count for lag in range(steps)])
    variance, estimate = covariances[0] + 2 * covariances[1:].sum(), "truncated"
    if variance <= 0:
        weights = 1 - numpy.arange(1, steps) / steps
        variance, estimate = covariances[0] + 2 * (weights * covariances[1:]).sum(), "bartlett"
    correction = numpy.sqrt((count + 1 - 2 * steps + steps / count * (steps - 1)) / count)
    statistic = differences.mean() / numpy.sqrt(variance / count) * correction
    return statistic, 2 * scipy.stats.t.sf(abs(statistic), count - 1), estimate


def paired_test():
    generator = numpy.random.default_rng(SEED)
    cases = []
    for count, overlap, shift in [
        (2, 0, 0.5), (3, 0, 0.0), (5, 2, 0.3), (8, 5, 0.2), (20, 0, 0.4), (20, 3, -0.4), (52, 0, 0.3), (52, 6, 0.3),
        (120, 11, -0.2), (365, 6, 0.4), (365, 0, 0.3), (1000, 23, 0.1),
    ]:
        noise = generator.normal(size=count + overlap)
        smooth = numpy.convolve(noise, numpy.ones(overlap + 1) / (overlap + 1), "valid")
        cases.append((numpy.round(smooth + shift, 6), overlap))
    # Differences that alternate: what the truncated estimate adds up to is below zero.
    alternating = numpy.array([1.0, -1.0] * 12) * numpy.round(1 + 0.1 * generator.random(24), 6) + 0.125
    cases.append((alternating, 1))
    results = []
    for differences, overlap in cases:
        statistic, probability, estimate = diebold_mariano(differences, overlap)
        results.append({
            "differences": differences.tolist(), "overlap": overlap, "meanDifference": float(differences.mean()),
            "statistic": float(statistic), "probability": float(probability), "variance": estimate})
    assert {result["variance"] for result in results} == {"truncated", "bartlett"}
    return results


for name, cases in [("student-t", student_t()), ("paired-test", paired_test())]:
    (FOLDER / f"{name}.json").write_text(json.dumps(cases) + "\n")
    print(name, len(cases), "cases")
