#!/usr/bin/env python3
"""Reference values for Statistics/ChangePoints, by the definitions: the cheapest division over all places, detectors from the whole history.

Needs numpy:
    /usr/bin/python3 tests/reference/changes_reference.py > tests/reference/changes_reference.json
"""
import json
import math
import platform

import numpy as np


def cost(values, kind, noise):
    spread = float(np.sum((values - np.mean(values)) ** 2))
    if kind == "mean":
        return spread / noise
    variance = max(spread / len(values), noise / 100)
    return len(values) * math.log(variance) + spread / variance


def cheapest(values, kind, penalty, least):
    """Dynamic programming over every place, without pruning."""
    n = len(values)
    noise = float(np.sum(np.diff(values) ** 2)) / (2 * (n - 1))
    numbers = 2 if kind == "mean" else 3
    per_change = dict(bic=numbers * math.log(n), mbic=(numbers + 1) * math.log(n)).get(penalty, penalty)
    best, last = {0: -per_change}, {}
    for end in range(least, n + 1):
        totals = []
        for start in best:
            if end - start >= least:
                share = math.log((end - start) / n) if penalty == "mbic" else 0
                totals.append((best[start] + cost(values[start:end], kind, noise) + share + per_change, start))
        best[end], last[end] = min(totals)
    changes, end = [], n
    while last[end] > 0:
        end = last[end]
        changes.append(end)
    return changes[::-1]


def series():
    rng = np.random.default_rng(5)
    level = np.repeat([0.0, 3.0, 2.0, -1.0], [40, 25, 35, 50])
    yield "levels", np.round(level + rng.normal(0, 1, 150), 4)
    yield "spreads", np.round(rng.normal(0, np.repeat([1.0, 4.0, 0.5], [50, 60, 50])), 4)
    yield "quiet", np.round(rng.normal(10, 1, 120), 4)
    yield "scores", (rng.random(200) < np.repeat([0.9, 0.6], [120, 80])).astype(float)
    yield "high level", np.round(1e6 + np.repeat([0.0, 2.0], 30) + rng.normal(0, 1, 60), 4)


def divisions(values):
    # Runs of equal values make several divisions cost the same, and rounding would choose among them.
    for kind in ("mean", "variance") if len(np.unique(values)) > 2 else ("mean",):
        for penalty in ("bic", "mbic", 5.0):
            for least in (2, 5, 12):
                yield dict(kind=kind, penalty=str(penalty), least=least, changes=cheapest(values, kind, penalty, least))


def page(steps, threshold, least):
    """Alarm and onset by Page's form: the sum less its least so far."""
    total, lowest, onset = 0.0, 0.0, 0
    for i, step in enumerate(steps):
        total += step
        if total <= lowest:
            lowest, onset = total, i + 1
        if total - lowest > threshold and i + 1 >= least:
            return dict(index=i, onset=onset, sum=total - lowest)
    return None


def detectors():
    rng = np.random.default_rng(11)
    for name, shift, start in (("up", 1.0, 60), ("down", -2.0, 45), ("none", 0.0, 50)):
        x = np.round(rng.normal(0, 1, 100) + np.where(np.arange(100) >= start, shift, 0), 4)
        z = x / 1.25
        means = np.cumsum(x) / np.arange(1, 101)
        yield dict(name=name, values=x.tolist(),
                   cusum=dict(up=page(z - 0.5, 5, 0), down=page(-z - 0.5, 5, 0)),
                   hinkley=dict(up=page(x - means - 0.2, 6, 30), down=page(means - x - 0.2, 6, 30)))


found = [dict(name=name, values=values.tolist(), divisions=list(divisions(values))) for name, values in series()]
versions = dict(python=platform.python_version(), numpy=np.__version__)
print(json.dumps(dict(versions=versions, series=found, detectors=list(detectors()))))
