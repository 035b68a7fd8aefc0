#!/usr/bin/env python3
"""Values of the classification and calibration metrics by scikit-learn, for BenchHub's to be checked against.

usage: classification_reference.py > classification_reference.json

Calibration errors, which scikit-learn lacks, are derived here from their definitions with numpy.
"""
import json
import platform
import random
import sys
import warnings

import numpy as np
import sklearn
from sklearn import metrics
from sklearn.preprocessing import label_binarize

NONE = "~none"  # stands for a prediction of no class


def labels(pairs):
    true = [t for t, _ in pairs]
    said = [NONE if p is None else p for _, p in pairs]
    classes = sorted({*true, *said} - {NONE})
    values = {
        "accuracy": metrics.accuracy_score(true, said),
        "balanced_accuracy": metrics.balanced_accuracy_score(true, said),
        "mcc": metrics.matthews_corrcoef(true, said),
        "cohen_kappa": metrics.cohen_kappa_score(true, said),
    }
    for average in ("macro", "micro", "weighted"):
        for zero in (0, 1):
            p, r, f, _ = metrics.precision_recall_fscore_support(true, said, labels=classes, average=average, zero_division=zero)
            for name, value in (("precision", p), ("recall", r), ("f1", f)):
                values[f"label_{name}(average={average},zero_division={zero})"] = value
    return {"pairs": pairs, "values": values}


def label_cases():
    draw = random.Random(11)
    for size, classes, missing in ((1, 1, 0), (6, 2, 0), (40, 2, 0), (60, 4, 0.1), (200, 7, 0.05), (30, 12, 0)):
        names = ["ㄱ", "b", "B", "ya", "c d", "", "é", "z", "x1", "x10", "x2", "no"][:classes]
        yield labels([(t := draw.choice(names), None if draw.random() < missing else t if draw.random() < 0.6 else draw.choice(names))
                      for _ in range(size)])
    yield labels([("a", "b"), ("a", "b")])          # nothing right, each class on one side only
    yield labels([("a", "a"), ("a", "a")])          # one class throughout
    yield labels([("a", None), ("b", None)])        # no prediction at all
    yield labels([("a", "a"), ("b", "c"), ("b", "b"), ("b", None)])  # c is only predicted


def calibration(probabilities, true):
    confidence, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == true

    def gaps(groups):
        return [(len(g), abs(right[g].mean() - confidence[g].mean())) for g in groups if len(g)]

    def expected(groups):
        return sum(size * gap for size, gap in gaps(groups)) / len(true)

    def width(bins):
        edges = np.arange(bins + 1) / bins
        return [np.flatnonzero((confidence > edges[m]) & (confidence <= edges[m + 1])) for m in range(bins)]

    order = np.argsort(confidence, kind="stable")
    values = {}
    for bins in (1, 10, 15):
        values[f"ece(bins={bins})"] = expected(width(bins))
        values[f"mce(bins={bins})"] = max(gap for _, gap in gaps(width(bins)))
        values[f"adaptive_ece(bins={bins})"] = expected(np.array_split(order, bins))
    return values


def probabilities(rows, true):
    p, true = np.array(rows), np.array(true)
    classes = p.shape[1]
    one_hot = np.eye(classes)[true]
    values = {
        "log_loss": metrics.log_loss(true, p, labels=range(classes)),
        "brier(over=classes)": np.mean(np.sum((p - one_hot) ** 2, axis=1)),
        **calibration(p, true),
    }
    if classes == 2:
        values["brier(over=positive)"] = metrics.brier_score_loss(true, p[:, 1], pos_label=1)
    both = len(set(true.tolist())) == classes
    for average in ("macro", "weighted"):
        values[f"roc_auc(average={average})"] = None if not both else metrics.roc_auc_score(
            true, p[:, 1] if classes == 2 else p, average=average, multi_class="ovr")
        values[f"pr_auc(average={average})"] = None if not both else metrics.average_precision_score(
            true if classes == 2 else label_binarize(true, classes=range(classes)), p[:, 1] if classes == 2 else p, average=average)
    return {"rows": p.tolist(), "true": true.tolist(), "values": values}


def probability_cases():
    draw = np.random.default_rng(5)
    for size, classes, digits in ((8, 2, 1), (60, 2, 2), (60, 2, 6), (50, 3, 2), (90, 5, 4)):
        true = np.concatenate([np.arange(classes), draw.integers(0, classes, size - classes)])
        raw = draw.random((size, classes)) + 0.8 * np.eye(classes)[true]
        p = np.round(raw / raw.sum(axis=1, keepdims=True), digits)
        p[:, -1] = np.clip(1 - p[:, :-1].sum(axis=1), 0, 1)
        yield probabilities(p.tolist(), true.tolist())
    yield probabilities([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.5, 0.5]], [0, 1, 1, 1])  # certainties, one of them wrong
    yield probabilities([[0.9, 0.1], [0.4, 0.6]], [0, 0])  # one class only


def main():
    warnings.simplefilter("ignore")
    plain = lambda value: None if value is None or value != value else float(value)
    cases = {"labels": list(label_cases()), "probabilities": list(probability_cases())}
    for case in [*cases["labels"], *cases["probabilities"]]:
        case["values"] = {name: plain(value) for name, value in case["values"].items()}
    versions = {"python": platform.python_version(), "numpy": np.__version__, "sklearn": sklearn.__version__}
    json.dump({"versions": versions, **cases}, sys.stdout, ensure_ascii=True)
    print()


if __name__ == "__main__":
    main()
