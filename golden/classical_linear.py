"""Linear regression, its penalties and their relatives, from scikit-learn. Iterative methods with tolerances far below the defaults."""

import warnings

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import (
    ARDRegression, BayesianRidge, ElasticNet, ElasticNetCV, HuberRegressor, Lars, Lasso, LassoCV, LassoLars, LinearRegression,
    OrthogonalMatchingPursuit, QuantileRegressor, Ridge, RidgeCV, TheilSenRegressor, enet_path, lasso_path,
)
from sklearn.linear_model._huber import _huber_loss_and_gradient
from sklearn.svm import LinearSVR

warnings.filterwarnings("ignore")


def listed(value):
    return np.asarray(value).tolist() if isinstance(value, (np.ndarray, np.generic, list)) else value


def problem(rows, columns, seed, noise=0.5):
    """Columns of different size and mean, a few coefficients of 0."""
    rng = np.random.RandomState(seed)
    X = rng.randn(rows, columns) * np.linspace(0.5, 2, columns) + np.linspace(-1, 3, columns)
    w = rng.randn(columns) * (rng.rand(columns) < 0.7)
    return X, X @ w + 1.5 + noise * rng.randn(rows), rng.randint(0, 4, rows).astype(float)


def learnt(model, names=()):
    return {name: listed(getattr(model, name)) for name in ("coef_", "intercept_", *names)}


DATA = {"tall": problem(40, 6, 0), "wide": problem(8, 15, 1), "small": problem(12, 3, 2)}


def case(data, title, model, names=(), weighted=False):
    X, y, weight = DATA[data]
    fitted = model.fit(X, y, sample_weight=weight) if weighted else model.fit(X, y)
    return {"title": title, "data": data, "weighted": weighted, "learnt": learnt(fitted, names), "predicted": listed(fitted.predict(X))}


def least_squares():
    collinear = DATA["tall"][0].copy()
    collinear[:, 3] = 2 * collinear[:, 0] - collinear[:, 1]
    DATA["collinear"] = (collinear, *DATA["tall"][1:])
    for data in ("tall", "wide", "small", "collinear"):
        for weighted in (False, True):
            if weighted and data == "wide":
                continue
            for fit in (True, False):
                yield case(data, f"LinearRegression {data} {weighted} {fit}", LinearRegression(fit_intercept=fit), ["rank_"], weighted)
    yield case("tall", "LinearRegression positive", LinearRegression(positive=True))
    yield case("tall", "LinearRegression positive without intercept", LinearRegression(positive=True, fit_intercept=False))


def ridges():
    for data in ("tall", "wide"):
        for alpha in (0.1, 10):
            for weighted in (False, True):
                for fit in (True, False):
                    model = Ridge(alpha=alpha, fit_intercept=fit, solver="svd" if weighted else "cholesky")
                    yield {**case(data, f"Ridge {data} {alpha} {weighted} {fit}", model, (), weighted), "options": {"alpha": alpha, "fitIntercept": fit}}


def ridges_cv():
    alphas = [0.01, 0.1, 1, 10, 100]
    for data in ("tall", "wide"):
        for weighted in (False, True):
            for fit in (True, False):
                model = RidgeCV(alphas=alphas, fit_intercept=fit, store_cv_results=True)
                yield {
                    **case(data, f"RidgeCV {data} {weighted} {fit}", model, ["alpha_", "best_score_", "cv_results_"], weighted),
                    "options": {"alphas": alphas, "fitIntercept": fit, "storeCVResults": True},
                }


