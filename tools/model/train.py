#!/usr/bin/python3
"""Train the models: features and gold in, C tables out.

    train.py body    --features FILE --gold DIR --out body_model.h
    train.py verdict --features FILE --gold DIR --out verdict_model.h

FILE is what the features tool prints for all pages (README.md beside this
file); DIR holds gold.json and score.py of an evaluation set: bodies (whole
texts) and phrases that must or must not be in the body. Needs scikit-learn.
The training data is not part of this project; the build needs none of it.
"""
import argparse
import collections
import importlib.util
import json
import os
import re

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier

WORD = re.compile(r"\w+")
SCALE = 1024            # leaf values are fixed point with this scale
INT16_MAX = 32767


def load_scorer(folder):
    path = os.path.join(folder, "score.py")
    spec = importlib.util.spec_from_file_location("score", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load_features(path):
    """id -> (texts, flags, matrix)"""
    pages, page = {}, None
    with open(path, encoding="utf-8", errors="replace", newline="\n") as f:
        for line in f:
            cells = line.rstrip("\n").split("\t")
            if cells[0] == "P":
                name = os.path.basename(cells[1])
                page = pages[re.sub(r"\.html$", "", name)] = ([], [], [])
            elif cells[0] == "B":
                page[0].append(cells[2])
                page[1].append(cells[1])
                page[2].append([int(c) for c in cells[3:]])
    return {k: (t, f, np.array(m, dtype=np.float32))
            for k, (t, f, m) in pages.items() if t}


def runs(words, n=4):
    return [tuple(words[i:i + n]) for i in range(max(1, len(words) - n + 1))]


def label_body(texts, gold):
    """1/0 per block from the whole gold text."""
    gw = WORD.findall(gold)
    where = collections.defaultdict(list)
    for i, r in enumerate(runs(gw)):
        where[r].append(i)
    joined = " " + " ".join(gw) + " "
    offsets = np.cumsum([0] + [len(w) + 1 for w in gw])
    labels = np.full(len(texts), -1)
    spans = [None] * len(texts)
    for i, text in enumerate(texts):
        words = WORD.findall(text)
        if len(words) < 4:
            continue
        rs = runs(words)
        hit = [r for r in rs if r in where]
        labels[i] = len(hit) >= 0.5 * len(rs)
        if labels[i] and len(words) >= 8:
            spans[i] = where[hit[0]][0], where[hit[-1]][0] + 4
    # a copy elsewhere: keep the longest run of spans in rising order only
    known = [i for i in range(len(texts)) if spans[i]]
    for i, text in enumerate(texts):
        words = WORD.findall(text)
        if len(words) >= 8 or not words:
            if not words:
                labels[i] = 0
            continue
        before = [k for k in known if k < i][-1:]
        after = [k for k in known if k > i][:1]
        near = [k for k in before + after if abs(k - i) <= 12]
        lo = spans[before[0]][1] if before else 0
        hi = spans[after[0]][0] if after else len(gw)
        lo, hi = max(0, lo - 2), min(len(gw), hi + 2)
        part = joined[offsets[lo]:offsets[hi] + 1] if lo < hi else " "
        there = (" " + " ".join(words) + " ") in (" " + part.strip() + " ")
        labels[i] = bool(near and there)
    return labels


def label_phrases(texts, gold, squash):
    labels = np.full(len(texts), -1)
    flat = [squash(t) for t in texts]
    for key, value in (("with", 1), ("without", 0)):
        for phrase in gold[key]:
            p = squash(phrase)
            for i, t in enumerate(flat):
                if p and p in t:
                    labels[i] = value
    return labels


def weights(texts, labels, phrases):
    """Long blocks matter more; each page with a whole text weighs alike."""
    words = np.array([min(100, len(WORD.findall(t))) for t in texts], float)
    w = np.where(labels >= 0, 0.3 + np.sqrt(np.maximum(words, 1)), 0.0)
    if phrases:
        return w
    return w * (100 / w.sum()) if w.sum() else w


def label_case(case, texts, score):
    """(labels, are they from phrases) or None."""
    for source in ("aeb", "readability", "readability-unit"):
        body = case["gold"].get(source, {}).get("body")
        if body:
            return label_body(texts, body), False
    phrases = case["gold"].get("trafilatura")
    if phrases and "with" in phrases:
        return label_phrases(texts, phrases, score.squash), True
    return None


def fit(X, y, w, trees, depth, seed=1):
    m = GradientBoostingClassifier(n_estimators=trees, max_depth=depth,
                                   learning_rate=0.07, subsample=0.5,
                                   min_samples_leaf=40, max_features=0.15,
                                   random_state=seed)
    m.fit(X, y, sample_weight=w)
    return m


def flatten(tree, depth, rate, splits, leaves):
    """Append one tree, level by level. A leaf that comes early is split by
    what no number is above, and stands at both ends."""
    level = [0]
    for _ in range(depth):
        below = []
        for node in level:
            if tree.children_left[node] < 0:
                splits.append((0, INT16_MAX))
                below += [node, node]
                continue
            splits.append((int(tree.feature[node]),
                           int(np.floor(tree.threshold[node]))))
            below += [tree.children_left[node], tree.children_right[node]]
        level = below
    for node in level:
        value = int(round(tree.value[node][0][0] * rate * SCALE))
        leaves.append(max(-INT16_MAX, min(INT16_MAX, value)))


def export(model, path, note, name):
    splits, leaves = [], []
    for (stage,) in model.estimators_:
        flatten(stage.tree_, model.max_depth, model.learning_rate, splits,
                leaves)
    prior = model.init_.class_prior_
    start = int(round(np.log(prior[1] / prior[0]) * SCALE))
    with open(path, "w", encoding="ascii") as f:
        f.write("/* %s_model.h -- made by tools/model/train.py; see "
                "model.h.\n * %s */\n" % (name, note))
        f.write("#define %s_START %d\n" % (name.upper(), start))
        f.write("#define %s_DEPTH %d\n" % (name.upper(), model.max_depth))
        for kind, array, cells in (
                ("uint8_t", "features", [s[0] for s in splits]),
                ("int16_t", "limits", [s[1] for s in splits]),
                ("int16_t", "leaves", leaves)):
            f.write("static const %s %s_%s[] = {\n" % (kind, name, array))
            write_rows(f, [str(c) for c in cells])
            f.write("};\n")


def write_rows(f, cells):
    line = "   "
    for c in cells:
        if len(line) + len(c) + 2 > 79:
            f.write(line + "\n")
            line = "   "
        line += " " + c + ","
    f.write(line + "\n")


def load_rows(path):
    """name of the page -> list of numbers (empty: ruled out before)"""
    rows = {}
    with open(path, encoding="utf-8") as f:
        for line in f:
            cells = line.rstrip("\n").split("\t")
            name = re.sub(r"\.html$", "", os.path.basename(cells[0]))
            rows[name] = [int(c) for c in cells[2:]]
    return rows


def train_body(args, gold, score):
    pages = load_features(args.features)
    X, y, w = [], [], []
    for case in gold["cases"]:
        page = pages.get(os.path.basename(case["page"])[:-len(".html.gz")])
        labelled = page and label_case(case, page[0], score)
        if labelled:
            labels, phrases = labelled
            known = labels >= 0
            X.append(page[2][known])
            y.append(labels[known])
            w.append(weights(page[0], labels, phrases)[known])
    model = fit(np.concatenate(X), np.concatenate(y), np.concatenate(w),
                args.trees or 180, args.depth or 5)
    return model, "%d pages, %d blocks" % (len(X), sum(map(len, y)))


def train_verdict(args, gold, score):
    """Pages of other kinds weigh half as much as all articles together, the
    ones of the news benchmarks three times as much as the others."""
    rows = load_rows(args.features)
    X, y, w = [], [], []
    for case in gold["cases"]:
        row = rows.get(os.path.basename(case["page"])[:-len(".html.gz")])
        sources = set(case["gold"])
        if row and sources != {"readability-unit"}:
            X.append(row)
            y.append("trafilatura-other" not in sources)
            core = sources & {"aeb", "postlight", "readability"}
            w.append(3.0 if core else 1.0)
    y, w = np.array(y), np.array(w)
    w[~y] = y.sum() / (~y).sum() / 2
    model = GradientBoostingClassifier(
        n_estimators=args.trees or 150, max_depth=args.depth or 2,
        learning_rate=0.07, subsample=0.5, max_features=0.2,
        min_samples_leaf=8, random_state=1)
    model.fit(np.array(X, float), y, sample_weight=w)
    return model, "%d pages, %d of them no articles" % (len(X), (~y).sum())


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("task", choices=("body", "verdict"))
    ap.add_argument("--features", required=True)
    ap.add_argument("--gold", required=True)
    ap.add_argument("--out", required=True)
    ap.add_argument("--trees", type=int)
    ap.add_argument("--depth", type=int)
    args = ap.parse_args()
    score = load_scorer(args.gold)
    with open(os.path.join(args.gold, "gold.json"), encoding="utf-8") as f:
        gold = json.load(f)
    train = train_body if args.task == "body" else train_verdict
    model, note = train(args, gold, score)
    export(model, args.out, "%s, %d trees" % (note, len(model.estimators_)),
           args.task)


if __name__ == "__main__":
    main()
