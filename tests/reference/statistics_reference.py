#!/usr/bin/env python3
"""Values of tests, corrections, effect sizes, intervals and power, to check BenchHub's against.

usage: /usr/bin/python3 statistics_reference.py > statistics_reference.json     (takes a minute)

From scipy and statsmodels where they have the function. Where scipy before 1.13 lacks it (Wilcoxon with ties among few
items) by enumerating all sign patterns; where it is accurate in absolute terms only (tails of the studentized range, of the
noncentral t and of F) by integrating the definition with mpmath.
"""
import itertools
import json
import sys
import warnings

import mpmath
import numpy
import scipy
import statsmodels
from mpmath import mp, mpf
from scipy import optimize, special, stats
from statsmodels.stats import contingency_tables, multitest, power, proportion

warnings.simplefilter("ignore")
mp.dps = 25
SIDES = ("two-sided", "less", "greater")
ZEROS = ("wilcox", "pratt", "zsplit")


def generated(n):
    """The same numbers to the last bit in any language; ties and zeros from 10,007 items on only."""
    i = numpy.arange(1, n + 1)
    return (i * 7919 % 10007) / 10007, (i * 104729 % 10009) / 10009 - 0.01


SAMPLES = {
    "one": ([0.5], [0.25]),
    "two": ([0.5, 0.75], [0.25, 0.875]),
    "five": ([1, 2, 3, 4, 5], [1.5, 1, 4.25, 2, 1]),
    "eight": ([0.42, 0.56, 0.31, 0.78, 0.65, 0.77, 0.52, 0.66], [0.40, 0.50, 0.33, 0.70, 0.60, 0.70, 0.50, 0.60]),
    "ties": ([3, 5, 2, 7, 4, 6, 8, 1, 9], [1, 3, 4, 6, 3, 4, 9, 2, 5]),
    "zeros": ([3, 5, 2, 7, 4, 6, 8, 1, 9, 4, 4], [1, 3, 2, 6, 3, 6, 9, 2, 5.5, 4, 1]),
    "thirteen": ([1, 0, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1, 0], [0, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0, 0, 1]),
    "fourteen": ([1, 0, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1, 0, 1], [0, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0, 0, 1, 0]),
    "fifty": tuple(map(list, generated(50))),
    "fiftyone": tuple(map(list, generated(51))),
    "tied_forty": ([i * 7 % 11 for i in range(40)], [i * 5 % 7 for i in range(40)]),
    "always": ([i + i / 64 for i in range(1, 51)], list(range(50))),
}


def sample(name, n=0):
    return tuple(map(numpy.array, SAMPLES[name])) if name else generated(n)


def named(name, n=0):
    return {"sample": name} if name else {"generated": n}


def tidy(value):
    if isinstance(value, dict):
        return {key: tidy(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple, numpy.ndarray)):
        return [tidy(inner) for inner in value]
    if isinstance(value, (bool, str, int)) or value is None:
        return value
    value = float(value)
    if numpy.isnan(value):
        return "NaN"
    return ("Infinity" if value > 0 else "-Infinity") if numpy.isinf(value) else value


# Wilcoxon


def all_patterns(difference, zeros, side):
    """What scipy from 1.13 on computes by permutation_test for at most 13 items."""
    kept = difference[difference != 0] if zeros == "wilcox" else difference
    ranks = stats.rankdata(abs(kept))
    half = ranks[kept == 0].sum() / 2 if zeros == "zsplit" else 0
    moving = ranks[kept != 0]
    signs = numpy.array(list(itertools.product((0, 1), repeat=len(moving))))
    null = signs @ moving + half
    seen = ranks[kept > 0].sum() + half
    less, greater = (null <= seen).mean(), (null >= seen).mean()
    low = ranks[kept < 0].sum() + half
    if side == "two-sided":
        return min(seen, low), min(1, 2 * min(less, greater))
    return seen, less if side == "less" else greater


