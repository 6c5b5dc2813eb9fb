"""Decompositions of scikit-learn: principal components of all kinds, factors, independent components, non-negative factors."""

import numpy as np
from sklearn.cross_decomposition import CCA, PLSCanonical, PLSRegression
from sklearn.decomposition import NMF, PCA, FactorAnalysis, FastICA, IncrementalPCA, KernelPCA, TruncatedSVD


def listed(its, names):
    out = {}
    for name in names:
        value = getattr(its, name)
        out[name] = value.tolist() if hasattr(value, "tolist") else value
    return out


def matrices():
    rng = np.random.default_rng(20)
    tall = rng.normal(size=(60, 6)) @ np.diag([5, 3, 2, 1, 0.5, 0.1]) @ rng.normal(size=(6, 6)) + rng.normal(size=6) * 10
    factors = rng.normal(size=(80, 2)) @ rng.normal(size=(2, 7)) + rng.normal(size=(80, 7)) * np.linspace(0.3, 1.2, 7) + 3
    wide = rng.normal(size=(8, 15)) * np.linspace(3, 0.5, 15)
    return {"tall": np.round(tall, 4), "factors": np.round(factors, 4), "wide": np.round(wide, 4)}


def principal():
    sets = matrices()
    learnt = ["components_", "explained_variance_", "explained_variance_ratio_", "singular_values_", "mean_", "noise_variance_", "n_components_"]
    out = {"data": {name: X.tolist() for name, X in sets.items()}, "pca": [], "incremental": [], "truncated": [], "kernel": []}
    for name, options in [("tall", {}), ("tall", {"n_components": 3, "svd_solver": "full"}), ("tall", {"n_components": 3, "whiten": True, "svd_solver": "covariance_eigh"}),
                          ("tall", {"n_components": 0.9}), ("tall", {"n_components": "mle", "svd_solver": "full"}), ("factors", {"n_components": "mle", "svd_solver": "full"}),
                          ("factors", {"n_components": 2, "svd_solver": "randomized", "random_state": 0}), ("wide", {"n_components": 5, "svd_solver": "full"}), ("wide", {"svd_solver": "full"})]:
        X = sets[name]
        its = PCA(**options).fit(X)
        one = {"data": name, "options": options, "learnt": listed(its, learnt), "transformed": its.transform(X).tolist(),
               "back": its.inverse_transform(its.transform(X)).tolist(), "covariance": its.get_covariance().tolist()}
        if its.noise_variance_ > 0 or name == "tall":
            one["scores"] = its.score_samples(X).tolist()
            one["precision"] = its.get_precision().tolist()
        out["pca"].append(one)
    for name, options in [("tall", {"n_components": 3, "batch_size": 20}), ("tall", {"batch_size": 17}), ("factors", {"n_components": 2, "batch_size": 12, "whiten": True}),
                          ("factors", {"n_components": 4}), ("tall", {"n_components": 5, "batch_size": 19})]:
        X = sets[name]
        its = IncrementalPCA(**options).fit(X)
        out["incremental"].append({"data": name, "options": options, "learnt": listed(its, [*learnt, "var_", "n_samples_seen_", "batch_size_"]), "transformed": its.transform(X).tolist()})
    for name, options in [("tall", {"n_components": 3}), ("wide", {"n_components": 4})]:
        X = sets[name]
        its = TruncatedSVD(random_state=0, **options).fit(X)
        out["truncated"].append({"data": name, "options": options, "learnt": listed(its, ["components_", "explained_variance_", "explained_variance_ratio_", "singular_values_"]), "transformed": its.transform(X).tolist()})
    for options in [{"n_components": 3, "kernel": "linear"}, {"kernel": "linear"}, {"n_components": 3, "kernel": "rbf", "gamma": 0.05, "fit_inverse_transform": True, "alpha": 0.1},
                    {"n_components": 4, "kernel": "poly", "degree": 2, "gamma": 0.1}, {"n_components": 2, "kernel": "sigmoid", "gamma": 0.01, "coef0": 0.2}, {"n_components": 3, "kernel": "cosine"},
                    {"n_components": 40, "kernel": "rbf"}]:
        X = sets["factors"]
        its = KernelPCA(eigen_solver="dense", **options).fit(X)
        one = {"data": "factors", "options": options, "eigenvalues": its.eigenvalues_.tolist(), "transformed": its.transform(X[:25] + 0.1).tolist()}
        if options.get("fit_inverse_transform"):
            one["back"] = its.inverse_transform(its.transform(X[:25])).tolist()
        out["kernel"].append(one)
    return out


