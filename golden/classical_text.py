"""Vectorizers of texts of scikit-learn, inputs beside outputs."""

import numpy as np
from sklearn.feature_extraction import FeatureHasher
from sklearn.feature_extraction.text import CountVectorizer, HashingVectorizer, TfidfTransformer, TfidfVectorizer
from sklearn.utils import murmurhash3_32

TEXTS = [
    "The cat sat on the mat; the CAT slept.", "A dog barked at the cat, and the dog ran.", "Über den Fluß: naïve café, ÉCOLE!",
    "num_ber 42 and 3.14 at 7 o'clock", "", "日本語 テキスト 日本語", "dogs   and\tcats\nand dogs", "the the the the",
]
NEW = ["the dog sat at the café", "unknown words only?", "日本語 cats"]
COUNT = [
    {}, {"ngramRange": [1, 2]}, {"ngramRange": [2, 3]}, {"minDf": 2}, {"maxDf": 0.4, "minDf": 0.2}, {"maxFeatures": 4}, {"binary": True, "ngramRange": [1, 2]},
    {"stopWords": ["the", "and", "at"]}, {"lowercase": False}, {"stripAccents": "unicode"}, {"stripAccents": "ascii"}, {"vocabulary": ["dog", "cat", "the cat"], "ngramRange": [1, 2]},
    {"analyzer": "char", "ngramRange": [2, 3], "minDf": 3}, {"analyzer": "char_wb", "ngramRange": [3, 5], "minDf": 2},
]
TFIDF = [{}, {"sublinearTf": True}, {"smoothIdf": False}, {"norm": "l1"}, {"norm": None}, {"useIdf": False, "ngramRange": [1, 2]}, {"minDf": 2, "binary": True}]


def snake(name):
    return "".join("_" + c.lower() if c.isupper() else c for c in name)


def given(options):
    return {snake(k): tuple(v) if k == "ngramRange" else v for k, v in options.items()}


def case(kind, options):
    model = kind(**given(options)).fit(TEXTS)
    return {"kind": kind.__name__, "options": options, "terms": list(model.get_feature_names_out()),
            "fitted": model.transform(TEXTS).toarray().astype(float).tolist(), "out": model.transform(NEW).toarray().astype(float).tolist()}


def text():
    rows = [{"a": 1, "b": "x", "c": 2.5}, {"b": "y", "long name": -3, "Ü": 0}, {}]
    counts = np.array([[3, 0, 1], [2, 0, 0], [3, 1, 0], [4, 0, 0], [0, 2, 5]], float)
    return {
        "texts": TEXTS, "new": NEW,
        "cases": [case(CountVectorizer, o) for o in COUNT] + [case(TfidfVectorizer, o) for o in TFIDF],
        "analyzed": [{"analyzer": a, "ngramRange": r, "text": "ab c defg", "terms": CountVectorizer(analyzer=a, ngram_range=tuple(r)).build_analyzer()("ab c defg")}
                     for a, r in [("char_wb", [2, 5]), ("char", [1, 3]), ("char_wb", [6, 6])]],
        "hashes": [[t, int(murmurhash3_32(t, seed=0))] for t in ["", "a", "ab", "abc", "abcd", "hello world", "Ünï", "日本語", "0", "x" * 37]],
        "hashing": [{"options": o, "out": HashingVectorizer(**given(o)).transform(TEXTS).toarray().tolist()} for o in [
            {"nFeatures": 12}, {"nFeatures": 7, "alternateSign": False, "norm": "l1"}, {"nFeatures": 9, "norm": None, "binary": True}]],
        "hasher": [{"options": o, "out": FeatureHasher(**given(o)).transform(rows).toarray().tolist()} for o in [{"nFeatures": 8}, {"nFeatures": 5, "alternateSign": False}]],
        "rows": rows, "counts": counts.tolist(),
        "tfidf": [{"options": o, "out": TfidfTransformer(**given(o)).fit_transform(counts).toarray().tolist()} for o in [{}, {"sublinearTf": True}, {"smoothIdf": False, "norm": "l1"}, {"useIdf": False}]],
    }


def groups():
    return {"text": text}
