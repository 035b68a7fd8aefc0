#!/usr/bin/env python3
"""Pairs per second of the Python programs that people use for ROUGE and for SQuAD's exact match and F1, on one core.

usage: answers_peer.py PAIRS.jsonl     lines are [answer, reference]

rouge_score is imported from the folder $BENCHHUB_ROUGE_SCORE; SQuAD's rule is written out below.
"""
import collections
import json
import os
import re
import string
import sys
import time

PUNCTUATION = set(string.punctuation)


def words(text):
    text = "".join(c for c in text.lower() if c not in PUNCTUATION)
    return re.sub(r"\b(a|an|the)\b", " ", text).split()


def exact(answer, reference):
    return words(answer) == words(reference)


def f1(answer, reference):
    found, expected = words(answer), words(reference)
    if not found or not expected:
        return float(found == expected)
    common = sum((collections.Counter(found) & collections.Counter(expected)).values())
    return 2 * common / (len(found) + len(expected))


def measure(what, pairs, score):
    start = time.perf_counter()
    for answer, reference in pairs:
        score(answer, reference)
    elapsed = time.perf_counter() - start
    print(f"{'peer: ' + what:<58} {elapsed:8.3f} s {len(pairs) / elapsed:14,.0f} pairs/s")


def main():
    with open(sys.argv[1], encoding="utf-8") as lines:
        pairs = [json.loads(line) for line in lines]
    measure("SQuAD exact match and F1, plain Python", pairs, lambda a, r: (exact(a, r), f1(a, r)))
    folder = os.environ.get("BENCHHUB_ROUGE_SCORE")
    if not folder:
        print("peer rouge_score is absent: $BENCHHUB_ROUGE_SCORE names no folder that holds it")
        return
    sys.path.insert(0, folder)
    from rouge_score import rouge_scorer

    for what, stem in (("rouge_score 1, 2, L", False), ("rouge_score 1, 2, L, stemmed", True)):
        scorer = rouge_scorer.RougeScorer(["rouge1", "rouge2", "rougeL"], use_stemmer=stem)
        measure(what, pairs, lambda a, r: scorer.score(r, a))


if __name__ == "__main__":
    main()
