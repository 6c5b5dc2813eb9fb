"""Voting and stacking from scikit-learn, over estimators without chance."""

import numpy as np
from sklearn.ensemble import StackingClassifier, StackingRegressor, VotingClassifier, VotingRegressor
from sklearn.linear_model import LinearRegression, LogisticRegression, Ridge
from sklearn.model_selection import KFold
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor

ROWS = 90


def inputs():
    rng = np.random.default_rng(5)
    X = rng.normal(size=(ROWS, 3))
    signal = X[:, 0] + np.sin(2 * X[:, 1]) + 0.3 * rng.normal(size=ROWS)
    return {
        "X": X,
        "test": rng.normal(size=(20, 3)),
        "weight": rng.integers(1, 4, size=ROWS).astype(float),
        "real": signal,
        "two": (signal > 0).astype(int),
        "three": np.digitize(signal, [-0.6, 0.7]),
    }


def classifiers(neighbours=True):
    logistic = ("linear", LogisticRegression(tol=1e-12, max_iter=10_000))
    return [logistic, ("bayes", GaussianNB())] + ([("near", KNeighborsClassifier(5))] if neighbours else [])


def regressors(neighbours=True):
    return [("plain", LinearRegression()), ("ridge", Ridge(alpha=5.0))] + (
        [("near", KNeighborsRegressor(5))] if neighbours else []
    )


def final():
    return LogisticRegression(tol=1e-12, max_iter=10_000)


def groups():
    data = inputs()
    X, test, weight = data["X"], data["test"], data["weight"]
    out = {key: value.tolist() for key, value in data.items()}
    for name in ("two", "three"):
        y = data[name]
        hard = VotingClassifier(classifiers(), weights=[1, 2, 1.5]).fit(X, y)
        soft = VotingClassifier(classifiers(), voting="soft", weights=[1, 2, 0.5]).fit(X, y)
        heavy = VotingClassifier(classifiers(False), voting="soft").fit(X, y, sample_weight=weight)
        stacked = StackingClassifier(classifiers(), final(), cv=KFold(4)).fit(X, y)
        through = StackingClassifier(
            classifiers(False), final(), cv=5, passthrough=True, stack_method="predict"
        ).fit(X, y)
        out[f"votes-{name}"] = {
            "hard": hard.predict(test).tolist(),
            "soft": soft.predict_proba(test).tolist(),
            "weighted": heavy.predict_proba(test).tolist(),
            "stacked": stacked.predict_proba(test).tolist(),
            "transformed": stacked.transform(test).tolist(),
            "through": through.predict_proba(test).tolist(),
        }
    y = data["real"]
    out["numbers"] = {
        "voted": VotingRegressor(regressors(), weights=[1, 2, 3]).fit(X, y).predict(test).tolist(),
        "weighted": VotingRegressor(regressors(False)).fit(X, y, sample_weight=weight).predict(test).tolist(),
        "stacked": StackingRegressor(regressors()).fit(X, y).predict(test).tolist(),
        "through": StackingRegressor(regressors(), Ridge(), cv=3, passthrough=True).fit(X, y).predict(test).tolist(),
        "heavy": StackingRegressor(regressors(False), Ridge()).fit(X, y, sample_weight=weight).predict(test).tolist(),
    }
    return {"ensemble": out}
