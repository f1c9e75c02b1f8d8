"""Writes arima.json: likelihoods and forecasts of ARIMA models by statsmodels' SARIMAX.

Made with Python 3.11, numpy, scipy and statsmodels; their versions are in the file.

    python make_arima_goldens.py > arima.json

Every case gives the coefficients; the likelihood is the largest in the variance of the errors and in the coefficients of
the regressors. Where nothing is missing the series is differenced first. Otherwise the likelihood is the exact diffuse
one, less a constant that depends on how the state is written: the difference of both likelihoods of the whole series.
"""
import json
import platform
import sys

import numpy as np
import scipy
import statsmodels
from scipy.optimize import minimize_scalar
from statsmodels.tsa.statespace.sarimax import SARIMAX

AIR = [
    112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170, 170, 158, 133, 114, 140,
    145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166, 171, 180, 193, 181, 183, 218, 230, 242, 209, 191, 172, 194,
    196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201, 204, 188, 235, 227, 234, 264, 302, 293, 259, 229, 203, 229,
    242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278, 284, 277, 317, 313, 318, 374, 413, 405, 355, 306, 271, 306,
    315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336, 340, 318, 362, 348, 363, 435, 491, 505, 404, 359, 310, 337,
    360, 342, 406, 396, 420, 472, 548, 559, 463, 407, 362, 405, 417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432,
]

CASES = [
    # order, seasonal order, coefficients (phi, theta, seasonal phi, seasonal theta)
    ((1, 0, 0), (0, 0, 0, 1), [0.7]),
    ((0, 0, 1), (0, 0, 0, 1), [-0.6]),
    ((2, 0, 1), (0, 0, 0, 1), [1.2, -0.5, 0.4]),
    ((3, 0, 2), (0, 0, 0, 1), [0.3, 0.2, -0.4, 0.5, 0.3]),
    ((0, 0, 4), (0, 0, 0, 1), [0.3, 0.2, -0.4, 0.2]),
    ((5, 0, 0), (0, 0, 0, 1), [0.3, 0.2, -0.2, 0.1, 0.25]),
    ((1, 1, 1), (0, 0, 0, 1), [0.5, -0.9]),
    ((0, 2, 2), (0, 0, 0, 1), [-1.1, 0.2]),
    ((2, 1, 1), (0, 1, 0, 12), [0.5960, 0.2143, -0.9819]),
    ((0, 1, 1), (0, 1, 1, 12), [-0.4, -0.6]),
    ((1, 0, 1), (1, 0, 1, 12), [0.5, 0.3, 0.6, -0.4]),
    ((2, 0, 0), (2, 1, 0, 4), [0.5, 0.2, -0.4, -0.2]),
    ((1, 1, 2), (2, 0, 2, 4), [0.4, 0.3, 0.2, 0.3, 0.2, -0.5, 0.2]),
    ((0, 1, 3), (1, 1, 2, 7), [0.3, 0.2, -0.1, 0.5, -0.6, 0.1]),
]


def model(y, case, **options):
    order, seasonal, _ = case
    return SARIMAX(y, order=order, seasonal_order=seasonal if seasonal[3] > 1 else (0, 0, 0, 0), **options)


def scale_free(m, coefficients):
    """The largest log-likelihood in the variance, and that variance."""
    found = minimize_scalar(
        lambda s: -m.loglike(np.r_[coefficients, np.exp(s)]), bounds=(-15, 20), method="bounded",
        options={"xatol": 1e-10})
    return -found.fun, float(np.exp(found.x))


def differenced(y, case):
    order, seasonal, _ = case
    for _ in range(seasonal[1]):
        y = y[seasonal[3]:] - y[:-seasonal[3]]
    for _ in range(order[1]):
        y = y[1:] - y[:-1]
    return y


def flat(case):
    (p, _, q), (P, _, Q, m), coefficients = case
    return ((p, 0, q), (P, 0, Q, m), coefficients)


def whole(y, case):
    return scale_free(model(differenced(y, case), flat(case)), case[2])[0]


def diffuse(y, case):
    m = model(y, case, use_exact_diffuse=case[0][1] + case[1][1] > 0)
    return scale_free(m, case[2])


def with_regressors(y, x, case):
    """Generalised least squares: errors standardised by the filter are an ordinary regression."""
    def standardised(v):
        m = model(differenced(v, case), flat(case))
        return m.filter(np.r_[case[2], 1.0]).standardized_forecasts_error[0]
    design = np.stack([standardised(c) for c in x.T], axis=1)
    beta = np.linalg.lstsq(design, standardised(y), rcond=None)[0]
    return whole(y - x @ beta, case), beta


def main():
    rng = np.random.default_rng(20260101)
    air = np.array(AIR, float)
    out = []
    for number, case in enumerate(CASES):
        (p, d, q), (P, D, Q, m), coefficients = case
        y = air if number % 2 == 0 else np.cumsum(rng.normal(size=90)) + 3 * np.sin(np.arange(90) * 2 * np.pi / max(m, 5))
        n = len(y)
        x = np.stack([np.cos(np.arange(n) * 0.7), rng.normal(size=n)], axis=1) * (y.std() / 3)
        gaps = y.copy()
        gone = sorted(set(int(i) for i in rng.choice(np.arange(20, n), size=9, replace=False)) | {40, 41, 42})
        gaps[gone] = np.nan
        early = gaps.copy()
        reach = d + m * D
        lost = [i for i in (1, reach - 2, reach - 1) if 0 < i < reach] if reach > 2 else []
        early[lost] = np.nan
        complete = whole(y, case)
        constant = diffuse(y, case)[0] - complete
        likelihood, beta = with_regressors(y, x, case)
        missing, variance = diffuse(gaps, case)
        result = model(gaps, case, use_exact_diffuse=d + D > 0).filter(np.r_[coefficients, variance])
        future = result.get_forecast(10)
        out.append(dict(
            order=[p, d, q, P, D, Q, m],
            phi=coefficients[:p], theta=coefficients[p:p + q], seasonalPhi=coefficients[p + q:p + q + P],
            seasonalTheta=coefficients[p + q + P:], values=y.tolist(), regressors=x.T.tolist(), missing=gone,
            missingEarly=lost, logLikelihood=complete, withRegressors=likelihood, beta=beta.tolist(),
            withMissing=missing - constant, withMissingEarly=diffuse(early, case)[0] - constant,
            deviation=float(np.sqrt(variance)), forecasts=future.predicted_mean.tolist(),
            deviations=future.se_mean.tolist()))
    json.dump(dict(
        versions=dict(python=platform.python_version(), numpy=np.__version__, scipy=scipy.__version__,
                      statsmodels=statsmodels.__version__), cases=out), sys.stdout, indent=0)


main()
