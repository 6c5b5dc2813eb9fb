"""Isomap and multidimensional scaling of scikit-learn: embeddings up to signs, SMACOF's steps from a given start."""

import warnings

import numpy as np
from scipy.spatial.distance import pdist, squareform
from sklearn.manifold import Isomap, smacof


def groups():
    warnings.simplefilter("ignore")
    rng = np.random.default_rng(9)
    t = 1.5 * np.pi * (1 + rng.uniform(size=120))
    X = np.round(np.stack([t * np.cos(t), 10 * rng.uniform(size=120), t * np.sin(t)], axis=1), 3)
    its = Isomap(n_neighbors=8, n_components=2).fit(X)
    new = np.round(X[:6] + 0.05 * rng.normal(size=(6, 3)), 3)
    Z = np.round(rng.normal(size=(25, 4)), 3)
    delta = squareform(pdist(Z))
    start = np.round(rng.uniform(size=(25, 2)), 4)
    steps = []
    for count in [1, 5, 40]:
        Y, stress = smacof(delta, init=start, n_init=1, max_iter=count, eps=0, n_components=2, normalized_stress=False)
        steps.append({"count": count, "Y": Y.tolist(), "stress": float(stress)})
    return {"scaling": {
        "X": X.tolist(), "isomap": np.abs(its.embedding_).tolist(), "new": new.tolist(), "transformed": np.abs(its.transform(new)).tolist(),
        "Z": Z.tolist(), "start": start.tolist(), "steps": steps,
    }}
