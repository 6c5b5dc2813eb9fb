"""Distances and kernels of pairs of rows, by scikit-learn (SciPy)."""

import numpy as np
from metrics_cases import Cases
from sklearn import metrics as m
from sklearn.metrics import pairwise as pw


def pairwise():
    rng = np.random.default_rng(206)
    X, Y = rng.normal(size=(7, 4)), rng.normal(size=(5, 4))
    X[1] = X[0]
    holes, more = X.copy(), Y.copy()
    holes[rng.random(X.shape) < 0.3] = np.nan
    more[rng.random(Y.shape) < 0.3] = np.nan
    holes[2], more[0] = np.nan, Y[0]
    B, C = (rng.random((6, 9)) < 0.5).astype(float), (rng.random((4, 9)) < 0.5).astype(float)
    B[0] = 0
    c = Cases(
        X=X, Y=Y, W=rng.random((7, 4)), holes=holes, more=more, B=B, C=C, H=rng.integers(0, 4, (6, 5)).astype(float), I=rng.integers(0, 4, (3, 5)).astype(float),
        P=rng.uniform(-1.5, 1.5, (6, 2)), Q=rng.uniform(-1.5, 1.5, (3, 2)), far=X + 1000, many=rng.normal(size=(40, 12)), wanted=rng.normal(size=(25, 12)),
        V=np.array([0.5, 1, 2, 3]), w=np.array([1, 0, 2, 0.5]), VI=np.linalg.inv(np.cov(Y.T)),
        truth=(rng.random((5, 9)) < 0.6).astype(float),
    )
    for metric in ["euclidean", "sqeuclidean", "manhattan", "cityblock", "l1", "l2", "chebyshev", "cosine", "correlation", "canberra", "braycurtis", "minkowski"]:
        c.add(m.pairwise_distances, "$X", metric=metric)
        c.add(m.pairwise_distances, "$X", "$Y", metric=metric)
    for p in [1, 1.5, 2, 3]:
        c.add(m.pairwise_distances, "$X", "$Y", metric="minkowski", p=p)
        c.add(m.pairwise_distances, "$X", "$Y", metric="minkowski", p=p, w="$w")
    c.add(m.pairwise_distances, "$X", metric="seuclidean")
    c.add(m.pairwise_distances, "$X", "$Y", metric="seuclidean", V="$V")
    c.add(m.pairwise_distances, "$Y", metric="mahalanobis")
    c.add(m.pairwise_distances, "$X", "$Y", metric="mahalanobis", VI="$VI")
    for metric in ["hamming", "jaccard"]:
        c.add(m.pairwise_distances, "$B", metric=metric)
        c.add(m.pairwise_distances, "$B", "$C", metric=metric)
    for metric in ["dice", "rogerstanimoto", "russellrao", "sokalsneath", "yule"]:
        c.add(m.pairwise_distances, "$C", "$truth", metric=metric)
    c.add(m.pairwise_distances, "$H", "$I", metric="hamming")
    for metric in ["euclidean", "manhattan", "cosine"]:
        c.add(pw.paired_distances, "$W", "$X", metric=metric)
    c.add(pw.haversine_distances, "$P")
    c.add(pw.haversine_distances, "$P", "$Q")
    for squared in [False, True]:
        c.add(m.nan_euclidean_distances, "$holes", "$more", squared=squared)
        c.add(m.nan_euclidean_distances, "$holes", "$holes", squared=squared)
        c.add(m.euclidean_distances, "$X", "$Y", squared=squared)
        c.add(m.euclidean_distances, "$X", "$Y", squared=squared, call="euclideanDistancesFast")
        c.add(m.euclidean_distances, "$X", "$X", squared=squared, call="euclideanDistancesFast")
    c.add(pw.manhattan_distances, "$X", "$Y")
    c.add(pw.cosine_distances, "$X", "$Y")
    for pair in [("$X",), ("$X", "$Y")]:
        for kernel in ["linear", "polynomial", "poly", "rbf", "laplacian", "sigmoid", "cosine"]:
            c.add(pw.pairwise_kernels, *pair, metric=kernel)
        for kernel in ["rbf", "laplacian", "polynomial", "sigmoid"]:
            c.add(pw.pairwise_kernels, *pair, metric=kernel, gamma=0.7)
        c.add(pw.polynomial_kernel, *pair, degree=2, coef0=0.5)
        c.add(pw.sigmoid_kernel, *pair, coef0=-1)
        c.add(pw.cosine_similarity, *pair)
    for pair in [("$H",), ("$H", "$I")]:
        c.add(pw.chi2_kernel, *pair)
        c.add(pw.chi2_kernel, *pair, gamma=0.3)
        c.add(pw.additive_chi2_kernel, *pair)
        c.add(pw.pairwise_kernels, *pair, metric="chi2")
    for metric in ["euclidean", "manhattan", "cosine"]:
        c.add(m.pairwise_distances_argmin, "$X", "$Y", metric=metric)
        c.add(m.pairwise_distances_argmin_min, "$wanted", "$many", metric=metric, keys=["indices", "distances"])
    return c.value()


def groups():
    return {"metrics-pairwise": pairwise}
