#!/usr/bin/env python3
"""Values of sacreBLEU and of Python's strings, for the tests of BenchHub's text metrics.

usage: BENCHHUB_SACREBLEU=<source tree of sacreBLEU> sacrebleu_reference.py [--gsm8k FOLDER]

Writes beside itself
  sacrebleu_random.json   texts that this script makes up, with values per item and for all of them
  python_unicode.json     which characters are digits, punctuation, symbols, white space; lower case
and with --gsm8k, a folder with example_model_solutions.jsonl,
  sacrebleu_gsm8k.json    values only: answers of four models against the reference solutions

Needs the package "regex". sacreBLEU's other imports serve downloads and tables; where they are absent, empty modules do.
Texts with half a surrogate pair are written as lists of code points, as JSON has no good spelling for them.
"""
import argparse
import json
import os
import pathlib
import platform
import random
import re
import sys
import types
import unicodedata

HERE = pathlib.Path(__file__).parent
SOURCE = pathlib.Path(os.environ["BENCHHUB_SACREBLEU"])


def import_sacrebleu():
    for name in ("portalocker", "tabulate", "colorama", "lxml", "lxml.etree"):
        try:
            __import__(name)
        except ImportError:
            sys.modules[name] = types.ModuleType(name)
    if not hasattr(sys.modules["tabulate"], "tabulate"):
        sys.modules["tabulate"].tabulate = None
    version = types.ModuleType("sacrebleu.version")
    version.__version__ = re.search(r"^## ([0-9.]+)", (SOURCE / "CHANGELOG.md").read_text(), re.M).group(1)
    sys.modules["sacrebleu.version"] = version
    sys.path.insert(0, str(SOURCE))
    import sacrebleu.metrics

    return sacrebleu.metrics, version.__version__


metrics, VERSION = import_sacrebleu()
import regex  # noqa: E402  (sacreBLEU's own dependency, looked up after the path is set)


def bleu(**options):
    return lambda item: metrics.BLEU(effective_order=item, **options)


def chrf(**options):
    return lambda item: metrics.CHRF(**options)


def ter(**options):
    return lambda item: metrics.TER(**options)


# Our name of a metric, and what makes sacreBLEU's, for an item or for all.
METRICS = {
    "bleu": bleu(),
    **{f"bleu(tok={name})": bleu(tokenize=name) for name in ("none", "intl", "char", "zh")},
    "bleu(lowercase=true)": bleu(lowercase=True),
    "bleu(lowercase=true,tok=intl)": bleu(lowercase=True, tokenize="intl"),
    "bleu(smooth=none)": bleu(smooth_method="none"),
    "bleu(smooth=floor)": bleu(smooth_method="floor"),
    "bleu(floor=0.01,smooth=floor)": bleu(smooth_method="floor", smooth_value=0.01),
    "bleu(smooth=add-k)": bleu(smooth_method="add-k"),
    "bleu(k=0.5,smooth=add-k)": bleu(smooth_method="add-k", smooth_value=0.5),
    "chrf": chrf(),
    "chrf(word=2)": chrf(word_order=2),
    "chrf(lowercase=true)": chrf(lowercase=True),
    "chrf(whitespace=true)": chrf(whitespace=True),
    "chrf(eps=true,word=2)": chrf(word_order=2, eps_smoothing=True),
    "chrf(beta=1,char=3,word=1)": chrf(char_order=3, word_order=1, beta=1),
    "ter": ter(),
    "ter(case_sensitive=true)": ter(case_sensitive=True),
    "ter(normalized=true)": ter(normalized=True),
    "ter(no_punct=true)": ter(no_punct=True),
    "ter(normalized=true,no_punct=true)": ter(normalized=True, no_punct=True),
    "ter(asian_support=true,no_punct=true)": ter(asian_support=True, no_punct=True),
    "ter(asian_support=true,normalized=true)": ter(asian_support=True, normalized=True),
    "ter(asian_support=true,no_punct=true,normalized=true)": ter(asian_support=True, normalized=True, no_punct=True),
}

