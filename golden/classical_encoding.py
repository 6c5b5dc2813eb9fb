"""Encoders of scikit-learn and category_encoders on columns of words and numbers, inputs beside outputs."""

import warnings

import category_encoders as ce
import numpy as np
import pandas as pd
from sklearn import preprocessing as p

rng = np.random.RandomState(9)
N = 40
words = rng.choice(["ant", "bee", "cat", "dog", "elk"], N, p=[0.4, 0.3, 0.2, 0.05, 0.05])
sizes = rng.choice([1, 2, 5], N).astype(object)
X = [[w, int(s)] for w, s in zip(words, sizes)]
new = [["bee", 1], ["cat", 5], ["elk", 2], ["ant", 2]]
unknown = new + [["fox", 1], ["ant", 7]]
holed = [[None if i % 7 == 3 else w, s] for i, (w, s) in enumerate(X)]
amount = rng.randn(N) + (words == "ant") * 2 + sizes.astype(float) * 0.3
binary = np.where(amount > np.median(amount), "yes", "no")
many = np.where(amount > 2.5, "high", np.where(amount > 1, "middle", "low"))


def snake(name):
    return "".join("_" + c.lower() if c.isupper() else c for c in name)


def make(kind, options):
    given = {snake(k): v for k, v in options.items()}
    if kind == "OneHotEncoder":
        given["sparse_output"] = False
    if kind == "OrdinalEncoder" and "encoded_missing_value" in given:
        pass
    return getattr(p, kind)(**given)


def frame(rows):
    out = np.empty((len(rows), 2), dtype=object)
    for i, row in enumerate(rows):
        out[i] = [np.nan if cell is None else cell for cell in row]
    return out


def plain(rows):
    return [[None if cell is None or cell != cell else int(cell) if isinstance(cell, (int, np.integer)) else cell for cell in row] for row in rows.tolist()]


def case(kind, options, train, test):
    model = make(kind, options).fit(frame(train))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        out = model.transform(frame(test))
        return {"kind": kind, "options": options, "train": train, "test": test, "out": out.tolist(),
                "names": list(model.get_feature_names_out()), "back": plain(model.inverse_transform(out))}


def target(y, kind, smooth, rows=X):
    given = y.tolist()
    # In 1.9 shuffling is asked for by a splitter; a number of folds shuffles, as these here must not.
    from sklearn.model_selection import KFold, StratifiedKFold
    cv = KFold(4) if kind == "continuous" else StratifiedKFold(4)
    model = p.TargetEncoder(target_type=kind, smooth=smooth, cv=cv)
    crossed = model.fit_transform(frame(rows), y)
    return {"y": given, "targetType": kind, "smooth": smooth, "rows": rows, "crossed": crossed.tolist(),
            "out": p.TargetEncoder(target_type=kind, smooth=smooth).fit(frame(rows), y).transform(frame(unknown)).tolist(),
            "names": list(model.get_feature_names_out())}


def by_row(encoder):
    names = ["word", "size"]
    A = pd.DataFrame(X, columns=names).astype(object)
    B = pd.DataFrame(unknown, columns=names).astype(object)
    crossed = encoder.fit_transform(A, pd.Series(amount))
    return {"crossed": crossed.to_numpy(float).tolist(), "out": encoder.transform(B).to_numpy(float).tolist()}


def encoding():
    return {
        "X": X, "unknown": unknown, "amount": amount.tolist(),
        "cases": [
            case("OneHotEncoder", {}, X, new), case("OneHotEncoder", {"drop": "first"}, X, new),
            case("OneHotEncoder", {"handleUnknown": "ignore"}, holed, unknown),
            case("OneHotEncoder", {"drop": ["cat", 2]}, X, new),
            case("OneHotEncoder", {"minFrequency": 5, "handleUnknown": "infrequent_if_exist"}, X, unknown),
            case("OneHotEncoder", {"minFrequency": 0.3}, X, new),
            case("OneHotEncoder", {"maxCategories": 3, "drop": "first"}, X, new),
            case("OneHotEncoder", {"categories": [["elk", "dog", "cat", "bee", "ant"], [1, 2, 5, 7]]}, X, new),
            case("OrdinalEncoder", {}, X, new), case("OrdinalEncoder", {"encodedMissingValue": -1}, holed, holed[:5]),
            case("OrdinalEncoder", {"handleUnknown": "use_encoded_value", "unknownValue": -2}, X, unknown),
            case("OrdinalEncoder", {"maxCategories": 3}, X, new),
        ],
        "target": [target(amount, "continuous", "auto"), target(amount, "continuous", 3.0), target(binary, "binary", "auto"),
                   target(many, "multiclass", "auto"), target(many, "multiclass", 10.0), target(amount, "continuous", "auto", holed)],
        "leaveOneOut": by_row(ce.LeaveOneOutEncoder(cols=["word", "size"])),
        "catBoost": by_row(ce.CatBoostEncoder(cols=["word", "size"], a=2)),
        "binarizer": {"y": many.tolist(), "out": p.LabelBinarizer(neg_label=-1, pos_label=2).fit_transform(many).tolist(),
                      "two": binary.tolist(), "ofTwo": p.LabelBinarizer().fit_transform(binary).tolist()},
    }


def groups():
    return {"encoding": encoding}
