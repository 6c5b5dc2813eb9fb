"""Forests, bagging and isolation forests from scikit-learn, over seeds: how good they are and how much that varies.

Chance is part of these methods, so that tests compare quality: the mean and the standard deviation over twenty seeds of the score on rows kept apart,
and of the out-of-bag score. Isolation forests: the scores of each test row, their mean and standard deviation over seeds.
"""

import numpy as np
from sklearn.ensemble import (
    BaggingClassifier,
    BaggingRegressor,
    ExtraTreesClassifier,
    ExtraTreesRegressor,
    IsolationForest,
    RandomForestClassifier,
    RandomForestRegressor,
)
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

SEEDS = 20


def inputs():
    rng = np.random.default_rng(7)
    X = np.round(rng.normal(size=(500, 6)), 3).astype(np.float32).astype(float)
    signal = X[:, 0] + np.sin(2 * X[:, 1]) + 0.7 * X[:, 2] * X[:, 0]
    noisy = signal + 0.5 * rng.normal(size=500)
    return {"X": X, "real": np.round(noisy, 4), "classes": np.digitize(noisy, [-0.7, 0.8])}


MODELS = {
    "DecisionTreeClassifier": (DecisionTreeClassifier, {}),
    "DecisionTreeRegressor": (DecisionTreeRegressor, {}),
    "DecisionTreeClassifierRandom": (DecisionTreeClassifier, {"splitter": "random"}),
    "RandomForestClassifier": (RandomForestClassifier, {"n_estimators": 40, "oob_score": True}),
    "RandomForestRegressor": (RandomForestRegressor, {"n_estimators": 40, "oob_score": True}),
    "ExtraTreesClassifier": (ExtraTreesClassifier, {"n_estimators": 40}),
    "ExtraTreesRegressor": (ExtraTreesRegressor, {"n_estimators": 40, "bootstrap": True, "oob_score": True}),
    "BaggingClassifier": (BaggingClassifier, {"n_estimators": 30, "max_features": 4, "oob_score": True}),
    "BaggingRegressor": (BaggingRegressor, {"n_estimators": 30, "max_samples": 200, "oob_score": True}),
}


def quality(Kind, options, data):
    y = data["classes"] if "Classifier" in Kind.__name__ else data["real"]
    half = len(y) // 2
    scores, oob = [], []
    for seed in range(SEEDS):
        model = Kind(random_state=seed, **options).fit(data["X"][:half], y[:half])
        scores.append(model.score(data["X"][half:], y[half:]))
        oob.append(getattr(model, "oob_score_", np.nan))
    return {"mean": np.mean(scores), "sd": np.std(scores, ddof=1), "oobMean": np.mean(oob), "oobSd": np.std(oob, ddof=1)}


def isolation(data):
    rng = np.random.default_rng(3)
    test = np.round(np.vstack([data["X"][:20], rng.normal(size=(5, 6)) + 6]), 3)
    rows = data["X"][:300]
    scores = np.array([IsolationForest(random_state=seed).fit(rows).score_samples(test) for seed in range(SEEDS)])
    return {
        "test": test.tolist(),
        "mean": scores.mean(axis=0).tolist(),
        "sd": scores.std(axis=0, ddof=1).tolist(),
    }


def forests():
    data = inputs()
    return {
        "inputs": {key: value.tolist() for key, value in data.items()},
        "quality": {name: quality(*model, data) for name, model in MODELS.items()},
        "isolation": isolation(data),
    }


def groups():
    return {"forests": forests}
