"""scikit-learn's scoring strings, and what each scorer gives an estimator whose answers are fixed."""

import numpy as np
from metrics_cases import plain, warnings  # noqa: F401  (no warnings in the output)
from sklearn.base import BaseEstimator, ClassifierMixin, RegressorMixin
from sklearn.metrics import get_scorer, get_scorer_names


class Answers(BaseEstimator):
    def __init__(self, found=None, proba=None, decision=None, classes=None):
        self.found, self.proba, self.decision, self.classes = found, proba, decision, classes

    def fit(self, X, y):
        return self

    def __sklearn_is_fitted__(self):
        return True

    def predict(self, X):
        return np.asarray(self.found)


class Class(ClassifierMixin, Answers):
    @property
    def classes_(self):
        return np.asarray(self.classes)

    def predict_proba(self, X):
        return np.asarray(self.proba)

    def decision_function(self, X):
        return np.asarray(self.decision)


class Number(RegressorMixin, Answers):
    pass


def scoring():
    rng = np.random.default_rng(207)
    n = 40
    problems = {}

    def add(name, estimator, y, answers, names):
        w = rng.random(n)
        X = np.zeros((n, 1))
        scores = {}
        for scoring in names:
            scorer = get_scorer(scoring)
            scores[scoring] = [scorer(estimator, X, y), scorer(estimator, X, y, sample_weight=w) if weights(scoring) else None]
        problems[name] = plain({"y": y, "w": w, **answers, "scores": scores})

    def weights(scoring):
        return scoring not in clusters and scoring != "neg_max_error" and "ovo" not in scoring and "likelihood" not in scoring

    clusters = ["adjusted_mutual_info_score", "adjusted_rand_score", "completeness_score", "fowlkes_mallows_score", "homogeneity_score", "mutual_info_score", "normalized_mutual_info_score", "rand_score", "v_measure_score"]
    several = ["accuracy", "balanced_accuracy", "matthews_corrcoef", "neg_log_loss", "d2_log_loss_score", "neg_brier_score", "d2_brier_score", *clusters,
               *[f"{name}_{average}" for name in ["precision", "recall", "f1", "jaccard"] for average in ["micro", "macro", "weighted"]]]
    two = [*several, "precision", "recall", "f1", "jaccard", "roc_auc", "average_precision", "positive_likelihood_ratio", "neg_negative_likelihood_ratio"]
    y = rng.integers(0, 2, n)
    p = np.clip(rng.random(n) * 0.7 + 0.3 * y, 0.01, 0.99)
    answers = {"found": (p > 0.5).astype(int), "proba": np.c_[1 - p, p], "decision": np.log(p / (1 - p)) + rng.normal(size=n), "classes": [0, 1]}
    add("two classes", Class(**answers), y, answers, two)
    y = np.r_[np.arange(3), rng.integers(0, 3, n - 3)]
    P = rng.random((n, 3)) + np.eye(3)[y]
    P /= P.sum(axis=1, keepdims=True)
    answers = {"found": P.argmax(axis=1), "proba": P, "decision": P - rng.random((n, 3)), "classes": [0, 1, 2]}
    add("three classes", Class(**answers), y, answers, [*several, "top_k_accuracy", "roc_auc_ovr", "roc_auc_ovo", "roc_auc_ovr_weighted", "roc_auc_ovo_weighted"])
    y = rng.gamma(2, 1, n) + 0.1
    answers = {"found": y * np.exp(rng.normal(size=n) / 3)}
    add("numbers", Number(**answers), y, answers, ["r2", "explained_variance", "d2_absolute_error_score", *[name for name in get_scorer_names() if name.startswith("neg_m") or name.startswith("neg_root")]])
    y = (rng.random((n, 3)) < 0.5).astype(int)
    answers = {"found": np.where(rng.random((n, 3)) < 0.7, y, 1 - y)}
    add("many labels", Class(**answers), y, answers, [f"{name}_samples" for name in ["precision", "recall", "f1", "jaccard"]])
    return {"names": sorted(get_scorer_names()), "problems": problems}


def groups():
    return {"metrics-scoring": scoring}
