#!/usr/bin/env python3
"""Reference values for Statistics/Gates: the t-test against a shifted null and its one-sided bounds, by scipy.

    /usr/bin/python3 tests/reference/gate_reference.py > tests/reference/gate_reference.json
"""
import json
import platform

import numpy as np
import scipy
from scipy import stats


def case(name, gate, a, b, contrast, limit, level, at_least, shift=0.0):
    """contrast: what is tested against limit; shift: what brings it back to the scale of a - b."""
    contrast = np.asarray(contrast, dtype=float)
    test = stats.ttest_1samp(contrast, limit, alternative="greater" if at_least else "less")
    low, high = stats.ttest_1samp(contrast, 0).confidence_interval(2 * level - 1)
    passes = low >= limit if at_least else high <= limit
    fails = high < limit if at_least else low > limit
    return {
        "name": name, "gate": gate, "a": list(a), "b": None if b is None else list(b), "limit": limit + shift,
        "low": low + shift, "high": high + shift, "p": test.pvalue,
        "outcome": "passed" if passes else "failed" if fails else "inconclusive",
    }


def cases():
    random = np.random.default_rng(20261)
    a = np.round(random.beta(4, 2, 200), 4)
    b = np.round(np.clip(a + random.normal(0, 0.05, 200), 0, 1), 4)
    yield case("about equal", "ndcg@10 >= baseline - 0.01 @ 95%", a, b, a - b, -0.01, 0.95, True)
    yield case("a small margin", "ndcg@10 >= baseline - 0.001 @ 99%", a, b, a - b, -0.001, 0.99, True)
    worse = np.round(np.clip(a - 0.03 + random.normal(0, 0.02, 200), 0, 1), 4)
    yield case("worse", "ndcg@10 >= baseline - 0.01 @ 95%", worse, b, worse - b, -0.01, 0.95, True)
    yield case("superior by more than a bit", "ndcg@10 > baseline + 0.005 @ 90%", a, worse, a - worse, 0.005, 0.90, True)
    yield case("a share of the baseline", "ndcg@10 >= baseline - 2% @ 97.5%", a, b, a - 0.98 * b, 0, 0.975, True, shift=-0.02 * b.mean())
    yield case("lower is better", "hole@10 <= baseline + 1.5 @ 95%", a * 40, b * 40, (a - b) * 40, 1.5, 0.95, False)
    yield case("a fixed target", "ndcg@10 >= 0.65 @ 95%", a, None, a, 0.65, 0.95, True)
    yield case("a fixed target less a share", "ndcg@10 >= 0.7 - 10% @ 95%", a, None, a, 0.63, 0.95, True)
    few_a, few_b = np.array([0.5, 0.25, 1.0]), np.array([0.5, 0.5, 0.75])
    yield case("three items", "ndcg@10 >= baseline - 0.01", few_a, few_b, few_a - few_b, -0.01, 0.95, True)
    half = (random.random(400) < 0.7).astype(float)
    other = np.where(random.random(400) < 0.9, half, 1 - half)
    yield case("right or wrong", "accuracy >= baseline - 0.05 @ 95%", half, other, half - other, -0.05, 0.95, True)


json.dump({"python": platform.python_version(), "scipy": scipy.__version__, "cases": list(cases())}, fp=__import__("sys").stdout, indent=1)
