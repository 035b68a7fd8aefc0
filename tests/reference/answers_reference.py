#!/usr/bin/env python3
"""Reference values for Metrics/Text: Porter stems, METEOR without WordNet, edit distances, and the official answer rules.

The rules of SQuAD, KorQuAD and HF exact_match are written out here from their descriptions; stems, METEOR and distances are NLTK's.
    /usr/bin/python3 tests/reference/answers_reference.py > tests/reference/answers_reference.json
"""
import collections
import hashlib
import itertools
import json
import platform
import random
import re
import string
import sys

import nltk
from nltk.stem.porter import PorterStemmer
from nltk.translate.meteor_score import meteor_score

ROOTS = (
    "a e i o u y b s t l z w x ab at bl iz ll ss sky dy ly ty try toy syz ear oat tree trouble privat orr relat condit ration valen "
    "hesit digit conform radic differ vile analog vietnam predic oper feud decis hope call form sens electr good reviv allow infer "
    "air gyroscop adjust defens irrit replac depend adopt homolog commun activ angular effect bowdler probat rat ceas control roll "
    "hopp tann fall hiss fizz fail fil agr fe plaster bl motor s conflat troubl siz happ enjo pla fl d sp archaeo geo theo logi "
    "yy yyy yay eye quiz succ exc proc inn out cann how new"
).split()
SUFFIXES = (
    "s es ies ied ed eed ing ings ly y ies er ers e ee ional ation ational tional enci anci izer bli abli alli entli eli ousli ization "
    "ator alism iveness fulness ousness aliti iviti biliti fulli logi icate ative alize iciti ical ful ness al ance ence ic able ible "
    "ant ement ment ent ion sion tion ou ism ate iti ous ive ize ll l at bl iz tt zz"
).split()
ODD = ["a*ded", "x*ding", "don't", "cats,", "naïvely", "서울은", "ééing", "yyyyyyyyyyed", "sky", "skies", "dying", "lying", "tying", "news",
       "innings", "inning", "outings", "outing", "cannings", "canning", "howe", "proceed", "exceed", "succeed", "ies", "ied", "ing", "ed",
       "eed", "s", "ss", "is", "as", "ion", "sion", "e", "le", "ll", "alli", "allialli", "generalli", "geologi", "logi", "ologi"]

TEXTS = [
    "", " ", "the", "The", "a", "an apple", "The apple!", "apple", "“the” apple", "the—cat sat", "a.b.c", "U.S. of A", "it's the cat's",
    "cats and dogs", "dogs and cats", "cats, and dogs", "Café au lait", "cafe\u0301 au lait", "agent007", "agent", "007", "1984", "12", "34",
    "ΟΔΟΣ", "οδος", "Σ", "ΑΣ ΣΑ", "Α'Σ", "İstanbul", "i̇stanbul", "STRASSE", "straße", "서울특별시", "서울 특별시", "'서울' (특별시)",
    "《세종대왕》", "세종 대왕", "세종대왕은", "<b>세종</b>", "대왕 세종", "a\u00a0b", "a b", "a\u2003b\u3000c", "a\x1cb", "a\u200bb", "x\x00y",
    "\U0001F600 smile", "smile \U0001F601", "_under_score_", "the the the", "An a the", "What is it?", "what is it", "no-answer", "noanswer",
    "①", "½ cup", "Ⅳ", "the\u0301", "ａｂｃ", "ABC", "I answered the question of the answers", "I answer questions about an answer",
    "The running dogs were happily chasing cats", "A dog runs and chases the happy cat", "chasing cats the running dogs",
    "it is a guide to action which ensures that the military always obeys the commands of the party",
    "it is a guide to action that ensures that the military will forever heed party commands",
    "it is the guiding principle which guarantees the military forces always being under the command of the party",
]


class NoWordNet:
    """A WordNet that knows no word."""

    @staticmethod
    def synsets(_):
        return []


def squad_words(text):
    text = "".join(c for c in text.lower() if c not in string.punctuation)
    return re.sub(r"\b(a|an|the)\b", " ", text).split()


