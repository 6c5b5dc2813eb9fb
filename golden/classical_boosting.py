"""Boosting from scikit-learn, where chance has no say.

The inputs are float32 numbers. scikit-learn decides equally good cuts by chance or by rounding, so a case takes the first noise in its targets for which
24 more fits give the same model: other seeds, some features negated, rows in another order. 161 rows: of an odd number the interpolated median is a row's own value, as is the 0.9-quantile. AdaBoost.R2 draws rows
by weight; here the draw is replaced by an even one, row ((t + ½) / N) of the weights' distribution function for t = 0 … N − 1.
"""

import numpy as np
from classical_trees import snake
from sklearn.ensemble import (
    AdaBoostClassifier,
    AdaBoostRegressor,
    GradientBoostingClassifier,
    GradientBoostingRegressor,
)
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

ROWS = 161


def inputs():
    rng = np.random.default_rng(1)
    X = rng.normal(size=(ROWS, 4)).astype(np.float32).astype(float)
    return {
        "X": X,
        "weight": rng.integers(0, 4, size=ROWS).astype(float),
        "test": rng.normal(size=(25, 4)).astype(np.float32).astype(float),
    }


def target(name, X, seed):
    rng = np.random.default_rng(seed)
    signal = X[:, 0] + np.sin(2 * X[:, 1]) + 0.5 * X[:, 2] * X[:, 0]
    noisy = signal + 0.4 * rng.normal(size=len(X))
    if name == "real":
        return np.round(noisy, 6)
    return np.digitize(noisy, [0] if name == "two" else [-0.7, 0.8])


GRADIENT = [
    ("real", {}),
    ("real", {"weighted": True, "learningRate": 0.3}),
    ("real", {"loss": "absolute_error", "maxDepth": 2, "minSamplesLeaf": 4}),
    ("real", {"loss": "absolute_error", "weighted": True, "maxDepth": 2, "minSamplesLeaf": 4}),
    ("real", {"loss": "huber", "alpha": 0.8}),
    ("real", {"loss": "huber", "weighted": True}),
    ("real", {"loss": "quantile", "alpha": 0.9, "maxDepth": 2, "minSamplesLeaf": 4}),
    ("real", {"loss": "quantile", "alpha": 0.3, "weighted": True, "maxDepth": 2, "minSamplesLeaf": 4}),
    ("real", {"maxLeafNodes": 5, "maxDepth": None}),
    ("real", {"ccpAlpha": 0.01, "minSamplesLeaf": 3}),
    ("two", {}),
    ("two", {"weighted": True, "minSamplesLeaf": 3}),
    ("two", {"loss": "exponential", "maxDepth": 2}),
    ("two", {"init": "zero", "maxDepth": 2}),
    ("three", {"maxDepth": 2, "minSamplesLeaf": 4}),
    ("three", {"weighted": True, "maxDepth": 2, "learningRate": 0.5}),
]


def gradient_model(name, options, seed):
    given = {snake(key): value for key, value in options.items() if key != "weighted"}
    Kind = GradientBoostingRegressor if name == "real" else GradientBoostingClassifier
    return Kind(**{"n_estimators": 12, "min_samples_leaf": 2, "random_state": seed, **given})


def gradient_case(name, options, data):
    def fit(data, y, chance):
        weight = data["weight"] if options.get("weighted") else None
        return gradient_model(name, options, chance).fit(data["X"], y, sample_weight=weight)

    def outcome(model, data):
        return everything(model._raw_predict(data["test"].astype(np.float32)), model)

    y, model = agreed(lambda seed: target(name, data["X"], seed), fit, outcome, data)
    staged = model.staged_predict if name == "real" else model.staged_decision_function
    return {
        "y": y.tolist(),
        "weighted": bool(options.get("weighted")),
        "options": {
            "nEstimators": 12,
            "minSamplesLeaf": 2,
            **{key: value for key, value in options.items() if key != "weighted"},
        },
        "staged": [np.asarray(raw).ravel().tolist() for raw in list(staged(data["test"]))[::4]],
        "raw": model._raw_predict(data["X"].astype(np.float32)).ravel().tolist(),
        "proba": None if name == "real" else model.predict_proba(data["test"]).ravel().tolist(),
        "predicted": model.predict(data["test"]).tolist(),
        "trainScore": model.train_score_.tolist(),
        "importances": model.feature_importances_.tolist(),
    }


