"""Generalised linear models and linear classifiers, from scikit-learn, with tolerances far below the defaults."""

import warnings

import numpy as np
from sklearn.linear_model import (
    GammaRegressor, LogisticRegression, LogisticRegressionCV, PassiveAggressiveClassifier, PassiveAggressiveRegressor, Perceptron, PoissonRegressor, RidgeClassifier, SGDClassifier, SGDRegressor,
    TweedieRegressor,
)
from sklearn.svm import LinearSVC

warnings.filterwarnings("ignore")


def listed(value):
    return np.asarray(value).tolist() if isinstance(value, (np.ndarray, np.generic, list)) else value


def learnt(model, names=()):
    return {name: listed(getattr(model, name)) for name in ("coef_", "intercept_", *names)}


def classes(rows, columns, count, seed):
    rng = np.random.RandomState(seed)
    X = rng.randn(rows, columns) * np.linspace(0.5, 1.5, columns) + np.linspace(-0.5, 0.5, columns)
    scores = X @ rng.randn(columns, count) + 1.5 * rng.gumbel(size=(rows, count))
    return X, scores.argmax(1), rng.randint(0, 4, rows).astype(float)


def counts(rows, columns, seed):
    rng = np.random.RandomState(seed)
    X = 0.5 * rng.randn(rows, columns)
    mean = np.exp(X @ rng.randn(columns) + 0.5)
    return X, rng.poisson(mean).astype(float), rng.randint(0, 4, rows).astype(float)


DATA = {"two": classes(60, 4, 2, 0), "three": classes(70, 4, 3, 1), "wide": classes(15, 25, 2, 3), "counts": counts(50, 4, 2)}
X, y, weight = DATA["counts"]
DATA["positive"] = (X, y + 0.25 + np.abs(X[:, 0]), weight)


def case(data, title, model, options, names=(), weighted=False):
    X, y, weight = DATA[data]
    fitted = model.fit(X, y, sample_weight=weight) if weighted else model.fit(X, y)
    return {
        "title": f"{title} {data}{' weighted' if weighted else ''}", "data": data, "weighted": weighted, "options": options, "learnt": learnt(fitted, names),
        "predicted": listed(fitted.predict(X)),
    }


def logistic():
    for data in ("two", "three"):
        for weighted in (False, True):
            for C in (0.1, 10.0):
                for fit in (True, False):
                    model = LogisticRegression(C=C, fit_intercept=fit, tol=1e-12, solver="newton-cholesky" if fit else "lbfgs", max_iter=10000)
                    found = case(data, f"l2 {C} {fit}", model, {"C": C, "fitIntercept": fit}, (), weighted)
                    yield {**found, "probabilities": listed(model.predict_proba(DATA[data][0]))}
            balanced = LogisticRegression(class_weight="balanced", tol=1e-12, solver="newton-cholesky", max_iter=10000)
            yield case(data, "balanced", balanced, {"classWeight": "balanced"}, (), weighted)
            for ratio in (1.0, 0.4):
                for C in (0.2, 5.0):
                    model = LogisticRegression(C=C, l1_ratio=ratio, solver="saga", tol=1e-13, max_iter=1000000, random_state=0)
                    options = {"C": C, "penalty": "l1"} if ratio == 1 else {"C": C, "penalty": "elasticnet", "l1Ratio": ratio}
                    yield case(data, f"l1 {ratio} {C}", model, options, (), weighted)
    given = LogisticRegression(class_weight={0: 1, 1: 3}, tol=1e-12, solver="newton-cholesky")
    yield case("two", "given weights", given, {"classWeight": {"0": 1, "1": 3}})
    none = LogisticRegression(C=np.inf, tol=1e-12, solver="newton-cholesky", max_iter=1000)
    yield case("two", "no penalty", none, {"penalty": None})
    yield case("wide", "l2", LogisticRegression(tol=1e-12, max_iter=10000), {})


def logistic_cv():
    for data in ("two", "three"):
        model = LogisticRegressionCV(
            Cs=[0.01, 0.1, 1.0, 10.0], l1_ratios=(0.0,), scoring="accuracy", tol=1e-10, max_iter=10000, solver="lbfgs", use_legacy_attributes=False, cv=4,
        )
        found = case(data, "LogisticRegressionCV", model, {"Cs": [0.01, 0.1, 1.0, 10.0], "cv": 4})
        yield {**found, "C": listed(model.C_), "scores": listed(model.scores_)}