def nets():
    tight = dict(tol=1e-14, max_iter=200000)
    for data in ("tall", "wide"):
        for alpha in (0.05, 0.5):
            for weighted in (False, True):
                yield {**case(data, f"Lasso {data} {alpha} {weighted}", Lasso(alpha=alpha, **tight), (), weighted), "options": {"alpha": alpha}}
                for ratio in (0.2, 0.8):
                    model = ElasticNet(alpha=alpha, l1_ratio=ratio, **tight)
                    yield {
                        **case(data, f"ElasticNet {data} {alpha} {ratio} {weighted}", model, (), weighted),
                        "options": {"alpha": alpha, "l1Ratio": ratio},
                    }
    yield {**case("tall", "Lasso without intercept", Lasso(alpha=0.1, fit_intercept=False, **tight)), "options": {"alpha": 0.1, "fitIntercept": False}}
    yield {**case("tall", "Lasso positive", Lasso(alpha=0.1, positive=True, **tight)), "options": {"alpha": 0.1, "positive": True}}
    yield {
        **case("tall", "ElasticNet positive", ElasticNet(alpha=0.1, positive=True, **tight)), "options": {"alpha": 0.1, "positive": True},
    }
    yield {**case("tall", "ElasticNet all ridge", ElasticNet(alpha=0.1, l1_ratio=0, **tight)), "options": {"alpha": 0.1, "l1Ratio": 0}}


def paths():
    X, y, _ = DATA["tall"]
    tight = dict(tol=1e-14, max_iter=200000)
    alphas, coefs, _ = lasso_path(X, y, alphas=12, **tight)
    ealphas, ecoefs, _ = enet_path(X, y, l1_ratio=0.3, alphas=12, eps=0.01, **tight)
    names = ["alpha_", "alphas_", "mse_path_"]
    cv = LassoCV(alphas=20, **tight)
    weighted = LassoCV(alphas=20, **tight)
    ecv = ElasticNetCV(alphas=10, l1_ratio=[0.2, 0.7, 1.0], **tight)
    return {
        "lasso": {"alphas": listed(alphas), "coefs": listed(coefs)},
        "enet": {"alphas": listed(ealphas), "coefs": listed(ecoefs)},
        "LassoCV": case("tall", "LassoCV", cv, names),
        "LassoCV weighted": case("tall", "LassoCV weighted", weighted, names, True),
        "ElasticNetCV": case("tall", "ElasticNetCV", ecv, [*names, "l1_ratio_"]),
    }


def greedy():
    for data in ("tall", "wide"):
        yield {**case(data, f"Lars {data}", Lars(), ["alphas_", "active_", "coef_path_"]), "model": "Lars", "options": {}}
        yield {**case(data, f"Lars 3 {data}", Lars(n_nonzero_coefs=3), ["alphas_", "active_"]), "model": "Lars", "options": {"nNonzeroCoefs": 3}}
        for alpha in (0.02, 0.3):
            yield {
                **case(data, f"LassoLars {data} {alpha}", LassoLars(alpha=alpha), ["alphas_", "coef_path_"]), "model": "LassoLars",
                "options": {"alpha": alpha},
            }
        for k in (1, 3):
            yield {
                **case(data, f"OMP {data} {k}", OrthogonalMatchingPursuit(n_nonzero_coefs=k), ["n_nonzero_coefs_"]),
                "model": "OrthogonalMatchingPursuit", "options": {"nNonzeroCoefs": k},
            }
        yield {
            **case(data, f"OMP {data} tol", OrthogonalMatchingPursuit(tol=20.0)), "model": "OrthogonalMatchingPursuit",
            "options": {"tol": 20},
        }


def bayesian():
    for data in ("tall", "wide"):
        for tol in (1e-3, 1e-8):
            X, _, _ = DATA[data]
            for weighted in (False, True):
                model = BayesianRidge(tol=tol, compute_score=True)
                found = case(data, f"BayesianRidge {data} {tol} {weighted}", model, ["alpha_", "lambda_", "sigma_", "n_iter_", "scores_"], weighted)
                yield {**found, "model": "BayesianRidge", "options": {"tol": tol, "computeScore": True}, "std": listed(model.predict(X, return_std=True)[1])}
            if data == "wide":
                continue
            model = ARDRegression(tol=tol, compute_score=True)
            found = case(data, f"ARDRegression {data} {tol}", model, ["alpha_", "lambda_", "sigma_", "n_iter_", "scores_"])
            yield {**found, "model": "ARDRegression", "options": {"tol": tol, "computeScore": True}, "std": listed(model.predict(X, return_std=True)[1])}


