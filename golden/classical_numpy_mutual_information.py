"""Mutual information of numbers with classes by looking at all pairs, from Ross 2014 (https://doi.org/10.1371/journal.pone.0087357).

scikit-learn 1.9 counts the points nearer than the k-th neighbour by squares of distances, whose rounding takes the neighbour itself in now and
then; its figures differ from the paper's by some thousandths (compare feature-selection.json).
"""

import numpy as np
from scipy.special import digamma

import classical_feature_selection as data


def ross(x, classes, k):
    x = x / x.std()
    labels, sizes = np.unique(classes, return_counts=True)
    alone = np.isin(classes, labels[sizes == 1])
    x, classes = x[~alone], classes[~alone]
    terms, n = [], 0
    for label in np.unique(classes):
        own = np.flatnonzero(classes == label)
        n += len(own)
        for i in own:
            others = np.sort(np.abs(x[own[own != i]] - x[i]))
            near = min(k, len(own) - 1)
            m = (np.abs(x - x[i]) < others[near - 1]).sum()
            terms.append(digamma(near) - digamma(len(own)) - digamma(m))
    return max(0.0, float(digamma(n) + np.mean(terms)))


def groups():
    X, continuous = data.X, [0, 1, 2, 3, 5]
    return {"numpy-mutual-information": {
        "columns": continuous, "three": [ross(X[:, j], data.classes, 3) for j in continuous],
        "five": [ross(X[:, j], data.classes, 5) for j in continuous],
        "counts": [ross(data.y, data.counts[:, j], 4) for j in range(4)]}}
