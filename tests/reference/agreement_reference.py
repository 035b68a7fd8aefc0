#!/usr/bin/env python3
"""Values of the agreement metrics by scikit-learn, statsmodels, scipy and krippendorff, for BenchHub's to be checked against.

usage: KRIPPENDORFF=folder-of-a-checkout agreement_reference.py > agreement_reference.json
"""
import json
import math
import os
import platform
import sys
import warnings

import numpy as np
import scipy
import sklearn
import statsmodels
from scipy import stats
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

sys.path.insert(0, os.environ["KRIPPENDORFF"])
import krippendorff  # noqa: E402


def pairs(a, b):
    a, b = np.array(a, float), np.array(b, float)
    case = {"a": a.tolist(), "b": b.tolist()}
    for name, test in (("pearson", stats.pearsonr), ("spearman", stats.spearmanr), ("kendall_tau", stats.kendalltau)):
        found = test(a, b)
        case[name] = [found.statistic, found.pvalue]
    codes = np.unique(np.concatenate([a, b]), return_inverse=True)[1]
    for weights in ("none", "linear", "quadratic"):
        case[weights] = cohen_kappa_score(codes[: len(a)], codes[len(a):], weights=None if weights == "none" else weights)
    return case


def pair_cases():
    draw = np.random.default_rng(3)
    yield pairs([1, 2], [5, 3])
    yield pairs([1, 2, 3], [1, 2, 3])
    yield pairs([1, 2, 3, 4], [4, 3, 2, 1])
    yield pairs([1, 2, 3, 4], [2, 1, 4, 3])
    yield pairs([1, 2, 3, 4, 5], [1, 2, 3, 5, 4])
    yield pairs([1, 1, 2], [1, 2, 2])
    yield pairs([3, 3, 3], [1, 2, 3])
    yield pairs([1e200, -1e200, 3e199], [1e-200, 3e-200, 2e-200])
    for size in (7, 12, 33, 34, 60, 400):
        a = draw.normal(size=size).round(6)
        yield pairs(a, (0.4 * a + draw.normal(size=size)).round(6))
    for size in (10, 33, 80, 500):
        a = draw.integers(1, 6, size)
        yield pairs(a, np.clip(a + draw.integers(-1, 2, size), 1, 5))
    for size in (40, 200):  # sorted but for one pair: the exact p of a long list
        b = np.arange(size, dtype=float)
        yield pairs(np.arange(size), b)
        b[[4, 5]] = b[[5, 4]]
        yield pairs(np.arange(size), b)
        yield pairs(np.arange(size), -b)


def crowd(rows):
    """Rows are items, columns raters, None a missing rating."""
    data = np.array([[math.nan if v is None else v for v in row] for row in rows], float)
    case = {"rows": rows, "values": {}}
    for level in ("nominal", "ordinal", "interval", "ratio"):
        case["values"][f"krippendorff_alpha(level={level})"] = krippendorff.alpha(data.T, level_of_measurement=level)
    if not np.isnan(data).any():
        case["values"]["fleiss_kappa"] = fleiss_kappa(aggregate_raters(data)[0])
    return case


def crowd_cases():
    draw = np.random.default_rng(9)
    # Krippendorff (2011), section C: four observers, twelve units.
    yield crowd([list(column) for column in zip(
        [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None])])
    for items, raters, missing in ((10, 2, 0), (30, 5, 0), (40, 3, 0.3), (100, 4, 0.1)):
        base = draw.integers(0, 5, items)
        rows = np.clip(base[:, None] + draw.integers(-1, 2, (items, raters)), 0, 5).astype(float)
        gone = draw.random((items, raters)) < missing
        yield crowd([[None if g else v for v, g in zip(row, lost)] for row, lost in zip(rows.tolist(), gone.tolist())])
    yield crowd([[-1.0, 1.0], [0.5, 0.25], [-2.0, -2.0], [0.0, 0.0]])  # sums of 0 for the ratio level


def plain(value):
    if isinstance(value, dict):
        return {key: plain(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(entry) for entry in value]
    return value if value is None or isinstance(value, str) else None if value != value else float(value)


def main():
    warnings.simplefilter("ignore")
    versions = {module.__name__: module.__version__ for module in (np, scipy, sklearn, statsmodels)}
    versions.update(python=platform.python_version(), krippendorff="0.8.3.dev0")
    json.dump(plain({"versions": versions, "pairs": list(pair_cases()), "crowds": list(crowd_cases())}), sys.stdout, ensure_ascii=True)
    print()


if __name__ == "__main__":
    main()
