"""Metrics that scikit-learn lacks, from their definitions: calibration errors (Guo et al. 2017), sMAPE, retrieval, gains; KS by SciPy."""

import numpy as np
from metrics_cases import Cases
from scipy.stats import ks_2samp


def calibration(y, p, n_bins, strategy, w):
    """The gap |share − confidence| and the weight of each bin (edge_b, edge_b+1] that holds samples."""
    w = np.ones(len(p)) if w is None else w
    q = np.linspace(0, 1, n_bins + 1)
    edges = q if strategy == "uniform" else np.quantile(p, q)
    gaps, sizes = [], []
    for b in range(n_bins):
        above = np.ones(len(p), bool) if b == 0 else p > edges[b]
        below = np.ones(len(p), bool) if b == n_bins - 1 else p <= edges[b + 1]
        inside = above & below
        if w[inside].sum() > 0:
            gaps.append(abs(np.average(y[inside], weights=w[inside]) - np.average(p[inside], weights=w[inside])))
            sizes.append(w[inside].sum())
    return np.array(gaps), np.array(sizes) / np.sum(sizes)


def of_class(y, p):
    """Right or not, and the probability, of the class with the highest one."""
    if p.ndim == 1:
        return y, p
    return (p.argmax(axis=1) == y).astype(float), p.max(axis=1)


def expected_calibration_error(y, p, n_bins=15, strategy="uniform", sample_weight=None):
    gaps, sizes = calibration(*of_class(y, p), n_bins, strategy, sample_weight)
    return float(gaps @ sizes)


def maximum_calibration_error(y, p, n_bins=15, strategy="uniform", sample_weight=None):
    return float(calibration(*of_class(y, p), n_bins, strategy, sample_weight)[0].max())


def symmetric_mean_absolute_percentage_error(y, p, sample_weight=None):
    total = np.abs(y) + np.abs(p)
    return float(np.average(np.where(total == 0, 0, 2 * np.abs(y - p) / np.where(total == 0, 1, total)), weights=sample_weight))


def places(y, s):
    """Relevance in the order of scores; of equal scores what is not relevant first."""
    return [row[np.lexsort((row, -scores))] for row, scores in zip(y, s)]


def reciprocal_rank(y, s, k=None):
    return float(np.mean([1 / (1 + np.argmax(row[:k])) if row[:k].any() else 0 for row in places(y, s)]))


def hit_rate(y, s, k=None):
    return float(np.mean([row[:k].any() for row in places(y, s)]))


def average_precision_at_k(y, s, k=None):
    scores = []
    for row in places(y, s):
        precision = np.cumsum(row) / np.arange(1, len(row) + 1)
        scores.append((precision * row)[:k].sum() / max(1, min(row.sum(), k or len(row))))
    return float(np.mean(scores))


def ks_statistic(y, s):
    return {"statistic": float(ks_2samp(s[y == 1], s[y == 0]).statistic)}


def gains_table(y, s, n_bins=10):
    order = np.argsort(-s, kind="stable")
    rows, found, seen = [], 0, 0
    for part in np.array_split(order, n_bins):
        found, seen = found + y[part].sum(), seen + len(part)
        rows.append({
            "samples": len(part), "positives": int(y[part].sum()), "responseRate": y[part].mean(), "lift": y[part].mean() / y.mean(),
            "cumulativeGain": found / y.sum(), "cumulativeLift": found / seen / y.mean(), "minScore": s[part].min(), "maxScore": s[part].max(),
        })
    return rows


def others():
    rng = np.random.default_rng(208)
    p = np.round(rng.random(60), 2)
    y = (rng.random(60) < p).astype(int)
    P = rng.dirichlet([1, 1, 1, 1], 60)
    y4 = np.r_[np.arange(4), rng.integers(0, 4, 56)]
    a, b = np.round(rng.normal(size=20), 1), np.round(rng.normal(size=20), 1)
    a[0] = b[0] = 0
    relevant, scores = (rng.random((15, 8)) < 0.3).astype(int), np.round(rng.normal(size=(15, 8)))
    relevant[4] = 0
    c = Cases(p=p, y=y, P=P, y4=y4, w=rng.random(60), a=a, b=b, wa=rng.random(20), relevant=relevant, scores=scores)
    for f in [expected_calibration_error, maximum_calibration_error]:
        for pair in [("$y", "$p"), ("$y4", "$P")]:
            c.add(f, *pair)
            for strategy in ["uniform", "quantile"]:
                for bins in [1, 4, 10]:
                    c.add(f, *pair, n_bins=bins, strategy=strategy)
                c.add(f, *pair, strategy=strategy, sample_weight="$w")
    c.add(symmetric_mean_absolute_percentage_error, "$a", "$b")
    c.add(symmetric_mean_absolute_percentage_error, "$a", "$b", sample_weight="$wa")
    for f in [reciprocal_rank, hit_rate, average_precision_at_k]:
        c.add(f, "$relevant", "$scores")
        for k in [1, 3, 8]:
            c.add(f, "$relevant", "$scores", k=k)
    c.add(ks_statistic, "$y", "$p")
    for bins in [1, 7, 10]:
        c.add(gains_table, "$y", "$p", n_bins=bins)
    return c.value()


def groups():
    return {"metrics-others": others}