def korquad_words(text):
    text = re.sub("['\"《》<>〈〉()‘’]", " ", text).lower()
    return "".join(c for c in text if c not in string.punctuation).split()


def overlap_f1(answer, reference):
    common = sum((collections.Counter(answer) & collections.Counter(reference)).values())
    if common == 0:
        return 0.0
    precision, recall = common / len(answer), common / len(reference)
    return 2 * precision * recall / (precision + recall)


def squad_em(answer, references):
    words = squad_words(answer)
    return float(any(words == squad_words(reference) for reference in answerable(references)))


def squad_f1(answer, references):
    words = squad_words(answer)
    found = [squad_words(reference) for reference in answerable(references)]
    return max(overlap_f1(words, other) if words and other else float(words == other) for other in found)


def answerable(references):
    return [reference for reference in references if squad_words(reference)] or [""]


def korquad_em(answer, references):
    return float(any(korquad_words(answer) == korquad_words(reference) for reference in references))


def korquad_f1(answer, references):
    return max(overlap_f1("".join(korquad_words(answer)), "".join(korquad_words(reference))) for reference in references)


def hf_exact(answer, references, case, punctuation, numbers):
    def normal(text):
        text = text.lower() if case else text
        text = text.translate(str.maketrans("", "", string.punctuation)) if punctuation else text
        return text.translate(str.maketrans("", "", string.digits)) if numbers else text

    return float(any(
        normal(answer) == normal(reference) and (normal(answer) != "" or answer == reference) for reference in references))


def meteor(answer, references, **weights):
    return meteor_score([reference.split() for reference in references], answer.split(), wordnet=NoWordNet, **weights)


def values(answer, references):
    characters = [nltk.edit_distance(answer, reference) for reference in references]
    flags = itertools.product((False, True), repeat=3)
    return {
        "answer": answer,
        "references": references,
        "squad_em": squad_em(answer, references),
        "squad_f1": squad_f1(answer, references),
        "korquad_em": korquad_em(answer, references),
        "korquad_f1": korquad_f1(answer, references),
        "hf": [hf_exact(answer, references, *flag) for flag in flags],
        "meteor": meteor(answer, references),
        "meteor_weighted": meteor(answer, references, alpha=0.5, beta=1.5, gamma=0.25),
        "edit_distance": min(characters),
        "word_edits": [nltk.edit_distance(answer.split(), reference.split()) for reference in references],
        "character_edits": characters,
    }


def cases():
    draw = random.Random(7)
    for answer, reference in itertools.product(TEXTS[:64], TEXTS[:64]):
        if draw.random() < 0.09 or answer == reference:
            yield values(answer, [reference])
    for answer, reference in itertools.product(TEXTS[64:], TEXTS[64:]):
        yield values(answer, [reference])
    for _ in range(60):
        yield values(draw.choice(TEXTS), draw.sample(TEXTS, 3))
    words = "the cat cats sat sitting runs running on under mats mat a happily happy".split()
    for _ in range(40):
        yield values(" ".join(draw.choices(words, k=draw.randint(1, 90))), [" ".join(draw.choices(words, k=draw.randint(1, 90)))])


def main():
    stemmer = PorterStemmer()
    made = [root + first + second for root in ROOTS for first in SUFFIXES for second in [""] + SUFFIXES]
    shown = [root + suffix for root in ROOTS[::3] for suffix in SUFFIXES[::4]] + ODD
    json.dump(
        {
            "versions": {"python": platform.python_version(), "nltk": nltk.__version__},
            "stems": {
                "roots": ROOTS,
                "suffixes": SUFFIXES,
                "words": len(made),
                "sha256": hashlib.sha256("\n".join(map(stemmer.stem, made)).encode()).hexdigest(),
                "shown": {word: stemmer.stem(word) for word in shown},
            },
            "cases": list(cases()),
        },
        sys.stdout,
        indent=1,
    )
    print()


if __name__ == "__main__":
    main()
