"""k-means of scikit-learn from given centres, with one core's arithmetic, and mixtures from given parameters."""

import numpy as np
from sklearn.cluster import KMeans
from sklearn.mixture import GaussianMixture


def blobs(rng, n, f, k, spread):
    centres = rng.normal(size=(k, f)) * 3
    labels = rng.integers(0, k, n)
    return np.round(centres[labels] + spread * rng.normal(size=(n, f)), 3)


def groups():
    rng = np.random.default_rng(5)
    cases = []
    for n, f, k, spread, weighted in [(60, 2, 3, 1.0, False), (80, 5, 4, 2.5, True), (50, 1, 3, 1.5, False), (40, 3, 8, 3.0, False)]:
        X = blobs(rng, n, f, k, spread)
        init = X[rng.choice(n, k, replace=False)]
        w = np.round(rng.uniform(0, 2, n), 2) if weighted else None
        its = KMeans(k, init=init, n_init=1, algorithm="lloyd").fit(X, sample_weight=w)
        cases.append({
            "X": X.tolist(), "init": init.tolist(), "weight": None if w is None else w.tolist(),
            "labels": its.labels_.tolist(), "centres": its.cluster_centers_.tolist(), "inertia": its.inertia_, "iterations": its.n_iter_,
            "transform": its.transform(X[:5]).tolist(), "score": its.score(X, sample_weight=w),
        })
    # Two centres that begin far away from every row: one is moved to the farthest row.
    X = blobs(rng, 30, 2, 3, 0.5)
    init = np.array([[0.0, 0.0], [50.0, 50.0], [60.0, 60.0]])
    its = KMeans(3, init=init, n_init=1).fit(X)
    cases.append({"X": X.tolist(), "init": init.tolist(), "weight": None, "labels": its.labels_.tolist(), "centres": its.cluster_centers_.tolist(),
                  "inertia": its.inertia_, "iterations": its.n_iter_, "transform": its.transform(X[:5]).tolist(), "score": its.score(X)})

    mixtures = []
    X = blobs(rng, 90, 2, 3, 1.0)
    means, weights = X[[0, 30, 60]], np.array([0.5, 0.3, 0.2])
    for kind in ["full", "tied", "diag", "spherical"]:
        precisions = {"full": np.stack([np.eye(2) * (1 + i) for i in range(3)]), "tied": np.eye(2), "diag": np.ones((3, 2)), "spherical": np.ones(3)}[kind]
        its = GaussianMixture(3, covariance_type=kind, means_init=means, weights_init=weights, precisions_init=precisions, max_iter=200, tol=1e-8).fit(X)
        mixtures.append({
            "kind": kind, "weights": its.weights_.tolist(), "means": its.means_.tolist(), "covariances": its.covariances_.tolist(),
            "lowerBound": its.lower_bound_, "probabilities": its.predict_proba(X[:6]).tolist(), "scores": its.score_samples(X[:6]).tolist(),
            "aic": its.aic(X), "bic": its.bic(X), "precisionsInit": precisions.tolist(),
        })
    return {"kmeans": cases, "mixture": {"X": X.tolist(), "means": means.tolist(), "weights": weights.tolist(), "cases": mixtures}}
