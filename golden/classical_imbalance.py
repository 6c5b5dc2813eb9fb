"""Resampling of imbalanced-learn that draws nothing: which rows are kept."""

import numpy as np
from imblearn.under_sampling import EditedNearestNeighbours, TomekLinks


def groups():
    rng = np.random.default_rng(4)
    cases = []
    for n, classes in [(80, 2), (120, 3)]:
        X = np.round(rng.normal(size=(n, 2)), 3)
        y = rng.choice(classes, n, p=[0.8, 0.2] if classes == 2 else [0.6, 0.25, 0.15])
        X[:, 0] += y
        kept = {}
        for name, sampler in [("tomek", TomekLinks()), ("all", EditedNearestNeighbours(kind_sel="all")), ("mode", EditedNearestNeighbours(kind_sel="mode"))]:
            sampler.fit_resample(X, y)
            kept[name] = sorted(sampler.sample_indices_.tolist())
        cases.append({"X": X.tolist(), "y": y.tolist(), "kept": kept})
    return {"imbalance": cases}
