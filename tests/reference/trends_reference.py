#!/usr/bin/env python3
"""Reference values for Statistics/Trends and Statistics/Streams.

Needs numpy, scipy and statsmodels (Debian: python3-numpy python3-scipy python3-statsmodels):
    /usr/bin/python3 tests/reference/trends_reference.py > tests/reference/trends_reference.json
"""
import json
import platform

import numpy as np
import scipy
import statsmodels
import statsmodels.api as sm
from scipy import optimize, stats


def student(level, freedom):
    """scipy 1.10.1's t.ppf errs by up to 5e-9 (tan(0.999 pi / 2) = 636.6192487687 for one degree); its sf does not."""
    rough = stats.t.ppf(0.5 + level / 2, freedom)
    return optimize.brentq(lambda t: 2 * stats.t.sf(t, freedom) - (1 - level), rough * 0.999, rough * 1.001, xtol=1e-14, rtol=1e-14)


def series():
    rng = np.random.default_rng(20261121)
    yield "line", np.arange(30.0), np.round(0.3 * np.arange(30) + rng.normal(0, 2, 30), 3)
    days = np.round(np.cumsum(rng.exponential(3, 41)), 4)
    yield "unequal steps", days, np.round(5 - 0.02 * days + rng.standard_t(2, 41), 4)
    yield "ties in both", np.sort(rng.integers(0, 12, 60)).astype(float), rng.integers(0, 5, 60).astype(float)
    yield "times unsorted", np.array([5.0, 1, 9, 3, 7, 2]), np.array([2.0, -1, 4, 4, 0, 1])
    yield "three points", np.array([0.0, 1, 3]), np.array([1.0, 4, 2])
    yield "high level", np.arange(25.0) + 20000, np.round(1e6 + 1e-3 * np.arange(25) + rng.normal(0, 1e-2, 25), 6)
    yield "outliers", np.arange(80.0), np.round(np.where(np.arange(80) % 9 == 0, 50, 0) + rng.normal(0, 1, 80), 3)
    yield "even count", np.arange(12.0) ** 2, np.round(rng.normal(0, 1, 12), 5)


def mann_kendall(x, y):
    """By the definition: all pairs, ties in both (Kendall 1975)."""
    n = len(x)
    s = sum(int(np.sign(x[j] - x[i]) * np.sign(y[j] - y[i])) for i in range(n) for j in range(i))
    t, u = (np.unique(v, return_counts=True)[1].astype(float) for v in (x, y))
    var = (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5)) - sum(u * (u - 1) * (2 * u + 5))) / 18
    var += sum(t * (t - 1)) * sum(u * (u - 1)) / (2 * n * (n - 1))
    var += sum(t * (t - 1) * (t - 2)) * sum(u * (u - 1) * (u - 2)) / (9 * n * (n - 1) * (n - 2))
    z = (s - np.sign(s)) / np.sqrt(var)
    plain = stats.kendalltau(x, y, method="asymptotic")
    assert abs(2 * stats.norm.sf(abs(s) / np.sqrt(var)) - plain.pvalue) < 1e-12  # what scipy says, without the correction
    return dict(s=s, variance=var, z=z, p=2 * stats.norm.sf(abs(z)), tau=plain.correlation)


def line(x, y, level):
    fit = stats.linregress(x, y)
    t = student(level, len(x) - 2)
    at = [float(x[0]), float(np.mean(x)), float(np.max(x) + 10)]
    line = sm.OLS(y, sm.add_constant(x)).fit().get_prediction(np.column_stack([np.ones(3), at]))
    mean, obs = t * line.se_mean, t * line.se_obs
    band = np.column_stack([line.predicted_mean] * 5) + np.column_stack([0 * mean, -mean, mean, -obs, obs])
    return dict(slope=fit.slope, intercept=fit.intercept, error=fit.stderr, p=fit.pvalue, r2=fit.rvalue**2,
                low=fit.slope - t * fit.stderr, high=fit.slope + t * fit.stderr, at=at,
                band=band.tolist())


def cases():
    for name, x, y in series():
        for level in (0.95, 0.8):
            slope, intercept, low, high = stats.theilslopes(y, x, level, method="separate")
            yield dict(name=name, level=level, x=x.tolist(), y=y.tolist(),
                       theil=dict(slope=slope, intercept=intercept, low=low, high=high),
                       kendall=mann_kendall(x, y), line=line(x, y, level))


def moments():
    rng = np.random.default_rng(7)
    for name, values in [("lognormal", np.round(rng.lognormal(0, 1, 50), 6)), ("shifted", np.round(1e6 + rng.normal(0, 1, 40), 6)),
                         ("two", np.array([1.0, 4])), ("ties", np.array([0.0, 0, 1, 1, 1, 0.5]))]:
        yield dict(name=name, values=values.tolist(), mean=float(np.mean(values)), variance=float(np.var(values, ddof=1)),
                   skewness=float(stats.skew(values)), kurtosis=float(stats.kurtosis(values)))


versions = dict(python=platform.python_version(), numpy=np.__version__, scipy=scipy.__version__, statsmodels=statsmodels.__version__)
quantiles = [dict(level=level, freedom=freedom, t=student(level, freedom))
             for freedom in (1, 2, 3, 5, 10, 30, 100, 998, 9999, 10001, 100000) for level in (0.5, 0.9, 0.95, 0.99, 0.999)]
print(json.dumps(dict(versions=versions, trends=list(cases()), moments=list(moments()), student=quantiles)))
