"""Histogram boosting from scikit-learn, and XGBoost, where chance has no say.

Equally good cuts are chosen by rounding: a case takes the first noise in its targets for which refits with the rows in another order give the same
model. The columns: a, b, c numbers, d numbers with missing values, e categories with missing values (0 to 7, and unknown ones in the test).
"""

import numpy as np
import xgboost
from classical_trees import snake
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.ensemble._hist_gradient_boosting.binning import _find_binning_thresholds

ROWS = 401
TEST = 60


def columns(rng, rows, categories):
    X = rng.normal(size=(rows, 5)).astype(np.float32).astype(float)
    X[:, 2] = np.round(X[:, 2])
    X[rng.random(rows) < 0.2, 3] = np.nan
    X[:, 4] = rng.integers(0, categories, size=rows)
    X[rng.random(rows) < 0.1, 4] = np.nan
    return X


def inputs():
    rng = np.random.default_rng(7)
    return {
        "X": columns(rng, ROWS, 8),
        "test": columns(rng, TEST, 10),
        "weight": rng.integers(1, 4, size=ROWS).astype(float),
    }


def target(name, X, seed):
    rng = np.random.default_rng(seed)
    lift = np.array([0.5, -0.7, 0.2, 1.1, -0.4, 0.0, 0.8, -1.0])[np.nan_to_num(X[:, 4], nan=5).astype(int)]
    signal = X[:, 0] + np.sin(2 * X[:, 1]) + 0.4 * X[:, 2] + np.where(np.isnan(X[:, 3]), 0.8, 0.5 * X[:, 3]) + lift
    noisy = signal + 0.5 * rng.normal(size=len(X))
    if name == "real":
        return np.round(noisy, 6)
    if name == "positive":
        return np.round(np.exp(0.5 * noisy), 6)
    if name == "counts":
        return np.floor(np.exp(0.5 * noisy)).astype(float)
    return np.digitize(noisy, [0] if name == "two" else [-0.7, 0.9])


CASES = [
    ("real", {}),
    ("real", {"weighted": True, "minSamplesLeaf": 7}),
    ("real", {"l2Regularization": 3.0, "maxDepth": 3, "maxLeafNodes": None, "minSamplesLeaf": 5}),
    ("real", {"maxBins": 16}),
    ("real", {"maxBins": 16, "weighted": True}),
    ("real", {"categoricalFeatures": [4], "minSamplesLeaf": 10}),
    ("real", {"monotonicCst": [1, -1, 0, 1, 0], "minSamplesLeaf": 8}),
    ("real", {"interactionCst": [[0, 1], [2, 3]], "minSamplesLeaf": 8}),
    ("real", {"loss": "absolute_error", "minSamplesLeaf": 15}),
    ("real", {"loss": "absolute_error", "weighted": True, "minSamplesLeaf": 15}),
    ("real", {"loss": "quantile", "quantile": 0.8, "minSamplesLeaf": 15}),
    ("counts", {"loss": "poisson"}),
    ("positive", {"loss": "gamma", "weighted": True}),
    ("two", {}),
    ("two", {"weighted": True, "categoricalFeatures": [4], "minSamplesLeaf": 10}),
    ("two", {"classWeight": "balanced", "maxLeafNodes": 6}),
    ("two", {"monotonicCst": [1, 0, 0, 0, 0]}),
    ("three", {"maxLeafNodes": 8}),
    ("three", {"categoricalFeatures": [4], "maxLeafNodes": 8, "minSamplesLeaf": 12}),
]


def fitted(name, options, X, y, weight):
    given = {snake(key): value for key, value in options.items() if key != "weighted"}
    given.setdefault("categorical_features", None)
    Kind = HistGradientBoostingClassifier if name in ("two", "three") else HistGradientBoostingRegressor
    model = Kind(**{"max_iter": 12, "early_stopping": False, **given})
    return model.fit(X, y, sample_weight=weight if options.get("weighted") else None)


def agreed(data, make_target, fit, outcome, reverses=False):
    """The first target of which the model does not depend on the order of the rows, nor of the columns where it `reverses` them."""
    for seed in range(400):
        y = make_target(seed)
        model = fit(data["X"], y, data["weight"])
        wanted = outcome(model, data["test"])
        for chance in range(4):
            rng = np.random.default_rng(chance)
            rows = rng.permutation(ROWS)
            order = slice(None, None, -1 if reverses else 1)
            other = fit(data["X"][rows][:, order], y[rows], data["weight"][rows])
            if not np.allclose(outcome(other, data["test"][:, order]), wanted, rtol=0, atol=1e-5):
                break
        else:
            return y, model
    raise ValueError("every target depends on the order")


