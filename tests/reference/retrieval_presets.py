#!/usr/bin/env python3
"""What BEIR and ir_measures say of one small run, for the presets of the same names.

usage: BEIR_SOURCE=<checkout> IR_MEASURES_SOURCE=<checkout> retrieval_presets.py > retrieval_presets.json

Run are BEIR's custom_metrics.py and, of ir_measures, the providers msmarco and gdeval (perl). pytrec_eval and cwl_eval, which
both need as well, are derived here instead: trec_reference.py in v9 mode, checked against trec_eval itself by
TrecReferenceTests, and rank-biased precision from its definition.
"""
import importlib.util
import json
import os
import random
import sys

import trec_reference

CUTOFFS = (1, 3, 5, 10, 100, 1000)


def collection():
    """40 queries, of which 4 are not answered; ids of queries are also ids of documents; many ties, some below single precision."""
    dice = random.Random(20261)
    qrels, run = {}, {}
    for number in range(1, 41):
        query = str(number)
        documents = [str(document) for document in dice.sample(range(1, 200), dice.randint(3, 30))]
        qrels[query] = {document: dice.choice((0, 0, 1, 1, 2, 3, 4)) for document in documents}
        qrels[query][documents[0]] = dice.choice((1, 2, 3, 4))
        if number % 10 == 0:
            continue
        found = dict.fromkeys(dice.sample(documents, len(documents) // 2) + [str(dice.randint(1, 260)) for _ in range(20)])
        if number % 3 == 0:
            found[query] = None
        if number == 7:
            found = {query: None}
        names = list(found)
        dice.shuffle(names)
        run[query] = {name: dice.choice((0.5, 0.5 + 1e-9, 0.25, round(dice.random(), 2), dice.random())) for name in names}
    return qrels, run


def load(path):
    spec = importlib.util.spec_from_file_location("custom_metrics", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def trec_eval9(qrels, run, query):
    ranked = sorted(((trec_reference.ctypes.c_float(score).value, name.encode("utf-8")) for name, score in run[query].items()), reverse=True)
    return dict(trec_reference.measures([name.decode("utf-8") for _, name in ranked], qrels[query]))


def beir(qrels, run):
    names = {"NDCG": "ndcg", "MAP": "map", "Recall": "recall", "P": "precision"}
    # A query that lost its only document still counts: pytrec_eval gives it zeros.
    scores = [trec_eval9(qrels, run, query) for query in run]
    return {
        f"{ours}@{k}": round(sum(values[f"{ours}@{k}"] for values in scores) / len(scores), 5)
        for ours in names.values() for k in CUTOFFS
    }


def beir_custom(qrels, run, metrics):
    names = {
        "MRR": ("mrr", metrics.mrr), "R_cap": ("relative_p", metrics.recall_cap),
        "Hole": ("hole", metrics.hole), "Accuracy": ("success", metrics.top_k_accuracy),
    }
    return {
        f"{ours}(ties=input)@{k}": function(qrels, run, list(CUTOFFS))[f"{theirs}@{k}"]
        for theirs, (ours, function) in names.items() for k in CUTOFFS
    }


def rbp(qrels, run, query, p=0.8):
    ranked = sorted(run.get(query, {}).items(), key=lambda item: item[1], reverse=True)
    return (1 - p) * sum(p ** i * (qrels[query].get(name, 0) > 0) for i, (name, _) in enumerate(ranked))


def ir_measures_values(qrels, run):
    sys.path.insert(0, os.environ["IR_MEASURES_SOURCE"])
    import ir_measures
    from ir_measures import ERR, RR, nDCG

    judged = [ir_measures.Qrel(query, name, grade) for query, names in qrels.items() for name, grade in names.items()]
    scored = [ir_measures.ScoredDoc(query, name, score) for query, names in run.items() for name, score in names.items()]
    exponential = nDCG(dcg="exp-log2") @ 10
    msmarco = ir_measures.msmarco.calc_aggregate([RR @ 10, RR], judged, scored)
    gdeval = ir_measures.gdeval.calc_aggregate([ERR @ 20, exponential], judged, scored)
    exact = {"mrr(ties=id_asc)@10": msmarco[RR @ 10], "mrr(ties=id_asc)": msmarco[RR]}
    exact["rbp(p=0.8,ties=input)"] = sum(rbp(qrels, run, query) for query in qrels) / len(qrels)
    for name in ("ndcg@10", "map", "precision@10", "recall@100"):
        exact[name] = sum(trec_eval9(qrels, run, query)[name] if query in run else 0.0 for query in qrels) / len(qrels)
    return exact, {"err@20": gdeval[ERR @ 20], "ndcg(gain=exp)@10": gdeval[exponential]}


def main():
    qrels, run = collection()
    report = {
        "made_with": f"Python {sys.version.split()[0]}; beir ef83d293, ir_measures dc04a88f",
        "qrels": [f"{query} 0 {name} {grade}" for query, names in qrels.items() for name, grade in names.items()],
        "run": [f"{query} Q0 {name} 0 {score!r} tag" for query, names in run.items() for name, score in names.items()],
    }
    report["ir_measures"], report["ir_measures_to_5_decimals"] = ir_measures_values(qrels, run)
    ignored = {query: {name: score for name, score in names.items() if name != query} for query, names in run.items()}
    report["beir"] = beir(qrels, ignored)
    custom = load(os.path.join(os.environ["BEIR_SOURCE"], "beir/retrieval/custom_metrics.py"))
    report["beir_custom"] = beir_custom(qrels, ignored, custom)
    json.dump(report, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
