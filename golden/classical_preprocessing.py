"""Scalers, bins, polynomials, splines and powers of scikit-learn on one small matrix, inputs beside outputs."""

import warnings

import numpy as np
from sklearn import preprocessing as p
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import Ridge
from sklearn.pipeline import Pipeline

rng = np.random.RandomState(5)
X = np.column_stack([rng.randn(30), np.exp(rng.randn(30)), np.round(rng.uniform(-3, 3, 30)), np.full(30, 4.0)])
holed = X.copy()
holed[[2, 5, 11], [0, 1, 2]] = np.nan
new = np.column_stack([rng.randn(6) * 2, np.exp(rng.randn(6)), np.round(rng.uniform(-5, 5, 6)), np.full(6, 5.0)])
weight = rng.randint(1, 4, 30).astype(float)
y = X[:, 0] + 2 * np.log(X[:, 1]) + 0.1 * rng.randn(30)

CASES = [
    ("StandardScaler", {}), ("StandardScaler", {"withMean": False}), ("StandardScaler", {"withStd": False}),
    ("MinMaxScaler", {}), ("MinMaxScaler", {"featureRange": [-1, 2], "clip": True}),
    ("MaxAbsScaler", {}), ("MaxAbsScaler", {"clip": True}),
    ("RobustScaler", {}), ("RobustScaler", {"quantileRange": [10, 80], "unitVariance": True}), ("RobustScaler", {"withCentering": False}),
    ("QuantileTransformer", {"nQuantiles": 30}), ("QuantileTransformer", {"nQuantiles": 10, "outputDistribution": "normal"}),
]
DENSE = [
    ("Normalizer", {}), ("Normalizer", {"norm": "l1"}), ("Normalizer", {"norm": "max"}), ("Binarizer", {"threshold": 0.5}),
    ("PolynomialFeatures", {}), ("PolynomialFeatures", {"degree": 3, "interactionOnly": True, "includeBias": False}),
    ("PolynomialFeatures", {"degree": [2, 3]}), ("PolynomialFeatures", {"degree": [2, 3], "interactionOnly": True}),
    ("PolynomialFeatures", {"degree": 0}),
]
BINS = [{"encode": e, "strategy": s, "nBins": n} for e, s, n in
        [("ordinal", "uniform", 4), ("ordinal", "quantile", 4), ("ordinal", "kmeans", 3), ("onehot", "quantile", 4)]]
BINS.append({"encode": "ordinal", "strategy": "quantile", "nBins": 5, "quantileMethod": "linear"})
# Not degree 1 with "linear": there scikit-learn 1.9 gives splines that do not sum to 1 from the second column on.
SPLINES = [{"degree": d, "nKnots": n, "knots": k, "extrapolation": e, "includeBias": b} for d, n, k, e, b in [
    (3, 5, "uniform", "constant", True), (2, 4, "quantile", "linear", False), (3, 4, "uniform", "continue", True),
    (3, 6, "uniform", "periodic", True), (2, 5, "quantile", "periodic", False), (1, 4, "uniform", "continue", True)]]


def snake(name):
    return "".join("_" + c.lower() if c.isupper() else c for c in name)


def make(kind, options):
    given = {snake(k): tuple(v) if isinstance(v, list) else v for k, v in options.items()}
    if kind == "KBinsDiscretizer" and given["encode"] == "onehot":
        given["encode"] = "onehot-dense"
    return getattr(p, kind)(**given)


def case(kind, options, train, test, **fit):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = make(kind, options).fit(train, **fit)
    out = {"kind": kind, "options": options, "out": model.transform(test).tolist(), "names": list(model.get_feature_names_out())}
    if hasattr(model, "inverse_transform"):
        out["back"] = model.inverse_transform(model.transform(test)).tolist()
    return out


def preprocessing():
    K = X[:, :3] @ X[:, :3].T
    power = [{"method": m, "lambdas": make("PowerTransformer", {"method": m}).fit(A).lambdas_.tolist(),
              "out": make("PowerTransformer", {"method": m}).fit(A).transform(B).tolist(), "train": A.tolist(), "test": B.tolist()}
             for m, A, B in [("yeo-johnson", holed[:, :3], new[:, :3]), ("box-cox", np.abs(X[:, :2]) + 0.1, np.abs(new[:, :2]) + 0.1)]]
    column = ColumnTransformer([
        ("numbers", Pipeline([("fill", SimpleImputer()), ("scale", p.StandardScaler())]), [0, 1]),
        ("bins", p.KBinsDiscretizer(n_bins=3, encode="ordinal", strategy="uniform"), [2])], remainder="passthrough")
    whole = Pipeline([("columns", column), ("model", Ridge(alpha=0.5))])
    A = holed.copy()
    A[:, 2] = X[:, 2]
    return {
        "X": X.tolist(), "holed": holed.tolist(), "new": new.tolist(), "weight": weight.tolist(), "y": y.tolist(),
        "holedCases": [case(k, o, holed, new) for k, o in CASES],
        "denseCases": [case(k, o, X[:, :3], new[:, :3]) for k, o in DENSE],
        "weighted": case("StandardScaler", {}, holed, new, sample_weight=weight),
        "bins": [case("KBinsDiscretizer", o, X[:, :3], new[:, :3]) for o in BINS],
        "weightedBins": [case("KBinsDiscretizer", o, X[:, :3], new[:, :3], sample_weight=weight) for o in [
            {"encode": "ordinal", "strategy": "quantile", "nBins": 4}, {"encode": "ordinal", "strategy": "kmeans", "nBins": 3}]],
        "splines": [case("SplineTransformer", o, X[:, :2], new[:, :2]) for o in SPLINES],
        "power": power,
        "kernel": {"K": K.tolist(), "out": p.KernelCenterer().fit(K).transform(K[:4]).tolist()},
        "pipeline": {"X": A.tolist(), "out": column.fit_transform(A).tolist(), "names": list(column.fit(A).get_feature_names_out()),
                     "predicted": whole.fit(A, y).predict(A).tolist()},
    }


def groups():
    return {"preprocessing": preprocessing}
