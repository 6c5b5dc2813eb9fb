"""Feature selection of scikit-learn, inputs beside outputs."""

import numpy as np
from sklearn import feature_selection as fs
from sklearn.linear_model import Lasso, LinearRegression

rng = np.random.RandomState(11)
N = 60
X = rng.randn(N, 6)
X[:, 4] = np.round(X[:, 4])
classes = (X[:, 0] + 0.5 * X[:, 1] ** 2 + 0.5 * rng.randn(N) > 0.3).astype(int) + (X[:, 2] > 1).astype(int)
y = 3 * X[:, 0] - 2 * X[:, 3] + 0.5 * X[:, 5] + 0.5 * rng.randn(N)
counts = rng.poisson(2 + 2 * (classes[:, None] == np.array([0, 1, 2, 0])), (N, 4)).astype(float)


def pair(found):
    return {"scores": found[0].tolist(), "pValues": found[1].tolist()}


def selector(kind, score, target, **options):
    model = getattr(fs, kind)(getattr(fs, score), **options)
    return {"kind": kind, "score": score, "target": target, "options": options,
            "support": model.fit(X, classes if target == "classes" else y).get_support().tolist()}


def selection():
    rfe = fs.RFE(LinearRegression(), n_features_to_select=2).fit(X, y)
    steps = fs.RFE(LinearRegression(), n_features_to_select=0.4, step=2).fit(X, y)
    rfecv = fs.RFECV(LinearRegression(), min_features_to_select=2, cv=4).fit(X, y)
    model = [{"threshold": t, "maxFeatures": m, "support": fs.SelectFromModel(LinearRegression(), threshold=t, max_features=m).fit(X, y).get_support().tolist()}
             for t, m in [(None, None), ("median", None), ("1.5*mean", None), (0.3, 2)]]
    lasso = fs.SelectFromModel(Lasso(alpha=0.3)).fit(X, y)
    sequential = [{"options": o, "support": fs.SequentialFeatureSelector(LinearRegression(), cv=4, **k).fit(X, y).get_support().tolist()}
                  for o, k in [({"nFeaturesToSelect": 2}, {"n_features_to_select": 2}), ({"direction": "backward", "nFeaturesToSelect": 2}, {"direction": "backward", "n_features_to_select": 2}),
                               ({"tol": 0.01}, {"tol": 0.01}), ({"tol": -0.01, "direction": "backward"}, {"tol": -0.01, "direction": "backward"})]]
    kinds = [("SelectKBest", {"k": 2}), ("SelectPercentile", {"percentile": 40}), ("SelectFpr", {"alpha": 0.1}), ("SelectFdr", {"alpha": 0.1}), ("SelectFwe", {"alpha": 0.1})]
    return {
        "X": X.tolist(), "classes": classes.tolist(), "y": y.tolist(), "counts": counts.tolist(),
        "fClassif": pair(fs.f_classif(X, classes)), "fRegression": pair(fs.f_regression(X, y)), "uncentred": pair(fs.f_regression(X, y, center=False)),
        "rRegression": fs.r_regression(X, y).tolist(), "chi2": pair(fs.chi2(counts, classes)),
        "mutualInfo": [
            {"kind": "mutualInfoClassif", "X": "X", "options": {}, "out": fs.mutual_info_classif(X, classes, random_state=0).tolist()},
            {"kind": "mutualInfoClassif", "X": "X", "options": {"nNeighbors": 5}, "out": fs.mutual_info_classif(X, classes, n_neighbors=5, random_state=0).tolist()},
            {"kind": "mutualInfoClassif", "X": "counts", "options": {"discreteFeatures": True}, "out": fs.mutual_info_classif(counts, classes, discrete_features=True).tolist()},
            {"kind": "mutualInfoRegression", "X": "X", "options": {"discreteFeatures": [False, False, False, False, True, False]},
             "out": fs.mutual_info_regression(X, y, discrete_features=[4], random_state=0).tolist()},
            {"kind": "mutualInfoRegression", "X": "counts", "options": {"discreteFeatures": True, "nNeighbors": 4},
             "out": fs.mutual_info_regression(counts, y, discrete_features=True, n_neighbors=4, random_state=0).tolist()},
        ],
        "selectors": [selector(k, s, t, **o) for k, o in kinds for s, t in [("f_classif", "classes"), ("f_regression", "y")]],
        "variance": {"threshold": 0.9, "variances": fs.VarianceThreshold(0.9).fit(X).variances_.tolist(), "support": fs.VarianceThreshold(0.9).fit(X).get_support().tolist()},
        "rfe": {"ranking": rfe.ranking_.tolist(), "score": rfe.score(X, y)}, "rfeSteps": steps.ranking_.tolist(),
        "rfecv": {"support": rfecv.support_.tolist(), "ranking": rfecv.ranking_.tolist(), "nFeatures": rfecv.cv_results_["n_features"].tolist(),
                  "mean": rfecv.cv_results_["mean_test_score"].tolist(), "std": rfecv.cv_results_["std_test_score"].tolist()},
        "fromModel": model, "lasso": {"support": lasso.get_support().tolist(), "threshold": lasso.threshold_}, "sequential": sequential,
    }


def groups():
    return {"feature-selection": selection}