def wilcoxon():
    for name, n in [(name, 0) for name in SAMPLES] + [("", 500), ("", 4000)]:
        a, b = sample(name, n)
        difference = a - b
        untied = len(set(abs(difference))) == len(difference) and (difference != 0).all()
        for zeros, side, correction in itertools.product(ZEROS, SIDES, (False, True)):
            entry = named(name, n) | {"zeros": zeros, "alternative": side, "correction": correction}
            approximate = stats.wilcoxon(difference, zero_method=zeros, alternative=side, correction=correction, method="approx")
            yield entry | {"method": "asymptotic", "statistic": approximate.statistic, "p": approximate.pvalue}
            if correction:
                continue
            if untied:
                result = stats.wilcoxon(difference, zero_method=zeros, alternative=side)
                statistic, p = result.statistic, result.pvalue
            elif len(difference) <= 13:
                statistic, p = all_patterns(difference, zeros, side)
            else:
                statistic, p = approximate.statistic, approximate.pvalue
            yield entry | {"method": "auto", "statistic": statistic, "p": p}


# Other paired tests and effects


def ttest():
    for name, n in [(name, 0) for name in SAMPLES] + [("", 500), ("", 20000)]:
        a, b = sample(name, n)
        for side in SIDES:
            result = stats.ttest_rel(a, b, alternative=side)
            yield named(name, n) | {"alternative": side, "statistic": result.statistic, "p": result.pvalue}


def sign():
    for wins, losses in [(0, 1), (1, 0), (1, 1), (5, 0), (3, 7), (10, 10), (60, 40), (300, 700), (0, 700), (26000, 24000)]:
        for side in SIDES:
            p = stats.binomtest(wins, wins + losses, alternative=side).pvalue
            yield {"wins": wins, "losses": losses, "alternative": side, "p": p}


def binomial():
    for k, n, p in [(0, 5, 0.3), (2, 5, 0.3), (4, 5, 0.3), (5, 5, 0.3), (7, 40, 0.25), (30, 40, 0.25), (3, 1000, 1e-3), (490000, 1000000, 0.5),
                    (499000, 1000000, 0.5), (501000, 1000000, 0.5), (10, 100, 0.9), (1, 700, 0.5), (20, 10**9, 1e-8)]:
        terms = range(k + 1) if k < 1000 else None
        if terms is None:
            lower = sum_far(k, n, p)
        else:
            lower = mp.fsum(mp.binomial(n, j) * mpf(p) ** j * (1 - mpf(p)) ** (n - j) for j in terms)
        yield {"k": k, "n": n, "chance": p, "lower": lower}


def sum_far(k, n, p):
    """Terms from k downward while they count."""
    term = mp.exp(mp.loggamma(n + 1) - mp.loggamma(k + 1) - mp.loggamma(n - k + 1) + k * mp.log(p) + (n - k) * mp.log(1 - mpf(p)))
    total = mpf(0)
    while k >= 0 and term > total * mpf(10) ** -22:
        total += term
        term *= mpf(k) * (1 - mpf(p)) / (mpf(n - k + 1) * mpf(p))
        k -= 1
    return total


def mcnemar():
    for only_a, only_b in [(0, 0), (1, 0), (3, 3), (12, 2), (10, 14), (13, 12), (30, 10), (20, 20), (500, 100), (900, 0)]:
        for exact in (True, False):
            if exact or only_a + only_b > 0:
                result = contingency_tables.mcnemar([[5, only_a], [only_b, 5]], exact=exact, correction=True)
                yield {"onlyA": only_a, "onlyB": only_b, "exact": exact, "statistic": result.statistic, "p": result.pvalue}


