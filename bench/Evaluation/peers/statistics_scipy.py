#!/usr/bin/env python3
"""How long scipy takes for a paired randomization test and a BCa bootstrap, one core, the batch that suits it best.

usage: /usr/bin/python3 statistics_scipy.py ITEMS RESAMPLES

Resamples are run in part and scaled linearly; the jackknife of BCa (a matrix of items x items, in batches) is run whole.
Prints name<TAB>seconds<TAB>what was run.
"""
import sys
import time

import numpy
import scipy
from scipy import stats

BATCHES = (1, 4, 16, 64)


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def best_batch(work, count):
    """The batch with the least time for a few resamples."""
    return min(BATCHES, key=lambda batch: seconds(lambda: work(count, batch)))


def mean(x, axis):
    return x.mean(axis=axis)


def main():
    items, resamples = int(sys.argv[1]), int(sys.argv[2])
    rng = numpy.random.default_rng(1)
    values = rng.random(items)
    differences = values - rng.random(items)
    print(f"version\t0\tscipy {scipy.__version__}, numpy {numpy.__version__}")

    def permute(count, batch):
        stats.permutation_test(
            (differences,), mean, permutation_type="samples", vectorized=True, n_resamples=count, batch=batch, random_state=1)

    batch, slice_ = best_batch(permute, 64), max(64, resamples // 20)
    print(f"randomization\t{seconds(lambda: permute(slice_, batch)) * resamples / slice_}\tone pair, {slice_} resamples scaled to {resamples}, batch {batch}")

    def draw(count, batch):
        return stats.bootstrap(
            (values,), mean, vectorized=True, n_resamples=count, batch=batch, method="percentile", random_state=1)

    batch, slice_ = best_batch(draw, 64), max(64, resamples // 10)
    drawing = seconds(lambda: draw(slice_, batch)) * resamples / slice_
    print(f"percentile\t{drawing}\t{slice_} resamples scaled to {resamples}, batch {batch}")

    drawn = stats.bootstrap((values,), mean, vectorized=True, n_resamples=100, batch=batch, method="percentile")
    rest = seconds(lambda: stats.bootstrap(
        (values,), mean, vectorized=True, n_resamples=0, batch=4, method="BCa", bootstrap_result=drawn))
    print(f"bca\t{drawing + rest}\tthe same and the jackknife, batch 4")


if __name__ == "__main__":
    main()