def everything(outputs, model):
    """With the importances: two features may part the rows alike."""
    return np.concatenate([np.ravel(outputs), model.feature_importances_])


def agreed(make_target, fit, outcome, data, may_shuffle=True):
    """The first target for which the model depends neither on the seed nor on the signs of features or the order of rows."""
    for seed in range(3000):
        y = make_target(seed)
        given = fit(data, y, 0)
        wanted = outcome(given, data)
        if all(close(outcome(*refit(data, y, fit, chance, may_shuffle)), wanted) for chance in range(1, 25)):
            return y, given
    raise ValueError("every target depends on the seed")


def refit(data, y, fit, chance, may_shuffle):
    rng = np.random.default_rng(chance)
    signs = rng.choice([-1.0, 1.0], size=data["X"].shape[1])
    order = rng.permutation(ROWS) if may_shuffle else np.arange(ROWS)
    other = {"X": data["X"][order] * signs, "weight": data["weight"][order], "test": data["test"] * signs}
    return fit(other, y[order], chance), other


def close(one, other):
    return one.shape == other.shape and np.allclose(one, other, rtol=0, atol=1e-11)


ADA = [
    ("two", {}, 1),
    ("two", {"weighted": True, "learningRate": 0.5}, 1),
    ("three", {}, 1),
    ("three", {"weighted": True}, 2),
]


def ada_case(name, options, depth, data):
    given = {snake(key): value for key, value in options.items() if key != "weighted"}

    def fit(data, y, chance):
        weight = data["weight"] if options.get("weighted") else None
        tree = DecisionTreeClassifier(max_depth=depth, min_samples_leaf=4)
        model = AdaBoostClassifier(tree, n_estimators=15, random_state=chance, **given)
        return model.fit(data["X"], y, sample_weight=weight)

    def outcome(model, data):
        return everything(model.decision_function(data["test"]), model)

    y, model = agreed(lambda seed: target(name, data["X"], seed), fit, outcome, data)
    return {
        "y": y.tolist(),
        "weighted": bool(options.get("weighted")),
        "depth": depth,
        "options": {"nEstimators": 15, **{key: value for key, value in options.items() if key != "weighted"}},
        "weights": model.estimator_weights_[: len(model.estimators_)].tolist(),
        "errors": model.estimator_errors_[: len(model.estimators_)].tolist(),
        "decisions": np.asarray(model.decision_function(data["test"])).ravel().tolist(),
        "proba": model.predict_proba(data["test"]).ravel().tolist(),
        "predicted": model.predict(data["test"]).tolist(),
        "importances": model.feature_importances_.tolist(),
    }


class Evenly(np.random.RandomState):
    """Draws rows at even steps of the distribution function."""

    def choice(self, a, size=None, replace=True, p=None):
        return np.searchsorted(np.cumsum(p), (np.arange(size) + 0.5) / size)


def r2_case(loss, weighted, data):
    def fit(data, y, chance):
        weight = data["weight"] if weighted else None
        tree = DecisionTreeRegressor(max_depth=3, min_samples_leaf=4)
        model = AdaBoostRegressor(tree, n_estimators=12, loss=loss, random_state=Evenly(chance))
        return model.fit(data["X"], y, sample_weight=weight)

    def outcome(model, data):
        return everything(model.predict(data["test"]), model)

    y, model = agreed(lambda seed: target("real", data["X"], seed), fit, outcome, data, may_shuffle=False)
    return {
        "y": y.tolist(),
        "loss": loss,
        "weighted": weighted,
        "weights": model.estimator_weights_[: len(model.estimators_)].tolist(),
        "errors": model.estimator_errors_[: len(model.estimators_)].tolist(),
        "predicted": model.predict(data["test"]).tolist(),
        "importances": model.feature_importances_.tolist(),
    }


def boosting():
    data = inputs()
    return {
        "inputs": {key: value.tolist() for key, value in data.items()},
        "gradient": [gradient_case(name, options, data) for name, options in GRADIENT],
        "ada": [ada_case(*parts, data) for parts in ADA],
        "r2": [r2_case(loss, weighted, data) for loss in ("linear", "square", "exponential") for weighted in (False, True)],
    }


def groups():
    return {"boosting": boosting}
