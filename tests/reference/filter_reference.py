"""What lm-evaluation-harness' own filters make of the answers below; compared with ours by FilterReferenceTests.

Usage: LM_EVAL=/path/to/lm-evaluation-harness /usr/bin/python3 filter_reference.py > filter_reference.json
Only the folder lm_eval/filters is loaded: the registry, which needs the whole package, is replaced by one that does nothing.
"""
import importlib.util
import json
import os
import platform
import sys
import types


def load():
    for name in ["lm_eval", "lm_eval.api", "lm_eval.api.filter", "lm_eval.api.registry"]:
        sys.modules[name] = types.ModuleType(name)
    sys.modules["lm_eval.api.filter"].Filter = type("Filter", (), {"__init__": lambda self, **kwargs: None})
    filters = {}

    def register(name):
        def keep(cls):
            filters[name] = cls
            return cls
        return keep

    sys.modules["lm_eval.api.registry"].register_filter = register
    for part in ["extraction", "selection", "transformation"]:
        path = os.path.join(os.environ["LM_EVAL"], "lm_eval", "filters", part + ".py")
        spec = importlib.util.spec_from_file_location(part, path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return filters


ANSWERS = [
    "The answer is #### 1,234.50 then #### 7", "no number", "", "  padded  ", "(A)", "Answer: B", "I think: C because", "the answer is (b)", "It is PARIS!", "paris",
    "$5.00 and -3 and 12,000", "####  9", "#### -3\n#### 4", "a: 1, b: 2", "Bananas, obviously.", "예: 답은 (나) 입니다", "yes", "no", "YES", "A\nB", "maybe: A or B", "...", "x=5; y=6", "ΑΣ ß İ",
]
CHOICES = ["Paris", "berlin ", "the U.S.", "bananas"]
PIPELINES = [
    [{"function": "regex"}], [{"function": "regex", "regex_pattern": "(-?[$0-9.,]{2,})|(-?[0-9]+)", "group_select": -1}],
    [{"function": "regex", "regex_pattern": "\\(([A-Za-z])\\)"}, {"function": "take_first"}],
    [{"function": "regex", "regex_pattern": "([a-z]): (\\d)", "group_select": 1, "fallback": "none"}], [{"function": "regex", "regex_pattern": "[A-Z]+", "fallback": ""}],
    [{"function": "regex", "regex_pattern": "(?i)(?P<word>yes|no)"}], [{"function": "regex", "regex_pattern": "\\w+(?= is)"}], [{"function": "regex", "regex_pattern": "(x)?(y)?=?"}],
    [{"function": "multi_choice_regex", "regex_pattern": "\\(([A-Z])\\)"}], [{"function": "multi_choice_regex", "regex_pattern": "(\\([A-Z]\\))", "ignore_case": True, "ignore_punctuation": True}],
    [{"function": "multi_choice_regex", "regex_pattern": "(\\([A-Z]\\))", "group_select": 0, "regexes_to_ignore": ["\\bthe ", "s\\b"], "ignore_case": True, "fallback": "?"}],
    [{"function": "remove_whitespace"}, {"function": "take_first"}], [{"function": "lowercase"}], [{"function": "uppercase"}], [{"function": "map", "mapping_dict": {"yes": "1", "no": "0"}, "default_value": "-"}],
    [{"function": "take_first_k", "k": 3}], [{"function": "majority_vote"}, {"function": "take_first"}], [{"function": "take_first_k", "k": 2}, {"function": "majority_vote"}, {"function": "take_first"}],
    [{"function": "lowercase"}, {"function": "regex", "regex_pattern": "yes|no"}, {"function": "majority_vote"}, {"function": "take_first"}],
]
REPEATED = [["yes", "no", "no"], ["b", "a", "a", "b"], ["x", "y", "z"], ["Yes!", "YES", "no"]]


def main():
    filters = load()
    cases = []
    for pipeline in PIPELINES:
        names = [step["function"] for step in pipeline]
        repeated = any(name in ("majority_vote", "take_first_k") for name in names)
        for answers in REPEATED if repeated else [[answer] for answer in ANSWERS]:
            resps = [answers]
            for step in pipeline:
                kwargs = {key: value for key, value in step.items() if key != "function"}
                resps = list(filters[step["function"]](**kwargs).apply(resps, [{"choices": CHOICES}]))
            left = resps[0]
            cases.append({"filter": pipeline, "answers": answers, "left": [left] if isinstance(left, str) else left})
    print(json.dumps({"versions": {"python": platform.python_version(), "lm-evaluation-harness": "4e7e0d47"}, "choices": CHOICES, "cases": cases}, indent=1))


main()
