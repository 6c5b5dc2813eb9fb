"""UMAP by umap-learn: surroundings and graph (float32 inside), the curve, and how trustworthy its maps are."""

import warnings

import numpy as np
import umap
from sklearn.manifold import trustworthiness
from sklearn.neighbors import NearestNeighbors
from umap.umap_ import compute_membership_strengths, find_ab_params, smooth_knn_dist  # noqa: F401


def groups():
    warnings.simplefilter("ignore")
    rng = np.random.default_rng(10)
    X = np.round(rng.normal(size=(150, 5)) + 4 * rng.normal(size=(4, 5))[np.arange(150) % 4], 3)
    distances, indices = NearestNeighbors(n_neighbors=10).fit(X).kneighbors(X)
    sigma, rho = smooth_knn_dist(distances.astype(np.float32), 10.0)
    graph, _, _ = umap.umap_.fuzzy_simplicial_set(X, 10, np.random.RandomState(0), "euclidean", knn_indices=indices, knn_dists=distances.astype(np.float32))
    graph = graph.tocoo()
    scores = [float(trustworthiness(X, umap.UMAP(n_neighbors=10, random_state=s, n_jobs=1).fit_transform(X), n_neighbors=5)) for s in range(3)]
    return {"umap": {
        "X": X.tolist(), "sigma": sigma.tolist(), "rho": rho.tolist(),
        "graph": sorted([int(i), int(j), float(v)] for i, j, v in zip(graph.row, graph.col, graph.data)),
        "curves": [[d, s, *map(float, find_ab_params(s, d))] for d, s in [(0.1, 1.0), (0.5, 1.0), (0.01, 1.5)]],
        "trustworthiness": scores,
    }}