class Settled:
    """HuberRegressor taken to the minimum: scikit-learn's own stops where the objective moves by less than 2e-9 of itself."""

    def __init__(self, model):
        self.model = model

    def fit(self, X, y, sample_weight=None):
        model = self.model.fit(X, y, sample_weight=sample_weight)
        weight = np.ones(len(y)) if sample_weight is None else sample_weight
        start = np.r_[model.coef_, [model.intercept_] * model.fit_intercept, model.scale_]
        for _ in range(5):
            found = minimize(
                _huber_loss_and_gradient, start, (X, y, model.epsilon, model.alpha, weight), "L-BFGS-B", True,
                options={"ftol": 0, "gtol": 1e-12, "maxiter": 10000, "maxls": 50},
            )
            start = found.x
        model.coef_, model.scale_ = start[: X.shape[1]], start[-1]
        model.intercept_ = start[-2] if model.fit_intercept else 0.0
        model.outliers_ = np.abs(y - X @ model.coef_ - model.intercept_) > model.scale_ * model.epsilon
        return model


def outlying():
    X, y, weight = DATA["tall"]
    y = y.copy()
    y[::7] += 25
    DATA["outlying"] = (X, y, weight)
    for epsilon in (1.1, 1.35, 3):
        for weighted in (False, True):
            for fit in (True, False):
                model = HuberRegressor(epsilon=epsilon, fit_intercept=fit, tol=1e-10, max_iter=10000)
                yield {
                    **case("outlying", f"Huber {epsilon} {weighted} {fit}", Settled(model), ["scale_", "outliers_"], weighted), "model": "HuberRegressor",
                    "options": {"epsilon": epsilon, "fitIntercept": fit},
                }
    yield {**case("small", "TheilSen", TheilSenRegressor(tol=1e-8, max_iter=10000)), "model": "TheilSenRegressor"}
    for data in ("outlying", "wide"):
        for quantile in (0.2, 0.5, 0.9):
            for alpha in (0.0, 0.05):
                for weighted in (False, True):
                    if data == "wide" and alpha == 0:
                        continue
                    model = QuantileRegressor(quantile=quantile, alpha=alpha)
                    yield {
                        **case(data, f"Quantile {data} {quantile} {alpha} {weighted}", model, (), weighted), "model": "QuantileRegressor",
                        "options": {"quantile": quantile, "alpha": alpha},
                    }


def margins():
    for loss in ("epsilon_insensitive", "squared_epsilon_insensitive"):
        for C in (0.1, 1.0):
            for epsilon in (0.0, 0.5):
                model = LinearSVR(loss=loss, C=C, epsilon=epsilon, tol=1e-10, max_iter=2000000, random_state=0, dual=True)
                yield {
                    **case("small", f"LinearSVR {loss} {C} {epsilon}", model), "model": "LinearSVR",
                    "options": {"loss": {"epsilon_insensitive": "epsilonInsensitive"}.get(loss, "squaredEpsilonInsensitive"), "C": C, "epsilon": epsilon},
                }


def everything():
    values = {
        "leastSquares": list(least_squares()), "ridge": list(ridges()), "ridgeCV": list(ridges_cv()), "nets": list(nets()), "paths": paths(),
        "greedy": list(greedy()), "bayesian": list(bayesian()), "robust": list(outlying()), "margins": list(margins()),
    }
    data = {name: {"X": listed(X), "y": listed(y), "weight": listed(weight)} for name, (X, y, weight) in DATA.items()}
    return {"data": data, **values}


def groups():
    return {"linear": everything}
