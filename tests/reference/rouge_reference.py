#!/usr/bin/env python3
"""Values of google-research's rouge_score for the tests of Metrics/Text/Rouge.

Needs nltk, six and numpy (Debian: python3-nltk python3-six python3-numpy) and a folder that holds the package rouge_score:
    BENCHHUB_ROUGE_SCORE=folder /usr/bin/python3 tests/reference/rouge_reference.py > tests/reference/rouge_reference.json
"""
import json
import os
import platform
import random
import sys

import nltk
import numpy

sys.path.insert(0, os.environ["BENCHHUB_ROUGE_SCORE"])
from rouge_score import rouge_scorer  # noqa: E402

TYPES = ["rouge1", "rouge2", "rougeL", "rougeLsum"]

OWN = [
    ("The cat sat on the mat.", ["A cat was sitting on the mat."]),
    ("police killed the gunman", ["police kill the gunman", "the gunman was shot by police"]),
    ("the gunman kill police", ["police killed the gunman", "the gunman police killed"]),
    ("Relational databases conditionally rationalised their organisations.", ["A relation's condition was rational for an organisation."]),
    ("first line here\nsecond line there\nthird", ["second line there\nfirst line here\nthird and last"]),
    ("a b c d\na c\nb d", ["a b\nc d\n\na b c d", "d c b a"]),
    ("the the the the", ["the the\nthe", "the"]),
    ("w1 w2 w3 w4 w5", ["w1 w2 w6 w7 w8\nw1 w3 w8 w9 w5"]),
    ("w1 w2 w3 w4 w5\nw1 w3 w8 w9 w5", ["w1 w2 w6 w7 w8\nw1 w3 w8 w9 w5"]),
    ("", ["something"]),
    ("something", [""]),
    ("", [""]),
    ("...!?", ["?!..."]),
    ("one", ["one"]),
    ("one", ["two"]),
    ("one two", ["one two"]),
    ("\n\n\n", ["a\n\nb"]),
    ("a\r\nb\rc", ["a\nb\nc"]),
    ("don't stop-me now_then", ["dont stop me now then"]),
    ("대한민국의 수도는 서울이다", ["서울은 대한민국의 수도다"]),
    ("GPT-4는 2023년에 나왔다", ["2023년 GPT-4 출시"]),
    ("Ka\u212Aa and I\u0130stanbul", ["kaka and ii stanbul"]),
    ("na\u00efve caf\u00e9 \U0001F600 ok", ["naive cafe ok"]),
    ("tab\tseparated\x0bvertical\x00nul", ["nul vertical separated tab"]),
    ("skies dying news innings proceed", ["sky die new inning proceeds"]),
    ("flies dies spied died enjoy happy spy", ["fly die spy enjoyed happily spies"]),
]


def generated():
    draw = random.Random(20261121)
    syllables = ["ba", "con", "di", "er", "form", "ing", "ly", "ness", "ment", "ration", "al", "ed", "s", "tion", "y", "ies"]
    words = ["".join(draw.choices(syllables, k=draw.randint(1, 4))) for _ in range(40)]

    def text(length, lines, vocabulary):
        return "".join(draw.choice(vocabulary) + ("\n" if draw.random() < lines else " ") for _ in range(length))

    for length in (3, 8, 20, 63, 64, 65, 90, 130, 200):
        for lines in (0.0, 0.15):
            for size in (4, 40):
                yield text(draw.randint(1, length), lines, words[:size]), [text(length, lines, words[:size])]
    for _ in range(20):
        yield text(15, 0.2, words[:12]), [text(draw.randint(1, 25), 0.2, words[:12]) for _ in range(3)]


def scores(answer, references, stem):
    scorer = rouge_scorer.RougeScorer(TYPES, use_stemmer=stem)
    each = [scorer.score(reference, answer) for reference in references]
    # As score_multi of release 0.1.2 does it: the first reference with the greatest F.
    best = {kind: each[int(numpy.argmax([score[kind].fmeasure for score in each]))][kind] for kind in TYPES}
    return {kind: [best[kind].precision, best[kind].recall, best[kind].fmeasure] for kind in TYPES}


def main():
    cases = [
        {
            "answer": answer,
            "references": references,
            "plain": scores(answer, references, False),
            "stemmed": scores(answer, references, True),
        }
        for answer, references in OWN + list(generated())
    ]
    json.dump(
        {
            "versions": {
                "python": platform.python_version(),
                "nltk": nltk.__version__,
                "rouge_score": "google-research/google-research rouge/ at 0c1bbe5fc971, whose scores are those of 0.1.2",
            },
            "cases": cases,
        },
        sys.stdout,
        indent=1,
        ensure_ascii=True,
    )
    print()


if __name__ == "__main__":
    main()