class Settled:
    """A generalised linear model taken to its minimum by Newton's method with many steps."""

    def __init__(self, model):
        self.model = model.set_params(tol=1e-13, max_iter=1000, solver="newton-cholesky")

    def fit(self, X, y, sample_weight=None):
        return self.model.fit(X, y, sample_weight=sample_weight)


def generalized():
    for alpha in (0.0, 1.0):
        for fit in (True, False):
            for weighted in (False, True):
                options = {"alpha": alpha, "fitIntercept": fit}
                arguments = {"alpha": alpha, "fit_intercept": fit}
                yield {**case("counts", f"Poisson {alpha} {fit}", Settled(PoissonRegressor(**arguments)), options, (), weighted), "model": "PoissonRegressor"}
                yield {**case("positive", f"Gamma {alpha} {fit}", Settled(GammaRegressor(**arguments)), options, (), weighted), "model": "GammaRegressor"}
        for power in (0, 1.5, 3):
            for link in ("auto", "log"):
                data = "positive" if power >= 2 else "counts"
                model = Settled(TweedieRegressor(power=power, alpha=alpha, link=link))
                found = case(data, f"Tweedie {power} {alpha} {link}", model, {"alpha": alpha, "power": power, "link": link})
                yield {**found, "model": "TweedieRegressor", "score": model.model.score(*DATA[data][:2])}


def ridge_classifier():
    for data in ("two", "three"):
        for weighted in (False, True):
            # Balanced classes of weighted rows count rows there, weights here.
            for balanced in (None,) if weighted else (None, "balanced"):
                model = RidgeClassifier(alpha=2.0, class_weight=balanced, solver="cholesky")
                found = case(data, f"RidgeClassifier {balanced}", model, {"alpha": 2, "classWeight": balanced}, (), weighted)
                yield {**found, "decision": listed(model.decision_function(DATA[data][0]))}


def linear_svc():
    for data in ("two", "three"):
        for loss, name in (("hinge", "hinge"), ("squared_hinge", "squaredHinge")):
            for C in (0.1, 1.0):
                for balanced in (None, "balanced"):
                    model = LinearSVC(loss=loss, C=C, class_weight=balanced, dual=True, tol=1e-10, max_iter=5000000, random_state=0)
                    yield case(data, f"LinearSVC {loss} {C} {balanced}", model, {"loss": name, "C": C, "classWeight": balanced})
    yield case("two", "LinearSVC without intercept", LinearSVC(fit_intercept=False, dual=True, tol=1e-10, max_iter=5000000), {"fitIntercept": False})
    yield case("two", "LinearSVC l1", LinearSVC(penalty="l1", dual=False, tol=1e-10, max_iter=5000000), {"penalty": "l1"})


def objective(w, X, y, loss, alpha, ratio):
    """alpha R(w) + mean loss, of w with the intercept last."""
    z = X @ w[:-1] + w[-1]
    return loss(z, y) + alpha * (ratio * np.abs(w[:-1]).sum() + (1 - ratio) / 2 * (w[:-1] ** 2).sum())


LOSSES = {
    "hinge": ("hinge", lambda z, y: np.maximum(0, 1 - y * z).mean()),
    "squaredHinge": ("squared_hinge", lambda z, y: (np.maximum(0, 1 - y * z) ** 2).mean()),
    "logLoss": ("log_loss", lambda z, y: np.logaddexp(0, -y * z).mean()),
    "modifiedHuber": ("modified_huber", lambda z, y: np.where(y * z >= -1, np.maximum(0, 1 - y * z) ** 2, -4 * y * z).mean()),
    "perceptron": ("perceptron", lambda z, y: np.maximum(0, -y * z).mean()),
    "squaredError": ("squared_error", lambda z, y: 0.5 * ((y - z) ** 2).mean()),
    "huber": ("huber", lambda z, y: np.where(abs(y - z) <= 0.1, 0.5 * (y - z) ** 2, 0.1 * abs(y - z) - 0.005).mean()),
    "epsilonInsensitive": ("epsilon_insensitive", lambda z, y: np.maximum(0, abs(y - z) - 0.1).mean()),
    "squaredEpsilonInsensitive": ("squared_epsilon_insensitive", lambda z, y: (np.maximum(0, abs(y - z) - 0.1) ** 2).mean()),
}