# What is computed for long texts, and for how many of each model's.
SOLUTIONS = 60
REAL = ("bleu", "bleu(tok=intl)", "bleu(lowercase=true)", "chrf", "chrf(word=2)", "ter")

WORDS = (
    "the a cat mat sat on of and it is to in answer total costs eggs day Each SHE he's dogs' don't well-known e-mail 's 'tis "
    "3.14 1,000 2008. .5 5. 7-8 -3 9- $18 50% a.b x,y ... ,, 5..5 5.,a a..5 !? (hi) \"quoted\" [1] {x} #tag @me a/b 1/2 <b> _ ^ `code` | ~ "
    "&quot; &amp; &lt; &gt; &amp;lt; &apos; <skipped> <skip <<16-3=13>>13 "
    "고양이가 매트 위에 앉았다. 서울은 대한민국의 수도이다 오늘 날씨가 아주 좋습니다! 2024년 3월, 5만원 '한국어' 각 \u1100\u1161\u11a8 \u3131 "
    "猫坐在垫子上。 今天，天气 很好！ こんにちは カタカナ ﾊﾝｶｸ （括弧） 「引用」 ～ — – … · “so” ‘it’ « » ¿ ½ ² ٣ ٣.٤ Ⅷ Ⅷ. €5 £ © ➔ ∑ "
    "😀 😀. 👩\u200d👧 𝟛 𝟛.𝟛 𐄀a 𝒳 𠀀 𝔸𝔹 𐐀 ΣΑΣ ΟΔΟΣ. ΣΣ' İstanbul STRASSE ẞ ǅ K Å É e\u0301 \ufeffx \u00adsoft \u200b \u2028"
).split(" ") + ["a\u00a0b", "tab\tbed", "line\nfeed", "hyphen-\nated", "x\n-y", "cr\r\nlf", "\x1c", "a\x1fb", "\x85", "\u3000", "\ud83d", "\udc00x", ".\ud800", "5.\n"]


def text(random, length):
    return "".join(random.choice(WORDS) + random.choice([" "] * 12 + ["", "", "  ", "\n"]) for _ in range(length))


def reworded(random, words):
    """Another wording: pieces moved, dropped, doubled, replaced."""
    words = list(words)
    for _ in range(random.randrange(5)):
        if not words:
            break
        start, length = random.randrange(len(words)), random.randrange(1, 6)
        piece = words[start:start + length]
        kind = random.randrange(4)
        if kind != 3:
            del words[start:start + length]
        if kind == 0 or kind == 3:
            to = random.randrange(len(words) + 1)
            words[to:to] = piece
        if kind == 1:
            words[start:start] = random.choices(WORDS, k=random.randrange(3))
    return words


def made_up():
    random_ = random.Random(20260)
    items = [
        ("", ["a reference"]), ("an answer", [""]), ("", [""]), ("", ["", "x"]), ("x", ["x"]), (".", ["."]), ("a b", ["b a", "a"]),
        ("a b c d e", ["a b c", "a b c d e f g"]), (" \t\n ", ["a"]), ("The Cat", ["the cat"]), ("foo-\n", ["foo", "foo-"]),
        ("it's 's dog's. dog's", ["it 's dog's"]), ("2008.", ["2008 ."]), (".5", [". 5"]), ("5-5--5 a-5", ["5 - 5 - -5 a-5"]),
        ("b " * 30 + "a " * 30, ["a " * 30 + "b " * 30]), ("a b " * 40, ["b a " * 40]),
        ("w " * 3, ["w v " * 60]), ("w v " * 60, ["v " * 3]), ("x", ["y z " * 80]),
        (" ".join(str(i % 7) for i in range(90)), [" ".join(str(i * 3 % 7) for i in range(80))]),
    ]
    for _ in range(120):
        words = random_.choices(WORDS, k=random_.choice([1, 2, 4, 8, 15, 30]))
        join = random_.choice([" ", " ", " ", ""])
        items.append((join.join(words), [join.join(reworded(random_, words)) for _ in range(random_.choice([1, 1, 2, 3]))]))
    for _ in range(25):
        items.append((text(random_, random_.randrange(25)), [text(random_, random_.randrange(25))]))
    for _ in range(45):
        few = random_.choices("abcdefghijklmnopqrstuvwxyz", k=random_.choice([4, 9, 26]))
        words = random_.choices(few, k=random_.randrange(1, 45))
        items.append((" ".join(words), [" ".join(reworded(random_, reworded(random_, words)))]))
    return items


