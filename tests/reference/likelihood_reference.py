#!/usr/bin/env python3
"""Values of the likelihood metrics by lm-evaluation-harness' own functions, for BenchHub's to be checked against.

usage: LM_EVAL=folder-of-a-checkout likelihood_reference.py > likelihood_reference.json

The aggregations and word counts are taken from the checkout by name and run; picking a choice is numpy's argmax, as there.
"""
import ast
import json
import math
import os
import platform
import random
import re
import sys

import numpy as np

SOURCE = os.environ["LM_EVAL"]
TEXTS = [
    "", " ", "one", "two words", " lead", "trail ", "  both  ends  ", "tab\tand\nline\r\nend", "한국어 문장 하나", "😀 astral 𝒳𝒴",
    "no\u00a0break", "unit\u001fseparator", "file\u001cseparator", "zero\u200bwidth", "ideographic\u3000space", "a\u2028b\u2029c", "next\u0085line",
    "mongolian\u180evowel", "e\u0301 combining",
]


def functions(path, *names):
    """The named functions of a module, without importing it and what it needs."""
    scope = {"math": math, "re": re, "np": np}
    with open(os.path.join(SOURCE, path), encoding="utf-8") as file:
        for node in ast.walk(ast.parse(file.read())):
            if isinstance(node, ast.FunctionDef) and node.name in names and node.name not in scope:
                node.decorator_list = []
                exec(compile(ast.Module([node], []), path, "exec"), scope)
    return [scope[name] for name in names]


def question(random):
    count = random.randint(2, 5)
    choices = [" ".join(random.choice(["예", "no", "naïve", "😀", "answer", "가나다"]) for _ in range(random.randint(1, 4))) for _ in range(count)]
    draw = lambda: [round(-random.random() * 20, random.choice([0, 6])) or -0.5 for _ in range(count)]
    item = {"choices": choices, "ll": draw(), "unconditional": draw(), "correct": sorted(random.sample(range(count), random.choice([1, 1, 2])))}
    ll = np.array(item["ll"])
    corrected = {
        "acc": ll,
        "acc_norm": ll / np.array([float(len(choice)) for choice in choices]),
        "acc_bytes": ll / np.array([float(len(choice.encode("utf-8"))) for choice in choices]),
        "acc_mutual_info": ll - np.array(item["unconditional"]),
    }
    return {**item, "values": {name: float(np.argmax(values) in item["correct"]) for name, values in corrected.items()}}


def main():
    draw = random.Random(7)
    perplexity, weighted_mean, weighted, bits, mean = functions(
        "lm_eval/api/metrics.py", "perplexity", "weighted_mean", "weighted_perplexity", "bits_per_byte", "mean")
    perplexity.__globals__.update(mean=mean, weighted_mean=weighted_mean)
    for function in (weighted, bits):
        function.__globals__.update(weighted_mean=weighted_mean)
    count_words, count_bytes = functions("lm_eval/api/task.py", "count_words", "count_bytes")
    texts = [{"text": text, "ll": round(-draw.random() * 3 * (len(text) + 1), 6)} for text in TEXTS]
    counts = [(t["ll"], count_words(None, t["text"]), count_bytes(None, t["text"])) for t in texts]
    json.dump({
        "versions": {"python": platform.python_version(), "numpy": np.__version__, "lm_eval": "0.4.13.dev0 4e7e0d47f"},
        "questions": [question(draw) for _ in range(40)],
        "texts": texts,
        "words": [words for _, words, _ in counts],
        "values": {
            "perplexity": perplexity([ll for ll, _, _ in counts]),
            "word_perplexity": weighted([(ll, words) for ll, words, _ in counts]),
            "byte_perplexity": weighted([(ll, size) for ll, _, size in counts]),
            "bits_per_byte": bits([(ll, size) for ll, _, size in counts]),
        },
        "spaces": [code for code in range(0x10000) if re.fullmatch(r"\s", chr(code))],
    }, sys.stdout, ensure_ascii=True)
    print()


if __name__ == "__main__":
    main()