def intervals(method):
    for successes, n in [(0, 1), (1, 1), (0, 10), (3, 10), (10, 10), (1, 1000), (999, 1000), (450, 1000), (13164, 50000), (0, 10**6), (7, 10**8)]:
        for level in (0.5, 0.95, 0.999):
            low, high = proportion.proportion_confint(successes, n, 1 - level, method=method)
            if method == "beta":  # statsmodels has NaN where an end is 0 or 1 by definition
                low, high = (0.0 if successes == 0 else low), (1.0 if successes == n else high)
            if method == "wilson":
                low, high = (0.0 if successes == 0 else low), (1.0 if successes == n else high)
            yield {"successes": successes, "n": n, "level": level, "low": low, "high": high}


def corrections():
    methods = {"bonferroni": "bonferroni", "holm": "holm", "hochberg": "simes-hochberg", "bh": "fdr_bh", "by": "fdr_by"}
    for p in [[0.5], [0.01, 0.04, 0.03, 0.02], [0.2, 0.2, 0.01, 0.01, 0.9, 1.0, 0.0], [1e-200, 1e-100, 0.04, 0.04, 0.049, 0.5],
              [i * 37 % 101 / 1000 for i in range(100)]]:
        yield {"p": p} | {ours: multitest.multipletests(p, method=theirs)[1] for ours, theirs in methods.items()}


def effects():
    for name in SAMPLES:
        a, b = sample(name)
        n = len(a)
        difference = a - b
        entry = {"sample": name, "cliff": numpy.sign(a[:, None] - b[None, :]).mean()}
        if n > 2 and difference.std() > 0:
            factor = mp.gamma(mpf(n - 1) / 2) / (mp.sqrt(mpf(n - 1) / 2) * mp.gamma(mpf(n - 2) / 2))
            entry["hedges"] = factor * mpf(difference.mean() / difference.std(ddof=1))
        yield entry


def small_sample_factors():
    for n in (3, 4, 10, 100, 1001, 1003, 10**5, 10**6):
        x = mpf(n - 1) / 2
        yield {"n": n, "factor": mp.exp(mp.loggamma(x) - mp.loggamma(x - mpf(1) / 2)) / mp.sqrt(x)}


# Many systems

TABLES = {
    "scipy": [[24.5, 23.5, 26.4, 27.1, 29.9], [28.4, 34.2, 29.5, 32.2, 30.1], [26.1, 28.3, 24.3, 26.2, 27.8]],
    "four": [[0.1 + (i * 7 + s * 3) % 13 / 13 + s / 20 for i in range(30)] for s in range(4)],
    "tied": [[(i * (s + 2)) % 4 for i in range(12)] for s in range(5)],
    "far": [[i % 5 + 20 * s for i in range(25)] for s in range(3)],
    "pair": [[1.0, 2.5, 3.0, 4.75], [1.5, 2.0, 4.0, 6.0]],
    "unequal": [[1, 2, 3.5], [2, 4, 4, 6, 7.25], [9, 3, 4, 8, 8, 8.5, 7]],
}


def anova():
    for name, table in TABLES.items():
        result = stats.f_oneway(*table)
        yield {"table": name, "f": result.statistic, "p": result.pvalue}


def two_way():
    import pandas
    from statsmodels.formula.api import ols
    from statsmodels.stats.anova import anova_lm

    for name, table in TABLES.items():
        if len({len(column) for column in table}) > 1:
            continue
        rows = pandas.DataFrame(
            [(value, f"i{i:03}", f"s{s}") for s, column in enumerate(table) for i, value in enumerate(column)], columns=["score", "item", "system"])
        found = anova_lm(ols("score ~ C(item) + C(system)", rows).fit())
        if found.sum_sq["Residual"] < 1e-20 * found.sum_sq.sum():
            continue
        k, n = len(table), len(table[0])
        means = numpy.mean(table, axis=1)
        error = numpy.sqrt(found.mean_sq["Residual"] / n)
        yield {
            "table": name,
            "systemF": found.F["C(system)"], "systemP": found["PR(>F)"]["C(system)"],
            "itemF": found.F["C(item)"], "itemP": found["PR(>F)"]["C(item)"], "error": found.sum_sq["Residual"],
            "tukey": [range_tail(abs(means[a] - means[b]) / error, k, (k - 1) * (n - 1)) for a, b in itertools.combinations(range(k), 2)],
        }