def hist_case(name, options, data):
    def fit(X, y, weight):
        return fitted(name, options, X, y, weight)

    y, model = agreed(data, lambda seed: target(name, data["X"], seed), fit, lambda m, X: m._raw_predict(X))
    staged = list(model.staged_predict(data["test"]))
    return {
        "y": y.tolist(),
        "weighted": bool(options.get("weighted")),
        "options": {"maxIter": 12, "earlyStopping": False, **{k: v for k, v in options.items() if k != "weighted"}},
        "raw": model._raw_predict(data["test"]).T.tolist(),
        "fitted": model._raw_predict(data["X"])[::8].T.tolist(),
        "predicted": model.predict(data["test"]).tolist(),
        "staged": staged[3].tolist(),
        "leaves": [predictor.get_n_leaf_nodes() for step in model._predictors for predictor in step],
    }


def edges():
    rng = np.random.default_rng(3)
    many = np.round(rng.normal(size=300), 4)
    many[::17] = np.nan
    few = rng.integers(0, 9, size=80).astype(float)
    weight = rng.integers(0, 4, size=300).astype(float)
    return [
        {"x": x.tolist(), "weight": w if w is None else w.tolist(), "bins": b,
         "edges": _find_binning_thresholds(x, b, w).tolist()}
        for x, b, w in [(few, 255, None), (many, 250, None), (many, 10, None), (many, 16, weight), (few, 5, None)]
    ]


def groups():
    data = inputs()
    return {
        "histogram": lambda: {
            "inputs": {key: value.tolist() for key, value in data.items()},
            "edges": edges(),
            "cases": [hist_case(name, options, data) for name, options in CASES],
        },
        "xgboost": lambda: {"cases": [xgboost_case(name, options, data) for name, options in XGBOOST]},
    }


XGBOOST = [
    ("real", {"treeMethod": "exact"}),
    ("real", {"treeMethod": "exact", "weighted": True, "regAlpha": 0.7, "regLambda": 2.0, "maxDepth": 4}),
    ("real", {"treeMethod": "exact", "gamma": 3.0, "minChildWeight": 6}),
    ("real", {"treeMethod": "hist", "maxDepth": 3}),
    ("real", {"treeMethod": "hist", "gamma": 2.0, "minChildWeight": 3, "regAlpha": 0.3}),
    ("two", {"treeMethod": "exact", "maxDepth": 4}),
    ("two", {"treeMethod": "hist", "weighted": True, "maxDepth": 3}),
    ("three", {"treeMethod": "exact", "maxDepth": 3}),
    ("three", {"treeMethod": "hist", "maxDepth": 3, "minChildWeight": 2}),
]


def coarse(X):
    """Few values, on a grid: the cuts of "hist" are then all values."""
    return np.round(X * 8) / 8


def mixed(X):
    """Rows whose values are those of other rows, column by column."""
    return np.array([[X[(37 * i + 11 * j) % ROWS, j] for j in range(5)] for i in range(TEST)])


def xgboost_case(name, options, data):
    isHist = options["treeMethod"] == "hist"
    given = {snake(key): value for key, value in options.items() if key != "weighted"}
    Kind = xgboost.XGBRegressor if name == "real" else xgboost.XGBClassifier
    X = coarse(data["X"])
    inner = {"X": X, "test": mixed(X), "weight": data["weight"]} if isHist else data

    def fit(X, y, weight):
        model = Kind(**{"n_estimators": 8, "n_jobs": 1, **given})
        return model.fit(X, y, sample_weight=weight if options.get("weighted") else None)

    def outcome(model, X):
        return model.predict(X, output_margin=True)

    y, model = agreed(inner, lambda seed: target(name, inner["X"], seed), fit, outcome, reverses=isHist)
    booster = model.get_booster()
    frame = booster.trees_to_dataframe()
    trees = []
    for tree in range(3):
        nodes = frame[frame["Tree"] == tree].set_index("ID")

        def walk(key):
            row = nodes.loc[key]
            if row["Feature"] == "Leaf":
                return [{"leaf": float(row["Gain"]), "cover": float(row["Cover"])}]
            split = {
                "column": int(row["Feature"][1:]),
                "threshold": float(row["Split"]),
                "gain": float(row["Gain"]),
                "cover": float(row["Cover"]),
                "missingLeft": bool(row["Missing"] == row["Yes"]),
            }
            return [split] + walk(row["Yes"]) + walk(row["No"])

        trees.append(walk(f"{tree}-0"))
    return {
        "y": y.tolist(),
        "coarse": isHist,
        "weighted": bool(options.get("weighted")),
        "options": {"nEstimators": 8, **{k: v for k, v in options.items() if k != "weighted"}},
        "margin": np.atleast_2d(outcome(model, inner["test"]).T).astype(float).tolist(),
        "fitted": np.atleast_2d(outcome(model, inner["X"])[::8].T).astype(float).tolist(),
        "importances": model.feature_importances_.astype(float).tolist(),
        "trees": trees,
    }