def stochastic():
    """The objective that scikit-learn's draws reach: the mean and the worst of 10 seeds."""
    for name in ("hinge", "squaredHinge", "logLoss", "modifiedHuber"):
        for penalty, ratio in (("l2", 0), ("l1", 1), ("elasticnet", 0.15)):
            yield reached("SGDClassifier", SGDClassifier, "two", name, {"penalty": penalty}, ratio)
        yield reached("SGDClassifier", SGDClassifier, "two", name, {"penalty": "l2", "average": True}, 0)
    for name in ("squaredError", "huber", "epsilonInsensitive", "squaredEpsilonInsensitive"):
        for penalty, ratio in (("l2", 0), ("l1", 1)):
            yield reached("SGDRegressor", SGDRegressor, "regression", name, {"penalty": penalty}, ratio)


def in_order():
    """Without shuffling no draw is left: the same steps."""
    common = {"shuffle": False, "max_iter": 7, "tol": None}
    here = {"shuffle": False, "maxIter": 7, "tol": None}
    for data in ("two", "three"):
        for name in ("hinge", "squaredHinge", "logLoss", "modifiedHuber", "perceptron"):
            model = SGDClassifier(loss=LOSSES[name][0], alpha=0.01, learning_rate="constant", **common)
            yield {**case(data, f"in order {name}", model, {**here, "loss": name, "alpha": 0.01, "learningRate": "constant"}, (), True), "model": "SGDClassifier"}
        for penalty in ("l2", "l1", "elasticnet", None):
            for schedule in ("optimal", "invscaling", "adaptive") if penalty else ("invscaling",):
                # Its running average does not see what l1 takes away.
                for average in (False,) if penalty in ("l1", "elasticnet") else (False, True, 30):
                    options = {"alpha": 0.02, "penalty": penalty, "average": average, "loss": "logLoss"}
                    model = SGDClassifier(loss="log_loss", alpha=0.02, penalty=penalty, average=average, learning_rate=schedule, **common)
                    yield {**case(data, f"in order {schedule} {penalty} {average}", model, {**here, **options, "learningRate": schedule}), "model": "SGDClassifier"}
        for weight in (None, "balanced"):
            yield {**case(data, f"in order Perceptron {weight}", Perceptron(class_weight=weight, **common), {"shuffle": False, "maxIter": 7, "tol": 0, "nIterNoChange": 100, "classWeight": weight}), "model": "Perceptron"}
            for loss in ("hinge", "squared_hinge"):
                model = PassiveAggressiveClassifier(loss=loss, C=0.3, class_weight=weight, **common)
                yield {**case(data, f"in order PA {loss} {weight}", model, {**here, "loss": {"hinge": "hinge"}.get(loss, "squaredHinge"), "C": 0.3, "classWeight": weight}), "model": "PassiveAggressiveClassifier"}
    for name in ("squaredError", "huber", "epsilonInsensitive", "squaredEpsilonInsensitive"):
        model = SGDRegressor(loss=LOSSES[name][0], epsilon=0.2, **common)
        yield {**case("regression", f"in order {name}", model, {**here, "loss": name, "epsilon": 0.2}, (), True), "model": "SGDRegressor"}
    for name in ("epsilonInsensitive", "squaredEpsilonInsensitive"):
        model = PassiveAggressiveRegressor(loss=LOSSES[name][0], C=0.3, **common)
        yield {**case("regression", f"in order PA {name}", model, {**here, "loss": name, "C": 0.3}), "model": "PassiveAggressiveRegressor"}


def reached(title, Model, data, name, options, ratio):
    X, y, _ = DATA[data]
    signed = np.where(y == 1, 1, -1) if data == "two" else y
    loss_name, loss = LOSSES[name]
    values = []
    for seed in range(10):
        model = Model(loss=loss_name, alpha=0.01, max_iter=2000, tol=1e-5, random_state=seed, **options).fit(X, y)
        w = np.r_[np.ravel(model.coef_), model.intercept_]
        values.append(objective(w, X, signed, loss, 0.01, ratio))
    return {"title": f"{title} {name} {options}", "model": title, "data": data, "loss": name, "options": options, "ratio": ratio, "mean": float(np.mean(values)), "worst": float(np.max(values))}


DATA["regression"] = (DATA["two"][0], DATA["two"][0] @ np.array([1.0, -2.0, 0.5, 0.0]) + 0.3 * np.random.RandomState(9).randn(60) + 1, DATA["two"][2])


def everything():
    values = {
        "logistic": list(logistic()), "logisticCV": list(logistic_cv()), "generalized": list(generalized()), "ridgeClassifier": list(ridge_classifier()),
        "linearSVC": list(linear_svc()), "stochastic": list(stochastic()), "inOrder": list(in_order()),
    }
    data = {name: {"X": listed(X), "y": listed(y), "weight": listed(weight)} for name, (X, y, weight) in DATA.items()}
    return {"data": data, **values}


def groups():
    return {"glm": everything}
