"""Gaussian processes and kernel ridge regression from scikit-learn. Hyperparameters are learnt to a tighter tolerance than its default."""

import numpy as np
from scipy.integrate import quad
from scipy.optimize import minimize
from scipy.special import expit
from sklearn.gaussian_process import GaussianProcessClassifier, GaussianProcessRegressor
from sklearn.gaussian_process.kernels import (
    RBF,
    ConstantKernel,
    DotProduct,
    Exponentiation,
    ExpSineSquared,
    Matern,
    RationalQuadratic,
    WhiteKernel,
)
from sklearn.kernel_ridge import KernelRidge


def data():
    rng = np.random.default_rng(22)
    X = rng.uniform(-2, 2, size=(25, 2))
    y = np.sin(2 * X[:, 0]) + 0.3 * X[:, 1] + rng.normal(scale=0.1, size=25)
    return X, y, (X[:, 0] + X[:, 1] ** 2 > 0.7).astype(int), np.digitize(X[:, 0], [-0.7, 0.7]), rng.uniform(-2, 2, size=(8, 2))


KERNELS = {
    "rbf": RBF(0.8),
    "rbf_ard": RBF([0.8, 1.7]),
    "matern12": Matern(0.9, nu=0.5),
    "matern32_ard": Matern([0.9, 1.4], nu=1.5),
    "matern52": Matern(0.9, nu=2.5),
    "matern_inf": Matern(0.9, nu=np.inf),
    "rational_quadratic": RationalQuadratic(0.7, 1.3),
    "exp_sine_squared": ExpSineSquared(1.2, 2.5),
    "dot_product": DotProduct(0.6) + WhiteKernel(0.2),
    "joined": ConstantKernel(2.0) * Matern([1.0, 2.0], nu=2.5) + WhiteKernel(0.3) * ConstantKernel(0.5),
    "power": Exponentiation(RBF(0.8) + ConstantKernel(0.4, "fixed"), 2),
}


def covariances():
    y = data()[1]
    out = {}
    for name, kernel in KERNELS.items():
        # The periodic covariance is positive definite in one column only.
        columns = 1 if name == "exp_sine_squared" else 2
        X, Q = data()[0][:, :columns], data()[4][:, :columns]
        K, gradient = kernel(X[:6], eval_gradient=True)
        m = GaussianProcessRegressor(kernel, alpha=0.01, optimizer=None).fit(X, y)
        mean, std = m.predict(Q, return_std=True)
        likelihood, slope = m.log_marginal_likelihood(kernel.theta, eval_gradient=True)
        out[name] = {
            "columns": columns,
            "theta": kernel.theta.tolist(),
            "K": K.tolist(),
            "gradient": np.moveaxis(gradient, 2, 0).tolist(),
            "across": kernel(X[:3], Q).tolist(),
            "diagonal": kernel.diag(Q).tolist(),
            "mean": mean.tolist(),
            "std": std.tolist(),
            "cov": m.predict(Q[:3], return_cov=True)[1].tolist(),
            "likelihood": float(likelihood),
            "slope": slope.tolist(),
        }
    return out


def tight(objective, start, bounds):
    found = minimize(objective, start, method="L-BFGS-B", jac=True, bounds=bounds, options={"ftol": 1e-15, "gtol": 1e-9})
    return found.x, found.fun


def learnt():
    X, y, c, k, Q = data()
    kernel = ConstantKernel(1.0) * RBF([1.0, 1.0]) + WhiteKernel(0.1)
    m = GaussianProcessRegressor(kernel, optimizer=tight, normalize_y=True).fit(X, y)
    mean, std = m.predict(Q, return_std=True)
    return {
        "theta": m.kernel_.theta.tolist(),
        "likelihood": float(m.log_marginal_likelihood_value_),
        "mean": mean.tolist(),
        "std": std.tolist(),
    }


def exact_probabilities(model, Q):
    """Of the class 1, by quadrature, where scikit-learn has an approximation."""
    means, variances = model.base_estimator_.latent_mean_and_variance(Q)
    return [
        quad(lambda z: expit(m + np.sqrt(v) * z) * np.exp(-z * z / 2) / np.sqrt(2 * np.pi), -12, 12, epsabs=1e-13, epsrel=1e-13)[0]
        for m, v in zip(means, variances)
    ]


def classifiers():
    X, _, c, k, Q = data()
    fixed = GaussianProcessClassifier(ConstantKernel(4.0) * RBF([1.0, 0.8]), optimizer=None).fit(X, c)
    theta = fixed.base_estimator_.kernel_.theta
    likelihood, slope = fixed.log_marginal_likelihood(theta, eval_gradient=True)
    mean, variance = fixed.base_estimator_.latent_mean_and_variance(Q)
    free = GaussianProcessClassifier(ConstantKernel(1.0, "fixed") * RBF([1.0, 1.0]) , optimizer=tight).fit(X, c)
    several = GaussianProcessClassifier(RBF(1.0), optimizer=None).fit(X, k)
    return {
        "likelihood": float(likelihood),
        "slope": slope.tolist(),
        "mean": mean.tolist(),
        "variance": variance.tolist(),
        "proba": exact_probabilities(fixed, Q),
        "approximate": fixed.predict_proba(Q)[:, 1].tolist(),
        "predict": fixed.predict(Q).tolist(),
        "learnt_theta": free.base_estimator_.kernel_.theta.tolist(),
        "learnt_likelihood": float(free.log_marginal_likelihood_value_),
        "several": several.predict_proba(Q).tolist(),
        "several_predict": several.predict(Q).tolist(),
    }


def ridge():
    X, y, _, _, Q = data()
    weight = np.linspace(0.5, 2, 25)
    return {
        "weight": weight.tolist(),
        "found": [
            {
                "options": options,
                "plain": KernelRidge(**options).fit(X, y).predict(Q).tolist(),
                "dual_coef": KernelRidge(**options).fit(X, y).dual_coef_.tolist(),
                "weighted": KernelRidge(**options).fit(X, y, sample_weight=weight).predict(Q).tolist(),
            }
            for options in [
                {"kernel": "linear", "alpha": 0.5},
                {"kernel": "rbf", "alpha": 0.1, "gamma": 0.7},
                {"kernel": "poly", "alpha": 1.0, "degree": 2},
            ]
        ],
    }


def groups():
    X, y, c, k, Q = data()

    def value():
        return {
            "X": X.tolist(),
            "y": y.tolist(),
            "c": c.tolist(),
            "k": k.tolist(),
            "Q": Q.tolist(),
            "covariances": covariances(),
            "learnt": learnt(),
            "classifiers": classifiers(),
            "ridge": ridge(),
        }

    return {"gaussian-process": value}
