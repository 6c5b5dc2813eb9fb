"""Neighbours, and what is built on them, from scikit-learn."""

import numpy as np
from sklearn.neighbors import (
    KernelDensity,
    KNeighborsClassifier,
    KNeighborsRegressor,
    LocalOutlierFactor,
    NearestCentroid,
    NearestNeighbors,
    NeighborhoodComponentsAnalysis,
    RadiusNeighborsClassifier,
    RadiusNeighborsRegressor,
)

METRICS = [("euclidean", 2), ("manhattan", 2), ("chebyshev", 2), ("minkowski", 3), ("cosine", 2)]


def data():
    rng = np.random.default_rng(20)
    X = rng.normal(size=(80, 3)) + np.repeat([[0, 0, 0], [2, 1, 0]], 40, axis=0)
    y = np.repeat([0, 1], 40)
    y[::7] = 2
    return X, y, X[:, 0] ** 2 + X[:, 1] + rng.normal(scale=0.1, size=80), rng.normal(size=(12, 3)) + [1, 0.5, 0]


def search():
    X, _, _, Q = data()
    found = {}
    for metric, p in METRICS:
        distances, indices = NearestNeighbors(n_neighbors=4, metric=metric, p=p, algorithm="brute").fit(X).kneighbors(Q)
        found[metric] = {"p": p, "distances": distances.tolist(), "indices": indices.tolist()}
    return found


def estimators():
    X, y, t, Q = data()
    out = {}
    for weights in ["uniform", "distance"]:
        k = KNeighborsClassifier(n_neighbors=7, weights=weights).fit(X, y)
        r = RadiusNeighborsClassifier(radius=1.2, weights=weights, outlier_label=1).fit(X, y)
        out[weights] = {
            "proba": k.predict_proba(Q).tolist(),
            "regression": KNeighborsRegressor(n_neighbors=7, weights=weights).fit(X, t).predict(Q).tolist(),
            "radius_proba": r.predict_proba(Q).tolist(),
            "radius_regression": RadiusNeighborsRegressor(radius=2.5, weights=weights).fit(X, t).predict(Q).tolist(),
        }
    return out


def centroids():
    X, y, _, Q = data()
    out = []
    for options in [
        {"metric": "euclidean", "shrink_threshold": None, "priors": "uniform"},
        {"metric": "manhattan", "shrink_threshold": None, "priors": "uniform"},
        {"metric": "euclidean", "shrink_threshold": 0.7, "priors": "empirical"},
        {"metric": "euclidean", "shrink_threshold": 0.2, "priors": [0.2, 0.3, 0.5]},
    ]:
        m = NearestCentroid(**options).fit(X, y)
        out.append(
            {
                "options": options,
                "centroids": m.centroids_.tolist(),
                "deviations": m.deviations_.tolist(),
                "within_class_std_dev": m.within_class_std_dev_.tolist(),
                "predict": m.predict(Q).tolist(),
                **(
                    {"decision": m.decision_function(Q).tolist(), "proba": m.predict_proba(Q).tolist()}
                    if options["metric"] == "euclidean"
                    else {}
                ),
            }
        )
    return out


def outliers():
    X, _, _, Q = data()
    fitted = LocalOutlierFactor(n_neighbors=10, contamination=0.1).fit(X)
    novel = LocalOutlierFactor(n_neighbors=15, novelty=True, metric="manhattan").fit(X)
    return {
        "negative_outlier_factor": fitted.negative_outlier_factor_.tolist(),
        "offset": float(fitted.offset_),
        "labels": LocalOutlierFactor(n_neighbors=10, contamination=0.1).fit_predict(X).tolist(),
        "scores": novel.score_samples(Q).tolist(),
        "predict": novel.predict(Q).tolist(),
    }


def densities():
    X, _, _, Q = data()
    weight = np.arange(1, 81) / 10
    found = []
    for kernel in ["gaussian", "tophat", "epanechnikov", "exponential", "linear", "cosine"]:
        for columns in [1, 2, 3]:
            # scikit-learn's cosine kernel does not integrate to 1 in two dimensions.
            if kernel == "cosine" and columns == 2:
                continue
            m = KernelDensity(kernel=kernel, bandwidth=0.9, rtol=0, atol=0).fit(X[:, :columns], sample_weight=weight)
            found.append({"kernel": kernel, "columns": columns, "scores": m.score_samples(Q[:, :columns]).tolist()})
    rules = {rule: float(KernelDensity(bandwidth=rule).fit(X).bandwidth_) for rule in ["scott", "silverman"]}
    return {"weight": weight.tolist(), "found": found, "rules": rules}


def components():
    """The objective, Σ p, and its gradient at a given map; and the objective that is reached."""
    X, y, _, _ = data()
    A = np.array([[0.5, 0.2, -0.1], [0.1, -0.4, 0.3]])
    m = NeighborhoodComponentsAnalysis(n_components=2, init=A, tol=1e-10, max_iter=500).fit(X, y)
    same = y[:, None] == y[None, :]
    m.n_iter_ = 0
    loss, gradient = m._loss_grad_lbfgs(A.ravel(), X, same, -1.0)
    reached, _ = m._loss_grad_lbfgs(m.components_.ravel(), X, same, -1.0)
    return {"A": A.tolist(), "objective": float(-loss), "gradient": (-gradient).tolist(), "reached": float(-reached)}


def groups():
    X, y, t, Q = data()

    def value():
        return {
            "X": X.tolist(),
            "y": y.tolist(),
            "t": t.tolist(),
            "Q": Q.tolist(),
            "search": search(),
            "estimators": estimators(),
            "centroids": centroids(),
            "outliers": outliers(),
            "densities": densities(),
            "components": components(),
        }

    return {"neighbors": value}