def factors():
    sets = matrices()
    X = sets["factors"]
    out = {"data": {"factors": X.tolist()}, "analysis": [], "ica": []}
    for options in [{"n_components": 2}, {"n_components": 2, "tol": 1e-8, "max_iter": 5000}, {"n_components": 3, "tol": 1e-4, "rotation": "varimax"},
                    {"n_components": 2, "rotation": "quartimax", "tol": 1e-4}, {"n_components": 2, "noise_variance_init": np.linspace(0.1, 1, 7).tolist()}]:
        its = FactorAnalysis(svd_method="lapack", **options).fit(X)
        out["analysis"].append({"options": options, "learnt": listed(its, ["noise_variance_", "mean_", "loglike_", "n_iter_"]), "components": its.components_.tolist(),
                                "transformed": its.transform(X).tolist(), "scores": its.score_samples(X).tolist(), "covariance": its.get_covariance().tolist(), "precision": its.get_precision().tolist()})
    rng = np.random.default_rng(21)
    t = np.linspace(0, 8, 200)
    sources = np.c_[np.sin(2 * t), np.sign(np.sin(3 * t)), rng.laplace(size=200)]
    mixed = np.round(sources @ rng.normal(size=(3, 4)) + rng.normal(size=(200, 4)) * 0.01 + 2, 6)
    start = {k: np.round(rng.normal(size=(k, k)), 6) for k in (3, 4)}
    out["data"]["mixed"] = mixed.tolist()
    out["start"] = {str(k): value.tolist() for k, value in start.items()}
    white = np.round(FastICA(3, whiten="arbitrary-variance", random_state=0, whiten_solver="svd").fit(mixed).transform(mixed) * np.sqrt(200), 8)
    turned = np.round(white @ np.linalg.qr(rng.normal(size=(3, 3)))[0], 8)
    out["data"]["white"] = turned.tolist()
    for name, options in [("mixed", {"n_components": 3}), ("mixed", {"n_components": 3, "algorithm": "deflation"}), ("mixed", {"n_components": 3, "fun": "exp"}), ("mixed", {"n_components": 3, "fun": "cube"}),
                          ("mixed", {"n_components": 3, "whiten": "arbitrary-variance", "whiten_solver": "eigh"}), ("mixed", {"n_components": 3, "fun_args": {"alpha": 1.5}}), ("white", {"whiten": False})]:
        X = mixed if name == "mixed" else turned
        its = FastICA(w_init=start[3], tol=1e-9, max_iter=1000, **options).fit(X)
        names = ["components_", "mixing_"] + ([] if name == "white" else ["mean_", "whitening_"])
        out["ica"].append({"data": name, "options": options, "learnt": listed(its, names), "transformed": its.transform(X).tolist()[:40]})
    return out


def nonnegative():
    rng = np.random.default_rng(22)
    X = np.round(np.abs(rng.normal(size=(30, 3))) @ np.abs(rng.normal(size=(3, 8))) + np.abs(rng.normal(size=(30, 8))) * 0.1 + 0.01, 5)
    X0 = np.where(rng.uniform(size=X.shape) < 0.2, 0, X)
    W, H = np.round(np.abs(rng.normal(size=(30, 4))), 5), np.round(np.abs(rng.normal(size=(4, 8))), 5)
    sets = {"positive": X, "zeros": X0}
    out = {"data": {name: M.tolist() for name, M in sets.items()}, "W": W.tolist(), "H": H.tolist(), "cases": []}
    cases = [("zeros", {"n_components": 3}), ("zeros", {"n_components": 3, "init": "nndsvd"}), ("zeros", {"n_components": 4, "init": "custom", "alpha_W": 0.01, "l1_ratio": 0.5}),
             ("zeros", {"n_components": 3, "alpha_W": 0.005, "alpha_H": 0.02}), ("zeros", {"n_components": 3, "alpha_W": 0.01, "l1_ratio": 1.0}), ("zeros", {"n_components": 3, "tol": 1e-7, "max_iter": 5000}),
             ("zeros", {"n_components": 3, "solver": "mu"}), ("zeros", {"n_components": 3, "solver": "mu", "beta_loss": "kullback-leibler"}), ("positive", {"n_components": 3, "solver": "mu", "beta_loss": "itakura-saito"}),
             ("zeros", {"n_components": 3, "solver": "mu", "beta_loss": 1.5, "alpha_W": 0.01, "l1_ratio": 0.3}), ("zeros", {"n_components": 3, "solver": "mu", "beta_loss": 3.0}), ("positive", {"n_components": 3, "solver": "mu", "beta_loss": 0.5}),
             ("zeros", {"n_components": 4, "solver": "mu", "init": "custom", "beta_loss": "kullback-leibler", "max_iter": 50})]
    for name, options in cases:
        M = sets[name]
        its = NMF(random_state=0, **options)
        found = its.fit_transform(M, W=W.copy(), H=H.copy()) if options.get("init") == "custom" else its.fit_transform(M)
        sharp = its.set_params(tol=1e-14, max_iter=20000)
        one = {"data": name, "options": options, "learnt": listed(its, ["components_", "reconstruction_err_", "n_iter_"]), "W": found.tolist()}
        if options.get("solver") != "mu":
            one["transformed"] = sharp.transform(M).tolist()
        out["cases"].append(one)
    return out


def cross():
    rng = np.random.default_rng(23)
    hidden = rng.normal(size=(50, 3))
    X = np.round(hidden @ rng.normal(size=(3, 6)) + 0.3 * rng.normal(size=(50, 6)) + 1, 4)
    Y = np.round(hidden @ rng.normal(size=(3, 3)) + 0.3 * rng.normal(size=(50, 3)) - 2, 4)
    out = {"X": X.tolist(), "Y": Y.tolist(), "cases": []}
    names = ["x_weights_", "y_weights_", "x_loadings_", "y_loadings_", "x_rotations_", "y_rotations_", "coef_", "intercept_"]
    for kind in (PLSRegression, PLSCanonical, CCA):
        for options, columns in [({}, 3), ({"n_components": 3, "scale": False}, 3), ({"n_components": 1}, 1)]:
            y = Y[:, :columns]
            its = kind(tol=1e-20, max_iter=5000, **options).fit(X, y)
            T, U = its.transform(X, y)
            out["cases"].append({"kind": kind.__name__, "options": options, "columns": columns, "learnt": listed(its, names), "transformed": T.tolist(), "y": np.reshape(U, (50, -1)).tolist(),
                                 "predicted": np.reshape(its.predict(X), (50, -1)).tolist()})
    return out


def groups():
    return {"decomposition_cross": cross, "decomposition_principal": principal, "decomposition_factors": factors, "decomposition_nonnegative": nonnegative}
