"""t-SNE of scikit-learn: joint probabilities, divergence and gradient at a given map (exact method, float32 inside), and what Barnes-Hut reaches."""

import numpy as np
from scipy.spatial.distance import pdist, squareform
from sklearn.manifold import TSNE, _t_sne, trustworthiness


def groups():
    rng = np.random.default_rng(8)
    X = np.round(rng.normal(size=(40, 4)) + 3 * (np.arange(40) % 3)[:, None], 3)
    D = squareform(pdist(X, "sqeuclidean")).astype(np.float32)
    P = _t_sne._joint_probabilities(D, 8.0, 0)
    Y = np.round(rng.normal(size=(40, 2)), 3)
    kl, gradient = _t_sne._kl_divergence(Y.ravel(), P, 1, 40, 2)
    Z = np.round(rng.normal(size=(300, 6)) + 4 * rng.normal(size=(5, 6))[np.arange(300) % 5], 3)
    reached = [TSNE(random_state=s, perplexity=20).fit(Z) for s in range(3)]
    return {"tsne": {
        "X": X.tolist(), "perplexity": 8, "P": squareform(P).tolist(), "Y": Y.tolist(), "kl": float(kl), "gradient": gradient.ravel().tolist(),
        "Z": Z.tolist(), "reached": [float(its.kl_divergence_) for its in reached],
        "trustworthiness": [float(trustworthiness(Z, its.embedding_, n_neighbors=5)) for its in reached],
    }}
