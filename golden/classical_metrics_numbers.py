"""Metrics of regression, of rankings and of clusters, by scikit-learn."""

import numpy as np
from metrics_cases import Cases
from sklearn import metrics as m
from sklearn.metrics.cluster import contingency_matrix, expected_mutual_information, pair_confusion_matrix


def regression():
    rng = np.random.default_rng(203)
    y = np.round(rng.normal(size=30) * 3, 2)
    c = Cases(
        y=y, p=y + rng.normal(size=30), w=np.where(rng.random(30) < 0.2, 0, rng.random(30)), counts=rng.poisson(2, 25), rates=rng.gamma(2, 1, 25),
        sizes=rng.gamma(2, 1, 25), wc=rng.integers(0, 3, 25), same=np.full(5, 2.5), near=np.array([2.5, 2.5, 2.5, 2.5, 2.0]), short=np.array([1.0, 4, 2, 8]), guess=np.array([1.5, 3, 2, 9]), ws=np.array([1.0, 2, 0, 1]),
    )
    anywhere = [
        m.mean_squared_error, m.root_mean_squared_error, m.mean_absolute_error, m.median_absolute_error, m.mean_absolute_percentage_error,
        m.r2_score, m.explained_variance_score, m.d2_absolute_error_score, m.mean_pinball_loss, m.d2_pinball_score, m.mean_tweedie_deviance,
        m.d2_tweedie_score,
    ]
    for f in anywhere:
        for y_, p_, w_ in [("$y", "$p", "$w"), ("$short", "$guess", "$ws")]:
            c.add(f, y_, p_)
            c.add(f, y_, p_, sample_weight=w_)
    c.add(m.max_error, "$y", "$p")
    for alpha in [0, 0.1, 0.5, 0.75, 1]:
        for weight in [{}, {"sample_weight": "$w"}]:
            c.add(m.mean_pinball_loss, "$y", "$p", alpha=alpha, **weight)
            c.add(m.d2_pinball_score, "$y", "$p", alpha=alpha, **weight)
    for weight in [{}, {"sample_weight": "$wc"}]:
        for f in [m.mean_squared_log_error, m.root_mean_squared_log_error, m.mean_poisson_deviance]:
            c.add(f, "$counts", "$rates", **weight)
        c.add(m.mean_gamma_deviance, "$sizes", "$rates", **weight)
        for power in [-1, 0, 1, 1.5]:
            c.add(m.mean_tweedie_deviance, "$counts", "$rates", power=power, **weight)
            c.add(m.d2_tweedie_score, "$counts", "$rates", power=power, **weight)
        for power in [2, 2.5, 3]:
            c.add(m.mean_tweedie_deviance, "$sizes", "$rates", power=power, **weight)
            c.add(m.d2_tweedie_score, "$sizes", "$rates", power=power, **weight)
    for f in [m.r2_score, m.explained_variance_score, m.d2_absolute_error_score]:
        c.add(f, "$same", "$same")
        c.add(f, "$same", "$near")
    return c.value()


def ranking():
    rng = np.random.default_rng(204)
    gains, relevant = rng.integers(0, 4, (12, 7)), (rng.random((12, 7)) < 0.4).astype(int)
    relevant[0], relevant[1] = 0, 1
    scores = rng.normal(size=(12, 7))
    scores[6:] = np.round(scores[6:])
    gains[3] = 0
    # NumPy's order of equal scores is not defined, so that ignore_ties has a value for scores without ties only.
    c = Cases(gains=gains, relevant=relevant, scores=scores, apart=rng.normal(size=(12, 7)), w=rng.random(12))
    for weight in [{}, {"sample_weight": "$w"}]:
        for ignore in [False, True]:
            for k in [None, 1, 3, 20]:
                size = {} if k is None else {"k": k}
                c.add(m.ndcg_score, "$gains", "$apart" if ignore else "$scores", ignore_ties=ignore, **size, **weight)
                c.add(m.dcg_score, "$gains", "$apart" if ignore else "$scores", ignore_ties=ignore, **size, **weight)
        c.add(m.dcg_score, "$gains", "$scores", log_base=10, **weight)
        for f in [m.label_ranking_average_precision_score, m.coverage_error, m.label_ranking_loss]:
            c.add(f, "$relevant", "$scores", **weight)
    return c.value()


