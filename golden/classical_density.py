"""Clusters of scikit-learn that need no draws: DBSCAN, HDBSCAN, agglomerative, mean shift, spectral with cluster_qr."""

import numpy as np
from sklearn.cluster import DBSCAN, HDBSCAN, AgglomerativeClustering, MeanShift, SpectralClustering, estimate_bandwidth
from sklearn.manifold import SpectralEmbedding
from sklearn.metrics import adjusted_rand_score


def clouds(rng, n, f=2):
    parts = [rng.normal(size=(n // 4, f)) * 0.4 + c for c in (0, 3)]
    ring = rng.normal(size=(n // 4, f))
    ring = 5 * ring / np.linalg.norm(ring, axis=1, keepdims=True) + 0.15 * rng.normal(size=(n // 4, f))
    noise = rng.uniform(-7, 7, size=(n - 3 * (n // 4), f))
    X = np.concatenate([*parts, ring, noise])
    return np.round(X[rng.permutation(len(X))], 4)


HDBSCANS = [{}, {"min_cluster_size": 8, "min_samples": 3}, {"cluster_selection_method": "leaf"}, {"cluster_selection_epsilon": 0.8, "min_cluster_size": 4},
            {"allow_single_cluster": True, "min_cluster_size": 20}, {"metric": "manhattan", "alpha": 1.3}, {"max_cluster_size": 35}, {"min_samples": 1}]


def settled(X, options, rng):
    """HDBSCAN where rows in another order give the same: edges of equal weight, which are many, are joined in any order."""
    try:
        return same_in_any_order(X, options, rng)
    except (KeyError, IndexError, TypeError):  # its search by epsilon fails where nothing splits off
        return None


def same_in_any_order(X, options, rng):
    first = HDBSCAN(copy=True, **options).fit(X)
    for _ in range(60):
        order = rng.permutation(len(X))
        other = HDBSCAN(copy=True, **options).fit(X[order])
        if adjusted_rand_score(first.labels_[order], other.labels_) < 1 or not np.allclose(first.probabilities_[order], other.probabilities_, atol=1e-12):
            return None
    return first


def hdbscan_cases():
    rng = np.random.default_rng(60)
    cases = []
    for options in HDBSCANS:
        found = 0
        for _ in range(400):
            X = clouds(rng, 60, 2 + found)
            its = settled(X, options, rng)
            if its is None or (its.labels_ == its.labels_[0]).all():
                continue
            cases.append({"X": X.tolist(), "options": options, "labels": its.labels_.tolist(), "probabilities": its.probabilities_.tolist()})
            found += 1
            if found == 2:
                break
        print("hdbscan", options, found)
    return cases


def groups():
    rng = np.random.default_rng(6)
    sets = [clouds(rng, 120), clouds(rng, 90, 3)]
    w = np.round(rng.uniform(0, 3, 120), 2)
    out = {"sets": [X.tolist() for X in sets], "weight": w.tolist(), "dbscan": [], "hdbscan": hdbscan_cases(), "agglomerative": [], "meanShift": [], "spectral": []}
    for s, X in enumerate(sets):
        for options in [{"eps": 0.5}, {"eps": 0.8, "min_samples": 3}, {"eps": 1.0, "min_samples": 8, "metric": "manhattan"}]:
            its = DBSCAN(**options).fit(X)
            out["dbscan"].append({"set": s, "options": options, "labels": its.labels_.tolist(), "cores": its.core_sample_indices_.tolist(), "weighted": False})
        for linkage in ["ward", "complete", "average", "single"]:
            for k in [2, 5]:
                its = AgglomerativeClustering(k, linkage=linkage, compute_distances=True).fit(X)
                out["agglomerative"].append({"set": s, "linkage": linkage, "k": k, "labels": its.labels_.tolist(), "children": its.children_.tolist(), "distances": its.distances_.tolist()})
        its = AgglomerativeClustering(None, distance_threshold=3.0, linkage="average", metric="manhattan").fit(X)
        out["agglomerative"].append({"set": s, "linkage": "average", "threshold": 3.0, "metric": "manhattan", "labels": its.labels_.tolist(), "children": its.children_.tolist(), "distances": its.distances_.tolist()})
        for options in [{"bandwidth": 2.0}, {"bandwidth": 1.2, "cluster_all": False}, {"bandwidth": 2.0, "bin_seeding": True}, {}]:
            its = MeanShift(**options).fit(X)
            out["meanShift"].append({"set": s, "options": options, "labels": its.labels_.tolist(), "centres": its.cluster_centers_.tolist(), "estimate": estimate_bandwidth(X)})
        for options in [{"gamma": 1.0}, {"affinity": "nearest_neighbors", "n_neighbors": 8}]:
            its = SpectralClustering(3, assign_labels="cluster_qr", random_state=0, **options).fit(X)
            embedding = SpectralEmbedding(2, affinity="rbf", gamma=0.5, random_state=0).fit_transform(X) if "gamma" in options else None
            out["spectral"].append({"set": s, "options": options, "labels": its.labels_.tolist(), "embedding": None if embedding is None else np.abs(embedding).tolist()})
    its = DBSCAN(eps=0.5, min_samples=4).fit(sets[0], sample_weight=w)
    out["dbscan"].append({"set": 0, "options": {"eps": 0.5, "min_samples": 4}, "labels": its.labels_.tolist(), "cores": its.core_sample_indices_.tolist(), "weighted": True})
    return {"density": out}
