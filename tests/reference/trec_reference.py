#!/usr/bin/env python3
"""Retrieval measures from their definitions, to check BenchHub's against: standard library only, no code shared.

usage: trec_reference.py RUN QRELS [--mode v9|v10]

Prints query<TAB>measure<TAB>value with 17 digits for every judged query, as trec_eval -c would (0 where the run lacks it).
v9 rounds scores to single precision before ranking, v10 does not.
"""
import argparse
import ctypes
import math
import sys

CUTOFFS = (1, 3, 5, 10, 15, 20, 30, 100, 200, 500, 1000)


def rows(path, columns):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                yield line.split()[:columns]


def read_qrels(path):
    qrels = {}
    for query, _, document, grade in rows(path, 4):
        qrels.setdefault(query, {})[document] = int(grade)
    return qrels


def read_run(path, mode):
    run = {}
    for query, _, document, _, score in rows(path, 5):
        score = float(score)
        if mode == "v9":
            score = ctypes.c_float(score).value
        run.setdefault(query, []).append((score, document.encode("utf-8")))
    # Highest score first; among equals the greatest id by bytes.
    return {query: [name.decode("utf-8") for _, name in sorted(found, reverse=True)] for query, found in run.items()}


def dcg(grades):
    return math.fsum(grade / math.log2(rank + 1) for rank, grade in enumerate(grades, 1) if grade > 0)


def measures(ranked, judged):
    grades = [judged.get(document, -1) for document in ranked]
    relevant = sum(grade > 0 for grade in judged.values())
    nonrelevant = sum(grade == 0 for grade in judged.values())
    hits = [rank for rank, grade in enumerate(grades, 1) if grade > 0]
    ideal = sorted((grade for grade in judged.values() if grade > 0), reverse=True)

    def share(value, of):
        return value / of if of else 0.0

    def within(k):
        return sum(rank <= k for rank in hits)

    def average_precision(k):
        return share(math.fsum(i / rank for i, rank in enumerate(hits, 1) if rank <= k), relevant)

    def preferred(rank):
        above = sum(grade == 0 for grade in grades[: rank - 1])
        return 1.0 - min(above, relevant) / min(nonrelevant, relevant) if above else 1.0

    yield "map", average_precision(len(grades))
    yield "ndcg", share(dcg(grades), dcg(ideal))
    yield "mrr", 1.0 / hits[0] if hits else 0.0
    yield "rprec", share(within(relevant), relevant)
    yield "bpref", share(math.fsum(preferred(rank) for rank in hits), relevant)
    for k in CUTOFFS:
        yield f"precision@{k}", within(k) / k
        yield f"recall@{k}", share(within(k), relevant)
        yield f"success@{k}", float(within(k) > 0)
        yield f"map@{k}", average_precision(k)
        yield f"mrr@{k}", 1.0 / hits[0] if within(k) else 0.0
        yield f"ndcg@{k}", share(dcg(grades[:k]), dcg(ideal[:k]))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("run")
    parser.add_argument("qrels")
    parser.add_argument("--mode", choices=("v9", "v10"), default="v10")
    arguments = parser.parse_args()
    sys.stdout.reconfigure(encoding="utf-8")
    run = read_run(arguments.run, arguments.mode)
    for query, judged in read_qrels(arguments.qrels).items():
        for name, value in measures(run.get(query, []), judged):
            print(f"{query}\t{name}\t{value:.17g}")


if __name__ == "__main__":
    main()