def clustering():
    rng = np.random.default_rng(205)
    a = rng.integers(0, 4, 60)
    b = np.where(rng.random(60) < 0.6, a, rng.integers(0, 6, 60))
    large_a, large_b = rng.integers(0, 25, 400), rng.integers(0, 40, 400)
    X = rng.normal(size=(40, 3)) + 3 * np.eye(3)[np.arange(40) % 3]
    c = Cases(
        a=a, b=b, la=large_a, lb=large_b, words=np.array(["n", "e", "s", "w"])[a], one=np.zeros(8, int), each=np.arange(8), two=np.array([0, 0, 0, 0, 1, 1, 1, 1]),
        cross=np.array([0, 1, 0, 1, 0, 1, 0, 1]), X=X, k=np.arange(40) % 3, kw=np.array(["p", "q", "r"])[np.arange(40) % 3], lone=np.r_[5, np.arange(39) % 3], D=m.pairwise_distances(X),
    )
    pairs = [("$a", "$b"), ("$b", "$a"), ("$la", "$lb"), ("$words", "$b"), ("$one", "$each"), ("$each", "$each"), ("$one", "$one"), ("$two", "$cross"), ("$two", "$one"), ("$two", "$each")]
    plain = [
        m.rand_score, m.adjusted_rand_score, m.fowlkes_mallows_score, m.mutual_info_score, m.normalized_mutual_info_score,
        m.adjusted_mutual_info_score, m.homogeneity_score, m.completeness_score, m.v_measure_score, pair_confusion_matrix,
    ]
    for pair in pairs:
        for f in plain:
            c.add(f, *pair)
        if pair != ("$la", "$lb"):
            c.add(contingency_matrix, *pair)
    for method in ["min", "geometric", "arithmetic", "max"]:
        for pair in pairs[:3]:
            c.add(m.normalized_mutual_info_score, *pair, average_method=method)
            c.add(m.adjusted_mutual_info_score, *pair, average_method=method)
    for beta in [0.5, 2]:
        c.add(m.v_measure_score, "$a", "$b", beta=beta)
        c.add(m.homogeneity_completeness_v_measure, "$a", "$b", beta=beta, keys=["homogeneity", "completeness", "vMeasure"])
    c.add(contingency_matrix, "$a", "$b", eps=0.25)
    for labels in ["$k", "$kw", "$lone"]:
        for f in [m.calinski_harabasz_score, m.davies_bouldin_score, m.silhouette_score, m.silhouette_samples]:
            c.add(f, "$X", labels)
        for metric in ["manhattan", "cosine", "chebyshev"]:
            c.add(m.silhouette_score, "$X", labels, metric=metric)
        c.add(m.silhouette_samples, "$D", labels, metric="precomputed")
    shapes = [("ra", 4, 9), ("ca", 4, 6), ("rb", 4, 9), ("cb", 4, 6), ("rc", 6, 9), ("cc", 6, 6)]
    biclusters = {name: (rng.random((k, size)) < 0.5).astype(int).tolist() for name, k, size in shapes}
    for other in ["b", "c"]:
        (one, two) = [{"rows": biclusters["r" + which], "columns": biclusters["c" + which]} for which in ["a", other]]
        for x, y in [(one, two), (two, one)]:
            c.add(lambda x, y: m.consensus_score(*[(np.array(z["rows"], bool), np.array(z["columns"], bool)) for z in (x, y)]), x, y, call="consensusScore")
    return c.value()


def groups():
    return {"metrics-regression": regression, "metrics-ranking": ranking, "metrics-clustering": clustering}
