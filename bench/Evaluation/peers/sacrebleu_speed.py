#!/usr/bin/env python3
"""Pairs per second of sacreBLEU on one core.

usage: BENCHHUB_SACREBLEU=<source tree> sacrebleu_speed.py METRIC... < answer<TAB>reference lines

Prints metric<TAB>pairs per second. Each text is new to it, so that its caches of tokenized lines do not count.
"""
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / "tests" / "reference"))
from sacrebleu_reference import METRICS  # noqa: E402

pairs = [line.rstrip("\n").split("\t") for line in sys.stdin]
answers, references = [a for a, _ in pairs], [r for _, r in pairs]
for name in sys.argv[1:]:
    metric = METRICS[name](False)
    start = time.perf_counter()
    metric.corpus_score(answers, [references])
    print(f"{name}\t{len(pairs) / (time.perf_counter() - start)}", flush=True)
