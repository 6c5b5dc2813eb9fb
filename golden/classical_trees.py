"""Decision trees from scikit-learn: every node of trees that do not depend on the random order of features.

scikit-learn rounds X to float32 and breaks ties between equally good cuts by chance. The inputs here are float32 numbers, and a case is
kept only where ten seeds give one tree; each case takes the first noise in its targets for which that is so.
"""

import numpy as np
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

SEEDS = range(10)


def snake(name):
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


def inputs():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(160, 4)).astype(np.float32).astype(float)
    missing = X.copy()
    missing[rng.uniform(size=X.shape) < 0.15] = np.nan
    return {
        "X": X,
        "missing": missing,
        "weight": rng.integers(0, 4, size=160).astype(float),
        "test": rng.normal(size=(30, 4)).astype(np.float32).astype(float),
    }


def target(name, X, seed):
    rng = np.random.default_rng(seed)
    signal = X[:, 0] + np.sin(2 * X[:, 1]) + 0.5 * X[:, 2] * X[:, 0]
    if name == "counts":
        return rng.poisson(np.exp(0.5 * signal)).astype(float)
    noisy = signal + 0.4 * rng.normal(size=len(X))
    if name == "real":
        return np.round(noisy, 6)
    return np.digitize(noisy, [0] if name == "two" else [-0.7, 0.8])


CASES = [
    ("classifier", "two", "X", {"maxDepth": 4, "minSamplesLeaf": 5}),
    ("classifier", "three", "X", {"maxDepth": 4, "minSamplesLeaf": 5}),
    ("classifier", "three", "X", {"criterion": "entropy", "maxDepth": 4, "minSamplesLeaf": 5}),
    ("classifier", "two", "X", {"maxDepth": 4, "minSamplesLeaf": 5, "weighted": True}),
    ("classifier", "three", "X", {"criterion": "log_loss", "minSamplesLeaf": 6, "classWeight": "balanced"}),
    ("classifier", "two", "X", {"minSamplesLeaf": 5, "classWeight": {"0": 2.5}}),
    ("classifier", "three", "X", {"maxLeafNodes": 9, "minSamplesLeaf": 5}),
    ("classifier", "three", "X", {"minImpurityDecrease": 0.01, "minSamplesLeaf": 5}),
    ("classifier", "three", "X", {"ccpAlpha": 0.012, "minSamplesLeaf": 5}),
    ("classifier", "three", "X", {"minSamplesSplit": 0.2, "minSamplesLeaf": 0.04}),
    ("classifier", "three", "X", {"minWeightFractionLeaf": 0.06, "weighted": True, "maxDepth": 6}),
    ("classifier", "three", "missing", {"maxDepth": 4, "minSamplesLeaf": 6}),
    ("classifier", "two", "missing", {"criterion": "entropy", "minSamplesLeaf": 7}),
    ("classifier", "two", "X", {"maxDepth": 5, "minSamplesLeaf": 5, "monotonicCst": [1, 0, -1, 0]}),
    ("regressor", "real", "X", {"minSamplesLeaf": 5}),
    ("regressor", "real", "X", {"minSamplesLeaf": 5, "weighted": True}),
    ("regressor", "real", "X", {"maxLeafNodes": 11, "minSamplesLeaf": 4}),
    ("regressor", "real", "X", {"ccpAlpha": 0.02, "minSamplesLeaf": 5}),
    ("regressor", "real", "X", {"minImpurityDecrease": 0.02, "minSamplesLeaf": 5}),
    ("regressor", "real", "missing", {"minSamplesLeaf": 7}),
    ("regressor", "real", "X", {"minSamplesLeaf": 5, "monotonicCst": [1, 0, -1, 0]}),
    ("regressor", "real", "X", {"maxLeafNodes": 9, "minSamplesLeaf": 5, "monotonicCst": [1, 0, -1, 0]}),
    ("regressor", "real", "X", {"criterion": "absolute_error", "minSamplesLeaf": 5}),
    ("regressor", "real", "X", {"criterion": "absolute_error", "minSamplesLeaf": 5, "weighted": True}),
    ("regressor", "counts", "X", {"criterion": "poisson", "minSamplesLeaf": 5}),
    ("regressor", "counts", "X", {"criterion": "poisson", "maxDepth": 4, "minSamplesLeaf": 5, "weighted": True}),
    ("regressor", "counts", "missing", {"criterion": "poisson", "minSamplesLeaf": 8}),
]


def fit(kind, y, X, options, weight):
    """The tree and its pruning path, or None where seeds disagree."""
    given = {snake(key): value for key, value in options.items() if key != "weighted"}
    if isinstance(given.get("class_weight"), dict):
        given["class_weight"] = {int(key): value for key, value in given["class_weight"].items()}
    Kind = DecisionTreeClassifier if kind == "classifier" else DecisionTreeRegressor
    first = None
    for seed in SEEDS:
        model = Kind(random_state=seed, **given)
        path = model.cost_complexity_pruning_path(X, y, sample_weight=weight)
        tree = model.fit(X, y, sample_weight=weight).tree_
        if first is None:
            first = model, path
        elif not same(tree, first[0].tree_) or len(path.ccp_alphas) != len(first[1].ccp_alphas):
            return None
    return first


def same(one, other):
    return np.array_equal(one.feature, other.feature) and np.array_equal(one.threshold, other.threshold)


def case(kind, name, rows, options, data):
    weight = data["weight"] if options.get("weighted") else None
    for seed in range(1000):
        y = target(name, data["X"], seed)
        found = fit(kind, y, data[rows], options, weight)
        if found:
            break
    else:
        raise ValueError(f"{kind} {name} {rows} {options}: every target depends on the seed")
    model, path = found
    tree = model.tree_
    return {
        "kind": kind,
        "y": y.tolist(),
        "rows": rows,
        "weighted": bool(options.get("weighted")),
        "options": {key: value for key, value in options.items() if key != "weighted"},
        "childrenLeft": tree.children_left.tolist(),
        "childrenRight": tree.children_right.tolist(),
        "feature": tree.feature.tolist(),
        "threshold": tree.threshold.tolist(),
        "missingGoToLeft": tree.missing_go_to_left.tolist(),
        "impurity": tree.impurity.tolist(),
        "nNodeSamples": tree.n_node_samples.tolist(),
        "weightedNNodeSamples": tree.weighted_n_node_samples.tolist(),
        "value": tree.value.ravel().tolist(),
        "importances": model.feature_importances_.tolist(),
        "ccpAlphas": path.ccp_alphas.tolist(),
        "impurities": path.impurities.tolist(),
        "predicted": model.predict(data["test"]).tolist(),
        "depth": int(model.get_depth()),
    }


def trees():
    data = inputs()
    return {
        "inputs": {key: value.tolist() for key, value in data.items()},
        "cases": [case(*parts, data) for parts in CASES],
    }


def groups():
    return {"trees": trees}
