#!/usr/bin/env python3
"""Values that the resampling tests and standard errors are checked against, as JSON on standard output.

usage: /usr/bin/python3 resampling_reference.py > resampling_reference.json

Needs numpy, scipy and statsmodels; the output names the versions. "draws" has no library behind it: it is the definition of
our bootstrap's random numbers, written down a second time, number by number.
"""
import json
import math
import platform
import warnings
from fractions import Fraction

import numpy
import scipy
import statsmodels
import statsmodels.api
from scipy import stats

MASK = (1 << 64) - 1
GAMMA = 0x9E3779B97F4A7C15


def mix(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def at(seed, index):
    return mix((seed + (index + 1) * GAMMA) & MASK)


def stream(seed, use):
    return mix((mix(seed) + use * GAMMA) & MASK)


class Poisson:
    def __init__(self, mean):
        chances = [math.exp(-mean) * mean**k / math.factorial(k) for k in range(24)]
        self.whole = [math.floor(65536 * chance) if k < 7 else 0 for k, chance in enumerate(chances)]
        self.rest = [65536 * chance - whole for chance, whole in zip(chances, self.whole)]
        self.top = sum(self.whole)

    def count(self, bits, rest):
        # The signed reading of the 16 bits is what stands in line.
        place = (bits + 32768) % 65536
        if place >= self.top:
            return self.of_rest(rest())
        for k, whole in enumerate(self.whole):
            if place < whole:
                return k
            place -= whole

    def of_rest(self, uniform):
        left = uniform * (65536 - self.top)
        for k, rest in enumerate(self.rest):
            if left < rest:
                return k
            left -= rest
        return 23


def counts_of(poisson, seed, resample, n):
    words = (n + 31) // 32 * 8
    rests = stream(seed, 1)
    for item in range(n):
        word = resample * words + item // 4
        bits = at(seed, word) >> (16 * (item % 4)) & 0xFFFF
        yield poisson.count(bits, lambda: (at(rests, word * 4 + item % 4) >> 11) / 2**53)


def draws(n, resamples, seed):
    """How often each item is drawn in each resample."""
    use = stream(seed, 1)
    poisson = Poisson(1 - 2.5 / math.sqrt(max(n, 64)))
    again = 0
    for resample in range(resamples):
        attempt = 1
        counts = list(counts_of(poisson, stream(use, attempt), resample, n)) if n >= 64 else [0] * n
        while sum(counts) > n:
            attempt += 1
            again += 1
            counts = list(counts_of(poisson, stream(use, attempt), resample, n))
        single = stream(use, 0)
        for draw in range(n - sum(counts)):
            counts[at(single, resample * n + draw) * n >> 64] += 1
        yield counts
    assert n < 1000 or again > 0, "no resample was repeated; take more"


def pinned(n, resamples, seed):
    values = [i * i % 97 for i in range(n)]
    sums = [sum(count * value for count, value in zip(counts, values)) for counts in draws(n, resamples, seed)]
    return {"n": n, "resamples": resamples, "seed": seed, "sums": sums}


def interval(ci):
    return [float(ci.low), float(ci.high)]


def bootstraps():
    rng = numpy.random.default_rng(7)
    skewed = numpy.floor(rng.exponential(2.0, 40) * 8) / 8
    coarse = rng.integers(0, 3, 12) / 2
    # 32 items, so that means are exact: scipy takes replicates that rounding moved off the estimate for no ties.
    long = rng.integers(1, 60, 32).astype(float)
    right = numpy.floor(long * rng.random(32))
    other = numpy.floor(long * rng.random(32))
    cases = {
        "mean of skewed": ((skewed,), lambda x, axis: x.mean(axis=axis)),
        "mean of few values": ((coarse,), lambda x, axis: x.mean(axis=axis)),
        "ratio of sums": ((right, long), lambda x, y, axis: x.sum(axis=axis) / y.sum(axis=axis)),
        "difference of means": ((right, other), lambda x, y, axis: x.mean(axis=axis) - y.mean(axis=axis)),
        "exponential of mean": ((skewed,), lambda x, axis: numpy.exp(-x.mean(axis=axis))),
        "constant": ((numpy.full(9, 0.5),), lambda x, axis: x.mean(axis=axis)),
        "all replicates on one side": ((numpy.array([0.0, 0.0, 0.0, 8.0]),), lambda x, axis: x.max(axis=axis)),
    }
    for name, (data, statistic) in cases.items():
        first = stats.bootstrap(data, statistic, n_resamples=499, paired=True, vectorized=True, random_state=3, method="percentile")
        result = {
            "name": name,
            "data": [sample.tolist() for sample in data],
            "estimate": float(statistic(*data, axis=-1)),
            "replicates": first.bootstrap_distribution.tolist(),
            "error": float(first.standard_error),
        }
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for method in ("percentile", "basic", "BCa"):
                result[method] = [
                    interval(
                        stats.bootstrap(
                            data, statistic, n_resamples=0, paired=True, vectorized=True, method=method,
                            confidence_level=level, bootstrap_result=first,
                        ).confidence_interval
                    )
                    for level in (0.95, 0.8)
                ]
            result["acceleration"] = acceleration(data, statistic, first.bootstrap_distribution)
        yield result


def acceleration(data, statistic, replicates):
    """scipy keeps it to itself, but gives it to its own tests."""
    index = [numpy.arange(len(data[0]))]
    of_index = lambda i, axis: statistic(*[sample[i] for sample in data], axis=axis)
    return float(stats._resampling._bca_interval(index, of_index, -1, 0.025, replicates, None)[2])


def permutations():
    rng = numpy.random.default_rng(11)
    for n in range(1, 9):
        for grid in (4, 10, 1_000_003):
            a, b = rng.integers(0, grid + 1, n) / grid, rng.integers(0, grid + 1, n) / grid
            case = {"a": a.tolist(), "b": b.tolist()}
            for alternative in ("two-sided", "less", "greater"):
                if n == 1:
                    # scipy wants two pairs. All two patterns, in fractions.
                    d = Fraction(a[0]) - Fraction(b[0])
                    far = {"two-sided": lambda s: abs(s) >= abs(d), "less": lambda s: s <= d, "greater": lambda s: s >= d}
                    case[alternative] = sum(map(far[alternative], (d, -d))) / 2
                else:
                    case[alternative] = float(stats.permutation_test(
                        (a, b), lambda x, y, axis: (x - y).mean(axis=axis), permutation_type="samples",
                        vectorized=True, n_resamples=10_000, alternative=alternative).pvalue)
            yield case


def errors():
    rng = numpy.random.default_rng(13)
    for n, clusters in ((20, 4), (60, 13), (9, 9), (50, 2)):
        cluster = numpy.arange(n) % clusters
        values = rng.integers(0, 9, n) / 8 + rng.integers(0, 5, clusters)[cluster] / 4
        fit = statsmodels.api.OLS(values, numpy.ones(n)).fit(cov_type="cluster", cov_kwds={"groups": cluster}, use_t=True)
        yield {
            "values": values.tolist(),
            "clusters": cluster.tolist(),
            "mean": float(values.mean()),
            "error": float(stats.sem(values)),
            "interval": [float(end) for end in stats.t.interval(0.95, n - 1, values.mean(), stats.sem(values))],
            "clustered": float(fit.bse[0]),
            "clusteredInterval": [float(end) for end in fit.conf_int(0.1)[0]],
        }


def none_for_nan(value):
    if isinstance(value, float) and math.isnan(value):
        return None
    if isinstance(value, dict):
        return {key: none_for_nan(item) for key, item in value.items()}
    return [none_for_nan(item) for item in value] if isinstance(value, list) else value


def main():
    print(json.dumps(none_for_nan({
        "versions": {
            "python": platform.python_version(),
            "numpy": numpy.__version__,
            "scipy": scipy.__version__,
            "statsmodels": statsmodels.__version__,
        },
        "draws": [pinned(5, 20, 1), pinned(40, 60, 42), pinned(65, 60, 42), pinned(1100, 1500, 42)],
        "bootstraps": list(bootstraps()),
        "permutations": list(permutations()),
        "errors": list(errors()),
    }), indent=1))


if __name__ == "__main__":
    main()
