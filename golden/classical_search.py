"""Grid search and successive halving of scikit-learn over k-NN: scores, ranks, and how many candidates get how much."""

import numpy as np
from sklearn.experimental import enable_halving_search_cv  # noqa: F401
from sklearn import model_selection as ms
from sklearn.neighbors import KNeighborsClassifier


def groups():
    rng = np.random.default_rng(2)
    X = np.round(rng.normal(size=(90, 3)), 3)
    y = (X[:, 0] + 0.8 * X[:, 1] ** 2 + 0.4 * rng.normal(size=90) > 0.6).astype(int)
    grid = {"n_neighbors": [1, 3, 5, 9], "weights": ["uniform", "distance"]}
    search = ms.GridSearchCV(KNeighborsClassifier(), grid, cv=4, return_train_score=True).fit(X, y)
    results = search.cv_results_
    halving = []
    for options, count in [
        ({}, 8), ({"factor": 2}, 8), ({"min_resources": "smallest"}, 8), ({"min_resources": 20, "factor": 2}, 12),
        ({"aggressive_elimination": True, "factor": 2, "min_resources": "smallest", "max_resources": 40}, 20),
        ({"max_resources": 60}, 30),
    ]:
        candidates = {"n_neighbors": list(range(1, count + 1))}
        its = ms.HalvingGridSearchCV(KNeighborsClassifier(), candidates, cv=3, random_state=0, **options).fit(X, y)
        halving.append({"options": options, "count": count, "candidates": its.n_candidates_, "resources": its.n_resources_})
    return {"search": {
        "X": X.tolist(), "y": y.tolist(),
        "params": results["params"],
        "meanTestScore": results["mean_test_score"].tolist(), "stdTestScore": results["std_test_score"].tolist(),
        "meanTrainScore": results["mean_train_score"].tolist(), "rankTestScore": results["rank_test_score"].tolist(),
        "bestIndex": int(search.best_index_), "halving": halving,
    }}
