"""Isotonic regression and calibrated classifiers from scikit-learn."""

import numpy as np
from sklearn.calibration import CalibratedClassifierCV, _sigmoid_calibration
from sklearn.isotonic import IsotonicRegression, isotonic_regression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC


def data():
    rng = np.random.default_rng(23)
    X = rng.normal(size=(90, 2)) + np.repeat([[0, 0], [1.5, 1], [0, 1.5]], 30, axis=0)
    return X, np.repeat([0, 1, 2], 30), rng.normal(size=(12, 2)) + [0.5, 0.7], rng.integers(1, 4, size=90).astype(float)


def isotonic():
    rng = np.random.default_rng(24)
    x = rng.integers(0, 30, size=60) / 4
    y = np.log1p(x) + rng.normal(scale=0.4, size=60)
    weight = rng.integers(0, 4, size=60).astype(float)
    test = np.linspace(-1, 9, 21)
    found = []
    for options in [{"increasing": True}, {"increasing": False}, {"increasing": "auto", "y_min": 0.5, "y_max": 2.0}]:
        m = IsotonicRegression(out_of_bounds="clip", **options).fit(x, y, sample_weight=weight)
        found.append(
            {
                "options": options,
                "x_thresholds": m.X_thresholds_.tolist(),
                "y_thresholds": m.y_thresholds_.tolist(),
                "predict": m.predict(test).tolist(),
                "increasing": bool(m.increasing_),
            }
        )
    return {
        "x": x.tolist(),
        "y": y.tolist(),
        "weight": weight.tolist(),
        "test": test.tolist(),
        "found": found,
        "sequence": isotonic_regression(y, sample_weight=weight + 0.5).tolist(),
        "falling": isotonic_regression(y, increasing=False, y_min=0.3).tolist(),
    }


def sigmoids():
    rng = np.random.default_rng(25)
    scores = rng.normal(size=50)
    y = (scores + rng.normal(size=50) > 0.3).astype(int)
    weight = rng.integers(1, 4, size=50).astype(float)
    return {
        "scores": scores.tolist(),
        "y": y.tolist(),
        "weight": weight.tolist(),
        "plain": [float(v) for v in _sigmoid_calibration(scores, y)],
        "weighted": [float(v) for v in _sigmoid_calibration(scores, y, weight)],
        "large": [float(v) for v in _sigmoid_calibration(1000 * scores, y)],
    }


def classifiers():
    X, y, Q, weight = data()
    out = []
    for base in ["svc", "k-nn"]:
        estimator = SVC(kernel="linear", tol=1e-9) if base == "svc" else KNeighborsClassifier(n_neighbors=7)
        for method in ["sigmoid", "isotonic", "temperature"]:
            for classes in [2, 3]:
                for ensemble in [True, False]:
                    rows = y < classes
                    m = CalibratedClassifierCV(estimator, method=method, cv=3, ensemble=ensemble).fit(X[rows], y[rows])
                    out.append(
                        {
                            "base": base,
                            "method": method,
                            "classes": classes,
                            "ensemble": ensemble,
                            "proba": m.predict_proba(Q).tolist(),
                            "predict": m.predict(Q).tolist(),
                        }
                    )
    weighted = CalibratedClassifierCV(SVC(kernel="linear", tol=1e-9), cv=3).fit(X, y, sample_weight=weight)
    return {"weight": weight.tolist(), "found": out, "weighted": weighted.predict_proba(Q).tolist()}


def groups():
    X, y, Q, _ = data()

    def value():
        return {
            "X": X.tolist(),
            "y": y.tolist(),
            "Q": Q.tolist(),
            "isotonic": isotonic(),
            "sigmoids": sigmoids(),
            "classifiers": classifiers(),
        }

    return {"calibration": value}
