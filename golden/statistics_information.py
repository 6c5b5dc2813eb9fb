"""Entropies, divergences and distances, from SciPy and scikit-learn."""

import numpy as np
from scipy import stats
from scipy.spatial.distance import jensenshannon
from scipy.special import rel_entr
from sklearn.feature_selection._mutual_info import _compute_mi_cc
from sklearn.metrics import mutual_info_score, normalized_mutual_info_score


def information():
    rng = np.random.default_rng(4)
    p, q = rng.dirichlet(np.ones(7)), rng.dirichlet(np.ones(7))
    a, b = rng.integers(0, 4, 60), rng.integers(0, 3, 60)
    b = np.where(rng.uniform(size=60) < 0.5, a % 3, b)
    x = rng.normal(0, 1, 80)
    y = 0.8 * x + rng.normal(0, 0.6, 80)
    u, v = rng.normal(0, 1, 12), rng.normal(0.5, 2, 9)
    uw, vw = rng.uniform(0, 1, 12), rng.uniform(0, 1, 9)
    names = ["arithmetic", "geometric", "min", "max"]
    return dict(
        p=p.tolist(), q=q.tolist(), a=a.tolist(), b=b.tolist(), x=x.tolist(), y=y.tolist(), u=u.tolist(), v=v.tolist(), uw=uw.tolist(), vw=vw.tolist(),
        entropy=float(stats.entropy(p)), entropyBits=float(stats.entropy(p, base=2)), kl=float(stats.entropy(p, q)), klSum=float(rel_entr(p, q).sum()),
        js=float(jensenshannon(p, q) ** 2), jsBits=float(jensenshannon(p, q, base=2) ** 2),
        mi=float(mutual_info_score(a, b)), nmi={name: float(normalized_mutual_info_score(a, b, average_method=name)) for name in names},
        ksg={str(k): float(_compute_mi_cc(x, y, k)) for k in [1, 3, 7]},
        wasserstein=[float(stats.wasserstein_distance(u, v)), float(stats.wasserstein_distance(u, v, uw, vw))],
        energy=[float(stats.energy_distance(u, v)), float(stats.energy_distance(u, v, uw, vw))],
    )


def groups():
    return {"information": information}
