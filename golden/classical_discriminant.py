"""Linear and quadratic discriminant analysis and the shrunk covariances that they use, from scikit-learn."""

import numpy as np
from sklearn.covariance import EllipticEnvelope, empirical_covariance, ledoit_wolf, oas, shrunk_covariance
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis, QuadraticDiscriminantAnalysis


def samples(rows, columns, classes, seed):
    rng = np.random.RandomState(seed)
    y = rng.permutation(np.arange(rows) % classes)
    X = rng.randn(rows, columns) @ rng.randn(columns, columns) + 2 * rng.randn(classes, columns)[y]
    return X, y


DATA = {"two": samples(40, 3, 2, 0), "three": samples(60, 4, 3, 1), "few": samples(14, 6, 3, 2)}


def case(data, title, model, options):
    X, y = DATA[data]
    model.fit(X, y)
    learnt = {"means_": model.means_.tolist(), "priors_": model.priors_.tolist()}
    if isinstance(model, LinearDiscriminantAnalysis):
        learnt.update({"coef_": model.coef_.tolist(), "intercept_": model.intercept_.tolist()})
    found = {
        "title": f"{title} {data}", "data": data, "options": options, "weighted": False, "learnt": learnt, "predicted": model.predict(X).tolist(),
        "probabilities": model.predict_proba(X).tolist(), "decision": model.decision_function(X).tolist(),
    }
    if hasattr(model, "explained_variance_ratio_"):
        found["ratio"] = model.explained_variance_ratio_.tolist()
        found["transformed"] = model.transform(X).tolist()
    if getattr(model, "covariance_", None) is not None:
        found["covariance"] = np.asarray(model.covariance_).tolist()
    return found


def linear():
    for data in ("two", "three"):
        for solver in ("svd", "lsqr", "eigen"):
            yield case(data, f"LDA {solver}", LinearDiscriminantAnalysis(solver=solver, store_covariance=True), {"solver": solver, "storeCovariance": True})
        for solver in ("lsqr", "eigen"):
            for shrinkage in ("auto", 0.3):
                model = LinearDiscriminantAnalysis(solver=solver, shrinkage=shrinkage)
                yield case(data, f"LDA {solver} {shrinkage}", model, {"solver": solver, "shrinkage": shrinkage})
    priors = [0.2, 0.5, 0.3]
    yield case("three", "LDA priors", LinearDiscriminantAnalysis(priors=priors), {"priors": priors})
    yield case("three", "LDA one component", LinearDiscriminantAnalysis(n_components=1), {"nComponents": 1})
    yield case("few", "LDA auto", LinearDiscriminantAnalysis(solver="eigen", shrinkage="auto"), {"solver": "eigen", "shrinkage": "auto"})


def quadratic():
    for data in ("two", "three"):
        for regular in (0.0, 0.3):
            model = QuadraticDiscriminantAnalysis(reg_param=regular, store_covariance=True)
            yield case(data, f"QDA {regular}", model, {"regParam": regular, "storeCovariance": True})
        for shrinkage in (None, "auto", 0.4):
            model = QuadraticDiscriminantAnalysis(solver="eigen", shrinkage=shrinkage)
            yield case(data, f"QDA eigen {shrinkage}", model, {"solver": "eigen", "shrinkage": shrinkage})
    priors = [0.2, 0.5, 0.3]
    yield case("three", "QDA priors", QuadraticDiscriminantAnalysis(priors=priors), {"priors": priors})


def covariances():
    for data in ("two", "three", "few"):
        X = DATA[data][0]
        for centred in (False, True):
            empirical = empirical_covariance(X, assume_centered=centred)
            wolf, oracle = ledoit_wolf(X, assume_centered=centred), oas(X, assume_centered=centred)
            yield {
                "title": f"{data} {centred}", "data": data, "assumeCentered": centred, "empirical": empirical.tolist(),
                "shrunk": shrunk_covariance(empirical, 0.2).tolist(), "ledoitWolf": [wolf[0].tolist(), float(wolf[1])],
                "oas": [oracle[0].tolist(), float(oracle[1])],
            }


def envelopes():
    """Samples so clear that scikit-learn's random starts and ours find the same rows."""
    for name, rows, columns, spoilt, fraction in (("plane", 80, 2, 12, None), ("more of a plane", 50, 2, 5, 0.8), ("space", 40, 3, 4, 0.9)):
        rng = np.random.RandomState(rows)
        X = rng.randn(rows, columns) @ rng.randn(columns, columns)
        X[:spoilt] = 15 + rng.randn(spoilt, columns)
        DATA[name] = (X, np.zeros(rows))
        model = EllipticEnvelope(contamination=0.15, random_state=0, support_fraction=fraction).fit(X)
        yield {
            "title": name, "data": name, "supportFraction": fraction, "location": model.location_.tolist(), "covariance": model.covariance_.tolist(), "offset": float(model.offset_),
            "distances": model.dist_.tolist(), "predicted": model.predict(X).tolist(), "support": model.support_.astype(int).tolist(),
        }


def everything():
    envelope = list(envelopes())
    data = {name: {"X": X.tolist(), "y": y.tolist(), "weight": []} for name, (X, y) in DATA.items()}
    return {"data": data, "linear": list(linear()), "quadratic": list(quadratic()), "covariances": list(covariances()), "envelopes": envelope}


def groups():
    return {"discriminant": everything}
