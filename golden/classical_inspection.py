"""Partial dependence, Shapley values and decision thresholds: scikit-learn and shap, with k-NN and closed forms as models."""

import numpy as np
import shap
from sklearn.inspection import partial_dependence
from sklearn.model_selection import TunedThresholdClassifierCV
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor


def formula(X):
    return X[:, 0] * X[:, 1] + np.sin(X[:, 2]) - 2 * X[:, 3] + X[:, 0] ** 2


def groups():
    rng = np.random.default_rng(3)
    X = np.round(rng.normal(size=(50, 3)), 3)
    target = np.round(X[:, 0] - X[:, 1] ** 2 + 0.1 * rng.normal(size=50), 3)
    y = (target > -0.3).astype(int)
    regressor, classifier = KNeighborsRegressor(4).fit(X, target), KNeighborsClassifier(5).fit(X, y)
    one = partial_dependence(regressor, X, [0], grid_resolution=7, kind="both", method="brute")
    two = partial_dependence(regressor, X, [0, 2], grid_resolution=4, method="brute")
    ofClass = partial_dependence(classifier, X, [1], grid_resolution=5, method="brute", response_method="predict_proba", percentiles=(0.1, 0.9))

    B = np.round(rng.normal(size=(9, 4)), 3)
    Z = np.round(rng.normal(size=(5, 4)), 3)
    exact = shap.explainers.Exact(formula, shap.maskers.Independent(B, max_samples=9))(Z)
    kernel = shap.KernelExplainer(formula, B, silent=True).shap_values(Z, nsamples="auto", l1_reg="num_features(4)")

    tuned = {}
    for scoring in ["balanced_accuracy", "f1", "accuracy"]:
        its = TunedThresholdClassifierCV(KNeighborsClassifier(7), scoring=scoring, cv=4, thresholds=25, store_cv_results=True).fit(X, y)
        tuned[scoring] = {"threshold": its.best_threshold_, "score": its.best_score_,
                          "thresholds": its.cv_results_["thresholds"].tolist(), "scores": its.cv_results_["scores"].tolist()}
    return {"inspection": {
        "X": X.tolist(), "target": target.tolist(), "y": y.tolist(),
        "one": {"grid": one["grid_values"][0].tolist(), "average": one["average"][0].tolist(), "individual": one["individual"][0].tolist()},
        "two": {"average": two["average"][0].ravel().tolist()},
        "ofClass": {"grid": ofClass["grid_values"][0].tolist(), "average": ofClass["average"][0].tolist()},
        "shapley": {"background": B.tolist(), "rows": Z.tolist(), "exact": exact.values.tolist(), "base": float(formula(B).mean()), "kernel": kernel.tolist()},
        "tuned": tuned,
    }}
