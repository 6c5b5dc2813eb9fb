"""Support vector machines from scikit-learn's LIBSVM, to a tolerance that leaves its float kernels as the error."""

import numpy as np
from sklearn.svm import SVC, SVR, NuSVC, NuSVR, OneClassSVM

TOL = 1e-9


def data():
    rng = np.random.default_rng(21)
    X = rng.normal(size=(90, 3)) + np.repeat([[0, 0, 0], [1.5, 1, 0], [0, 1.5, 1]], 30, axis=0)
    y = np.repeat([0, 1, 2], 30)
    t = np.sin(X[:, 0]) + 0.5 * X[:, 1] + rng.normal(scale=0.1, size=90)
    return X, y, t, rng.normal(size=(15, 3)) + [0.5, 0.7, 0.3], rng.integers(1, 4, size=90).astype(float)


def describe(model, Q):
    return {
        "support": model.support_.tolist(),
        "dual_coef": model.dual_coef_.tolist(),
        "intercept": model.intercept_.tolist(),
        "decision": (model.decision_function(Q) if hasattr(model, "decision_function") else model.predict(Q)).tolist(),
        "predict": model.predict(Q).tolist(),
    }


def classifiers():
    X, y, _, Q, weight = data()
    out = []
    for kernel, extra in [("rbf", {}), ("linear", {}), ("poly", {"coef0": 1.0, "degree": 2}), ("sigmoid", {"gamma": 0.05, "coef0": -0.2})]:
        # The sigmoid is no positive definite kernel, so that a problem may have several ends; that of two classes has one.
        for classes in [2] if kernel == "sigmoid" else [2, 3]:
            rows = y < classes
            options = {"kernel": kernel, "C": 1.5, **extra}
            m = SVC(**options, tol=TOL).fit(X[rows], y[rows])
            out.append({"options": options, "classes": classes, "n_support": m.n_support_.tolist(), **describe(m, Q)})
            if kernel == "linear":
                out[-1]["coef"] = m.coef_.tolist()
    return out


def others():
    X, y, t, Q, weight = data()
    balanced = SVC(class_weight={0: 3.0}, gamma=0.4, tol=TOL).fit(X, y, sample_weight=weight)
    pairs = SVC(decision_function_shape="ovo", gamma=0.4, tol=TOL).fit(X, y)
    return {
        "weighted": describe(balanced, Q),
        "ovo": pairs.decision_function(Q).tolist(),
        "nu_svc": [describe(NuSVC(nu=0.3, gamma=0.3, tol=TOL).fit(X[y < c], y[y < c]), Q) for c in [2, 3]],
        "nu_svc_weighted": describe(NuSVC(nu=0.3, gamma=0.3, tol=TOL).fit(X[y < 2], y[y < 2], sample_weight=weight[y < 2]), Q),
        "svr": [describe(SVR(kernel=k, epsilon=0.05, C=2.0, tol=TOL).fit(X, t), Q) for k in ["rbf", "linear"]],
        "svr_weighted": describe(SVR(gamma=0.3, tol=TOL).fit(X, t, sample_weight=weight), Q),
        "nu_svr": describe(NuSVR(nu=0.4, C=2.0, tol=TOL).fit(X, t), Q),
        "nu_svr_weighted": describe(NuSVR(nu=0.4, gamma=0.3, tol=TOL).fit(X, t, sample_weight=weight), Q),
        "one_class": {
            **describe(OneClassSVM(nu=0.25, tol=TOL).fit(X), Q),
            "offset": OneClassSVM(nu=0.25, tol=TOL).fit(X).offset_.tolist(),
        },
        "one_class_weighted": describe(OneClassSVM(nu=0.25, gamma=0.3, tol=TOL).fit(X, sample_weight=weight), Q),
    }


def groups():
    X, y, t, Q, weight = data()

    def value():
        return {
            "X": X.tolist(),
            "y": y.tolist(),
            "t": t.tolist(),
            "Q": Q.tolist(),
            "weight": weight.tolist(),
            "classifiers": classifiers(),
            "others": others(),
        }

    return {"svm": value}