def tukey():
    for name, table in TABLES.items():
        result = stats.tukey_hsd(*map(numpy.array, table))
        interval = result.confidence_interval(0.99)
        pairs = list(itertools.combinations(range(len(table)), 2))
        yield {"table": name, "p": [result.pvalue[pair] for pair in pairs],
               "low": [interval.low[pair] for pair in pairs], "high": [interval.high[pair] for pair in pairs]}


def friedman():
    for name, table in TABLES.items():
        k, n = len(table), len(table[0])
        if len({len(column) for column in table}) > 1 or k < 3:
            continue
        result = stats.friedmanchisquare(*table)
        square = result.statistic
        below = n * (k - 1) - square
        f = (n - 1) * square / below if below > 1e-9 * n else numpy.inf
        ranks = stats.rankdata(-numpy.array(table, dtype=float), axis=0).mean(axis=1)
        error = numpy.sqrt(k * (k + 1) / (12 * n))
        yield {
            "table": name, "ranks": ranks, "square": square, "p": result.pvalue, "f": f, "fp": stats.f.sf(f, k - 1, (k - 1) * (n - 1)),
            "nemenyi": [range_tail(abs(ranks[a] - ranks[b]) / error, k, mp.inf) for a, b in itertools.combinations(range(k), 2)],
            "critical": stats.studentized_range.isf(0.05, k, numpy.inf) * error,
        }


# Distributions by their definitions


def normal_cdf(x):
    return mp.erfc(-x / mp.sqrt(2)) / 2


def known_range_tail(w, k):
    if w <= 0:
        return mpf(1)

    def density(z):
        above = normal_cdf(z)
        return -k * mp.npdf(z) * above ** (k - 1) * mp.expm1((k - 1) * mp.log1p(-normal_cdf(z - w) / above))

    size = density(w / 2)  # mpmath stops at an absolute error
    return size * mp.quad(lambda z: density(z) / size, mp.linspace(-11, w / 2 + 12, 25), method="gauss-legendre")


def chi_mean(freedom, of):
    """Expectation of of(s) where s² freedom is chi-square: Gauss and Legendre's rule on 24 parts of where anything is."""
    freedom = mpf(freedom)
    scale = mp.log(2) + freedom / 2 * mp.log(freedom / 2) - mp.loggamma(freedom / 2)

    def density(u):
        return mp.exp(scale + freedom * u - freedom * mp.exp(2 * u) / 2) * of(mp.exp(u))

    width = 1 / mp.sqrt(2 * freedom)
    grid = [width * j / 2 for j in range(-160, 61)]
    values = [density(u) for u in grid]
    size = max(values)
    there = [u for u, value in zip(grid, values) if value > size * mpf(10) ** -25]
    return size * mp.quad(lambda u: density(u) / size, mp.linspace(there[0] - width, there[-1] + width, 25), method="gauss-legendre")


def range_tail(q, k, freedom):
    """For finite freedom by Gauss and Legendre's rule in double precision, on terms that are all positive."""
    if freedom == mp.inf:
        return known_range_tail(mpf(float(q)), k)
    x, weights = numpy.polynomial.legendre.leggauss(200)
    z, z_weights = 13 * (x + 1) - 10, 13 * weights
    lowered = numpy.sqrt(freedom / (freedom + q * q / 2))
    width = 1 / numpy.sqrt(2 * freedom)
    marks = numpy.unique(numpy.exp(numpy.concatenate([
        [-40 / freedom], width * numpy.array([-16, -8, -4, -2, 0, 2, 4, 8, 16]), numpy.log(lowered) + width * numpy.array([-16, -8, -4, -2, 0, 2, 4, 8])])))
    marks = numpy.concatenate([[0], marks[marks < 20 + 1]])
    total = 0.0
    for low, high in zip(marks, marks[1:]):
        for s, weight in zip((high - low) / 2 * (x + 1) + low, (high - low) / 2 * weights):
            density = 2 * s * stats.chi2.pdf(s * s * freedom, freedom) * freedom
            if density > 0:
                at = z + q * s / 2 * (q * s < 60)
                share = special.ndtr(at - q * s) / special.ndtr(at)
                terms = k * numpy.exp(-at * at / 2) / numpy.sqrt(2 * numpy.pi) * special.ndtr(at) ** (k - 1) * -numpy.expm1((k - 1) * numpy.log1p(-share))
                total += weight * density * (z_weights @ terms)
    return total