def streams(items):
    """sacreBLEU wants one list per reference; items with fewer have None."""
    most = max(len(references) for _, references in items)
    return [[references[i] if i < len(references) else None for _, references in items] for i in range(most)]


def values(items, first, names=tuple(METRICS)):
    found = {}
    for name in names:
        make = METRICS[name]
        whole, single = make(False), make(True)
        counts = whole._extract_corpus_statistics([answer for answer, _ in items], streams(items))
        sums = [sum(column) for column in zip(*counts)]
        found[name] = {
            "signature": str(whole.get_signature()),
            "corpus": whole._aggregate_and_compute([list(row) for row in counts]).score,
            "sums": sums,
            "items": [single.sentence_score(answer, references).score for answer, references in items[:first]],
        }
    return found


def spelled(value):
    return [ord(c) for c in value] if any(0xD800 <= ord(c) < 0xE000 for c in value) else value


def ranges(holds):
    found, start = [], None
    for point in range(sys.maxunicode + 2):
        inside = point <= sys.maxunicode and holds(chr(point))
        if inside and start is None:
            start = point
        if not inside and start is not None:
            found.append([start, point - 1])
            start = None
    return found


def unicode_facts():
    category = {name: regex.compile(rf"\p{{{name}}}") for name in ("N", "P", "S", "Cn")}
    return {
        **{f"regex_{name}": ranges(pattern.match) for name, pattern in category.items()},
        "unassigned": ranges(lambda c: unicodedata.category(c) == "Cn"),
        "space": ranges(str.isspace),
        "lower": [[ord(c), [ord(x) for x in c.lower()]] for c in map(chr, range(sys.maxunicode + 1)) if c.lower() != c],
        # A final sigma stands after a cased character and not before one, case-ignorable ones set aside.
        "cased": ranges(lambda c: (c + "Σ").lower().endswith("ς")),
        "ignorable_or_cased": ranges(lambda c: ("A" + c + "Σ").lower().endswith("ς")),
        "no_final_before": ranges(lambda c: "σ" in ("AΣ" + c).lower()),
    }


def gsm8k(folder):
    rows = [json.loads(line) for line in open(pathlib.Path(folder) / "example_model_solutions.jsonl", encoding="utf-8")][:SOLUTIONS]
    models = [name for name, value in rows[0].items() if isinstance(value, dict)]
    return {model: values([(row[model]["solution"], [row["ground_truth"]]) for row in rows], 10, REAL) for model in models}


def write(name, content):
    versions = {"sacrebleu": VERSION, "python": platform.python_version(), "unicode": unicodedata.unidata_version, "regex": regex.__version__}
    with open(HERE / name, "w", encoding="utf-8") as file:
        json.dump({"versions": versions, **content}, file, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gsm8k")
    arguments = parser.parse_args()
    items = made_up()
    shown = [{"answer": spelled(answer), "references": [spelled(reference) for reference in references]} for answer, references in items]
    write("sacrebleu_random.json", {"items": shown, "metrics": values(items, len(items))})
    write("python_unicode.json", unicode_facts())
    if arguments.gsm8k:
        write("sacrebleu_gsm8k.json", {"models": gsm8k(arguments.gsm8k)})
