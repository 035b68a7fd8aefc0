#!/usr/bin/env python3
"""Values of the metrics from verdicts by ragas' own formulas, for BenchHub's to be checked against.

usage: RAGAS=folder-of-a-checkout verdict_reference.py > verdict_reference.json

The methods that compute a score are taken from the checkout by name and run; the judge before them is left out.
"""
import ast
import json
import os
import platform
import random
import sys
from types import SimpleNamespace

import numpy as np

FOLDER = os.path.join(os.environ["RAGAS"], "src/ragas/metrics/collections")


def method(metric, name):
    path = os.path.join(FOLDER, metric, "metric.py")
    with open(path, encoding="utf-8") as file:
        for node in ast.walk(ast.parse(file.read())):
            if isinstance(node, ast.FunctionDef) and node.name == name:
                node.returns = None
                for argument in node.args.args:
                    argument.annotation = None
                scope = {"np": np}
                exec(compile(ast.Module([node], []), path, "exec"), scope)
                return scope[name]
    raise LookupError(f"{path} has no {name}")


def main():
    draw = random.Random(13)
    bits = lambda n: [draw.random() < 0.5 for _ in range(n)]
    faithfulness = method("faithfulness", "_compute_score")
    precision = method("context_precision", "_calculate_average_precision")
    f_beta = method("answer_correctness", "_compute_f1_score")
    noise = method("noise_sensitivity", "_compute_score")

    statements = []
    for verdicts in [[False], [True], [True, True, True], [False, False], *(bits(draw.randint(1, 12)) for _ in range(30))]:
        judged = SimpleNamespace(statements=[SimpleNamespace(verdict=int(v)) for v in verdicts])
        share = faithfulness(None, judged)
        statements.append({"verdicts": verdicts, "values": {
            "faithfulness": share, "context_recall": share, "context_precision": precision(None, [int(v) for v in verdicts])}})

    correctness = []
    for tp, fp, fn in [(0, 0, 0), (0, 0, 2), (0, 2, 0), (0, 1, 1), (3, 0, 0), *((draw.randint(0, 6), draw.randint(0, 6), draw.randint(0, 6)) for _ in range(20))]:
        similarity = round(draw.uniform(-0.2, 1), 6)
        judged = SimpleNamespace(TP=[0] * tp, FP=[0] * fp, FN=[0] * fn)
        values = {f"answer_correctness(beta={beta:g},factuality={weight:g})": float(np.average(
                      [f_beta(SimpleNamespace(beta=beta), judged), similarity], weights=[weight, 1 - weight]))
                  for beta in (0.5, 1.0, 2.0) for weight in (0.75, 1.0, 0.0)}
        correctness.append({"counts": [tp, fp, fn], "similarity": similarity, "values": values})

    noises = []
    for _ in range(30):
        claims, wanted, contexts = draw.randint(1, 5), draw.randint(1, 4), draw.randint(1, 4)
        of_reference = np.array([bits(contexts) for _ in range(wanted)])
        of_answer = np.array([bits(contexts) for _ in range(claims)])
        correct = np.array(bits(claims))
        answers = {"retrieved2ground_truth": of_reference, "retrieved2answer": of_answer, "ground_truth2answer": correct[None, :]}
        noises.append({"correct": correct.tolist(), "support": of_answer.tolist(), "relevant": of_reference.max(axis=0).tolist(), "values": {
            f"noise_sensitivity(contexts={mode})": noise(SimpleNamespace(mode=mode), answers) for mode in ("relevant", "irrelevant")}})

    versions = {"python": platform.python_version(), "numpy": np.__version__, "ragas": "3e28e9dec93897f47a98065be4c62f6d072a45a7"}
    json.dump({"versions": versions, "statements": statements, "correctness": correctness, "noise": noises}, sys.stdout)
    print()


if __name__ == "__main__":
    main()