def studentized_range():
    for q, k, freedom in [(0.1, 2, 1), (3, 2, 1), (100, 3, 1), (3.5, 3, 2), (0.5, 10, 5), (5, 10, 5), (30, 4, 10), (4, 5, 30), (12, 5, 60), (6, 50, 400),
                          (3.3, 2, 100000), (8, 20, 449991)]:
        yield {"q": q, "k": k, "freedom": freedom, "upper": range_tail(q, k, freedom)}
    for q, k in [(0.01, 2), (1, 2), (3, 3), (5, 10), (10, 10), (8, 100), (6, 1000), (25, 5), (40, 2)]:
        yield {"q": q, "k": k, "freedom": mp.inf, "upper": range_tail(q, k, mp.inf)}


def range_quantiles():
    for tail, k, freedom in [(0.05, 2, 10), (0.05, 3, 12), (0.01, 10, 30), (0.05, 10, numpy.inf), (0.1, 4, numpy.inf), (0.5, 5, 20)]:
        yield {"tail": tail, "k": k, "freedom": freedom, "q": stats.studentized_range.isf(tail, k, freedom)}


def noncentral_t():
    for t, freedom, shift in [(0, 1, 0.5), (2, 1, 1), (2, 3, -3), (-4, 9, 2), (2.2, 9, 30), (2, 50, 2.8), (-2, 50, 5), (2, 10**4, 3), (1.96, 10**6, 2.8),
                              (3, 5, -12), (40, 8, 3), (-1, 99, 25)]:
        yield {"t": t, "freedom": freedom, "shift": shift,
               "lower": chi_mean(freedom, lambda s: normal_cdf(t * s - shift)),
               "upper": chi_mean(freedom, lambda s: normal_cdf(shift - t * s))}


def fisher():
    for f, above, below in [(0.2, 1, 1), (3, 2, 10), (50, 3, 8), (4, 9, 449991), (1000, 2, 300), (1.01, 49999, 449991), (30, 4, 20000)]:
        def tail(s):
            return mp.gammainc(mpf(above) / 2, above * mpf(f) * s * s / 2, mp.inf, regularized=True)

        upper = chi_mean(below, tail) if above < 100 else special.fdtrc(above, below, f)
        yield {"f": f, "above": above, "below": below, "upper": upper}


def student_t():
    for t, freedom in [(0.3, 1), (1e100, 1), (1e60, 3), (40, 50), (60, 300), (25, 9999), (25, 10001), (12, 20001), (30, 50001), (2, 10**9), (30, 10**9)]:
        # I_x(ν/2, 1/2) by a hypergeometric series that converges for every x below 1.
        v = mpf(freedom)
        x = v / (v + mpf(t) ** 2)
        front = mp.exp(v / 2 * mp.log(x) + mp.log(1 - x) / 2 - (mp.loggamma(v / 2) + mp.loggamma(mpf(1) / 2) - mp.loggamma(v / 2 + mpf(1) / 2)))
        if freedom < 10**6:
            tail = front * mp.hyp2f1(v / 2 + mpf(1) / 2, 1, v / 2 + 1, x) / (v / 2)
        else:
            tail = 2 * chi_mean(freedom, lambda s: normal_cdf(-t * s))
        yield {"t": t, "freedom": freedom, "tail": tail}


