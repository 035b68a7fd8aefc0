#!/usr/bin/env python3
"""Reference values for Statistics/Sequential, by the definitions: every interval from the whole history, every end by bisection.

Needs numpy. With CONFSEQ set to the folder that holds the authors' package `confseq` (its source, unpacked), the hedged
capital is also compared with theirs:
    /usr/bin/python3 tests/reference/sequential_reference.py > tests/reference/sequential_reference.json
"""
import json
import math
import os
import platform
import sys
import types

import numpy as np


def predictable(x, alpha):
    """Bets and means before each value (Waudby-Smith & Ramdas 2024, predictable plug-in)."""
    bets, means = [], []
    for t in range(1, len(x) + 1):
        seen = x[: t - 1]
        mu = [(0.5 + sum(seen[: i + 1])) / (i + 2) for i in range(len(seen))]
        variance = (0.25 + sum((v - m) ** 2 for v, m in zip(seen, mu))) / t
        bets.append(math.sqrt(2 * math.log(2 / alpha) / (variance * t * math.log(1 + t))))
        means.append((0.5 + sum(seen)) / t)
    return bets, means


def remaining(x, m, size):
    """The mean of what is left before each value, if the whole has mean m."""
    return [m if size is None else (size * m - sum(x[:t])) / (size - t) for t in range(len(x))]


def capital(x, m, alpha, size, side):
    bets, _ = predictable(x, alpha)
    product, path = 1.0, []
    for value, bet, mean in zip(x, bets, remaining(x, m, size)):
        at_stake = mean if side > 0 else 1 - mean
        bet = min(bet, 0.5 / at_stake) if at_stake > 0 else bet
        product *= 1 + side * bet * (value - mean)
        path.append(product)
    return path


def possible(x, size):
    return [(0.0, 1.0) if size is None else (sum(x[:t]) / size, (sum(x[:t]) + size - t) / size) for t in range(1, len(x) + 1)]


def betting(x, alpha, size):
    """Running intersection after all of x; each end by bisection on whether half of the capital ever reached 1 / alpha."""
    bounds = possible(x, size)[-1]

    def end(side, excluded, kept):
        for _ in range(60):
            middle = (excluded + kept) / 2
            if max(capital(x, middle, alpha, size, side)) / 2 >= 1 / alpha:
                excluded = middle
            else:
                kept = middle
        return kept

    return max(end(1, 0.0, 1.0), bounds[0]), min(end(-1, 1.0, 0.0), bounds[1])


def bernstein(x, alpha, size):
    bets, means = predictable(x, alpha)
    low, high = 0.0, 1.0
    staked = won = risked = 0.0
    for t, (value, bet, mean, bound) in enumerate(zip(x, bets, means, possible(x, size)), start=1):
        bet = min(bet, 0.5)
        z, w = (0, 0) if size is None else (sum(x[: t - 1]) / (size - t + 1), (t - 1) / (size - t + 1))
        staked += bet * (1 + w)
        won += bet * (value + z)
        risked += 4 * (value - mean) ** 2 * (-math.log(1 - bet) - bet) / 4
        reach = (math.log(2 / alpha) + risked) / staked
        low, high = max(low, won / staked - reach, bound[0]), min(high, won / staked + reach, bound[1])
    return low, high


def streams():
    rng = np.random.default_rng(99)
    yield "coin", (rng.random(200) < 0.7).astype(float)
    yield "skewed", np.round(rng.beta(0.5, 4, 150), 5)
    yield "ties", rng.choice([0, 0.5, 1], 120, p=[0.2, 0.3, 0.5])
    yield "all one", np.ones(40)
    yield "narrow", np.round(0.5 + rng.normal(0, 0.01, 100), 5)
    yield "one value", np.array([0.25])


def check_with_the_authors(x, m, alpha, size):
    folder = os.environ.get("CONFSEQ")
    if folder is None:
        return
    sys.path.insert(0, folder)
    for absent in ("matplotlib", "matplotlib.pyplot", "multiprocess"):
        sys.modules.setdefault(absent, types.ModuleType(absent))
    from confseq.betting import betting_mart
    theirs = betting_mart(np.array(x), m, alpha=alpha, N=size, theta=0.5, trunc_scale=0.5)
    ours = np.maximum(capital(x, m, alpha, size, 1), capital(x, m, alpha, size, -1)) / 2
    both = np.isfinite(theirs)
    assert np.allclose(theirs[both], ours[both], rtol=1e-9), (x, m)


def cases():
    for name, values in streams():
        x = values.tolist()
        for alpha, size in ((0.05, None), (0.01, None), (0.05, len(x)), (0.05, 2 * len(x))):
            null = 0.45
            up, down = capital(x, null, alpha, size, 1), capital(x, null, alpha, size, -1)
            check_with_the_authors(x, null, alpha, size)
            inside = all(low - 1e-9 <= null <= high + 1e-9 for low, high in possible(x, size))
            looks = sorted({1, min(10, len(x)), len(x) // 2 or 1, len(x)})
            yield dict(name=name, alpha=alpha, population=size, x=x, null=null, possible=inside, up=up[-1], down=down[-1],
                       greatest=max(max(up), max(down)) / 2,
                       looks=[dict(count=n, betting=betting(x[:n], alpha, size), bernstein=bernstein(x[:n], alpha, size)) for n in looks])


print(json.dumps(dict(versions=dict(python=platform.python_version(), numpy=np.__version__), sequences=list(cases()))))
