#!/usr/bin/env python3
"""Calibration of judges by scipy, scikit-learn and statsmodels, for BenchHub's to be checked against.

usage: judge_reference.py > judge_reference.json
"""
import json
import platform
import sys
import warnings

import numpy as np
import scipy
import sklearn
import statsmodels
from scipy import stats
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.proportion import proportion_confint


def ordinal(draw, size, slope):
    """Scores from 1 to 5; the judge's rise with the length of the answer."""
    human = draw.integers(1, 6, size)
    length = draw.integers(20, 2000, size)
    judge = np.clip(human + np.round(slope * (length - 1000) / 1000 + draw.normal(size=size) * 0.7), 1, 5).astype(int)
    excess = judge - human
    agreed = int((excess == 0).sum())
    return {
        "human": human, "judge": judge, "length": length,
        "agreement": agreed / size, "agreement_interval": proportion_confint(agreed, size, method="wilson"),
        "kappa": cohen_kappa_score(human, judge), "quadratic": cohen_kappa_score(human, judge, weights="quadratic"),
        "spearman": list(stats.spearmanr(human, judge)), "pearson": list(stats.pearsonr(human, judge)),
        "length_spearman": list(stats.spearmanr(excess, length)), "length_pearson": list(stats.pearsonr(excess, length)),
        "leniency": excess.mean(),
    }


def pairs(draw, size, favour):
    """Choices in both orders: -1 the second place, 0 a tie, 1 the first."""
    quality = draw.normal(size=(2, size)) * 0.5 + draw.normal(size=size)
    before = np.sign(np.round(quality[0] + favour)).astype(int)
    after = np.sign(np.round(-quality[1] + favour)).astype(int)
    lean = np.sign(before + after)
    first, second = int((lean > 0).sum()), int((lean < 0).sum())
    return {
        "before": before, "after": after, "first": first, "second": second,
        "share": (first + second) / size, "interval": proportion_confint(first + second, size, method="wilson"),
        "p": stats.binomtest(first, first + second).pvalue,
    }


def plain(value):
    if isinstance(value, dict):
        return {key: plain(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(entry) for entry in value]
    return value if isinstance(value, str) else float(value)


def main():
    warnings.simplefilter("ignore")
    draw = np.random.default_rng(44)
    versions = {module.__name__: module.__version__ for module in (np, scipy, sklearn, statsmodels)}
    versions["python"] = platform.python_version()
    json.dump(plain({
        "versions": versions,
        "ordinal": [ordinal(draw, size, slope) for size, slope in ((40, 0), (200, 0.8), (1000, 0.2), (1000, -1))],
        "pairs": [pairs(draw, size, favour) for size, favour in ((20, 0), (200, 0.6), (1000, 0.1), (300, -1))],
    }), sys.stdout, ensure_ascii=True)
    print()


if __name__ == "__main__":
    main()