# Power


def powers():
    tests = power.TTestPower()
    names = {"two-sided": "two-sided", "greater": "larger", "less": "smaller"}
    for size, n, alpha, side in [(0.1, 100, 0.05, "two-sided"), (0.5, 10, 0.05, "two-sided"), (0.5, 2, 0.05, "two-sided"), (0.02, 50000, 0.01, "two-sided"),
                                 (-0.3, 40, 0.05, "two-sided"), (0.3, 40, 0.05, "greater"), (-0.3, 40, 0.05, "less"), (0.3, 40, 0.05, "less"), (0, 30, 0.05, "two-sided"),
                                 (1.2, 20, 1e-4, "greater")]:
        # statsmodels takes its critical value from scipy's t.isf, which has 9 digits; t.sf has all.
        tail = alpha / 2 if side == "two-sided" else alpha
        critical = mpf(optimize.brentq(lambda t: stats.t.sf(t, n - 1) / tail - 1, 0, 1e5, xtol=1e-15, rtol=1e-14))
        shift = mpf(size) * mp.sqrt(n)
        exact = sum(
            chi_mean(n - 1, lambda s: normal_cdf(toward - critical * s))
            for toward in {"two-sided": (shift, -shift), "greater": (shift,), "less": (-shift,)}[side])
        yield {"size": size, "n": n, "alpha": alpha, "alternative": side, "exact": exact,
               "power": tests.power(size, n, alpha, alternative=names[side])}


def items():
    tests = power.TTestPower()
    for size, alpha, goal, side in itertools.product((0.02, 0.1, 0.25, 0.5, 0.9), (0.05, 0.01), (0.8, 0.95), ("two-sided", "larger")):
        exact = tests.solve_power(size, None, alpha, goal, alternative=side)
        yield {"size": size, "alpha": alpha, "power": goal, "alternative": "greater" if side == "larger" else side,
               "items": int(numpy.ceil(float(numpy.squeeze(exact)))), "exact": float(numpy.squeeze(exact))}


def smallest_effects():
    tests = power.TTestPower()
    for n, alpha, goal, side in itertools.product((5, 50, 1000, 20000), (0.05, 0.001), (0.5, 0.8), ("two-sided", "larger")):
        # solve_power itself stops within 1e-4 of the effect.
        size = optimize.brentq(lambda d: tests.power(d, n, alpha, alternative=side) - goal, 1e-3, 20, xtol=1e-15, rtol=1e-14)
        yield {"n": n, "alpha": alpha, "power": goal, "alternative": "greater" if side == "larger" else side, "size": size}


def main():
    json.dump(tidy({
        "versions": {"scipy": scipy.__version__, "numpy": numpy.__version__, "statsmodels": statsmodels.__version__, "mpmath": mpmath.__version__},
        "samples": SAMPLES, "tables": TABLES,
        "wilcoxon": list(wilcoxon()), "ttest": list(ttest()), "sign": list(sign()), "binomial": list(binomial()), "mcnemar": list(mcnemar()),
        "wilson": list(intervals("wilson")), "clopperPearson": list(intervals("beta")), "corrections": list(corrections()),
        "effects": list(effects()), "smallSampleFactors": list(small_sample_factors()),
        "anova": list(anova()), "twoWay": list(two_way()), "tukey": list(tukey()), "friedman": list(friedman()),
        "studentizedRange": list(studentized_range()), "rangeQuantiles": list(range_quantiles()), "noncentralT": list(noncentral_t()),
        "fisher": list(fisher()), "studentT": list(student_t()),
        "powers": list(powers()), "items": list(items()), "smallestEffects": list(smallest_effects()),
    }), sys.stdout, indent=None, separators=(", ", ": "))
    print()


if __name__ == "__main__":
    main()
