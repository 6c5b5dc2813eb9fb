"""Imputers of scikit-learn on one matrix with holes, inputs beside outputs."""

import warnings

import numpy as np
from sklearn.experimental import enable_iterative_imputer  # noqa: F401
from sklearn import impute
from sklearn.linear_model import LinearRegression

rng = np.random.RandomState(3)
Z = rng.randn(40, 2)
X = np.column_stack([Z[:, 0], 2 * Z[:, 0] - Z[:, 1] + 0.1 * rng.randn(40), np.round(Z[:, 1] * 2), rng.randn(40) + Z[:, 1]])
X[rng.rand(40, 4) < 0.2] = np.nan
X[7] = [np.nan, np.nan, np.nan, 0.3]
new = X[:8] + 0.05 * rng.randn(8, 4)
new[0] = np.nan
coded = np.where(np.isnan(X), -9.0, X)
coded_new = np.where(np.isnan(new), -9.0, new)
# Rows at equal distances may be taken in any order; for neighbours none are.
apart = X + 0.01 * rng.randn(40, 4)


def snake(name):
    return "".join("_" + c.lower() if c.isupper() else c for c in name)


def case(kind, options, **more):
    train, test = (coded, coded_new) if "missingValues" in options else (apart, new) if kind == "KNNImputer" else (X, new)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = getattr(impute, kind)(**{snake(k): v for k, v in options.items()}, **more)
        train_out = model.fit_transform(train)
    return {"kind": kind, "options": options, "fitted": train_out.astype(float).tolist(), "out": model.transform(test).astype(float).tolist(),
            "names": list(model.get_feature_names_out()), "rounds": getattr(model, "n_iter_", None), "linear": bool(more)}


def imputation():
    return {
        "X": X.tolist(), "new": new.tolist(), "coded": coded.tolist(), "apart": apart.tolist(), "codedNew": coded_new.tolist(),
        "cases": [
            case("SimpleImputer", {}), case("SimpleImputer", {"strategy": "median", "addIndicator": True}),
            case("SimpleImputer", {"strategy": "most_frequent"}), case("SimpleImputer", {"strategy": "constant", "fillValue": 5}),
            case("SimpleImputer", {"missingValues": -9.0}),
            case("MissingIndicator", {"features": "all"}), case("MissingIndicator", {"missingValues": -9.0}),
            case("KNNImputer", {}), case("KNNImputer", {"nNeighbors": 3, "weights": "distance"}),
            case("KNNImputer", {"nNeighbors": 100}), case("KNNImputer", {"nNeighbors": 4, "addIndicator": True}),
            case("IterativeImputer", {}), case("IterativeImputer", {"maxIter": 2, "imputationOrder": "roman"}),
            case("IterativeImputer", {"imputationOrder": "descending", "minValue": -1.5, "maxValue": 2.0}),
            case("IterativeImputer", {"imputationOrder": "arabic", "initialStrategy": "median", "tol": 1e-6, "maxIter": 5}),
            case("IterativeImputer", {"missingValues": -9.0}, estimator=LinearRegression()),
        ],
    }


def groups():
    return {"imputation": imputation}
