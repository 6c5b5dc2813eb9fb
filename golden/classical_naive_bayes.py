"""The five kinds of naive Bayes, in one fit and in parts, from scikit-learn."""

import numpy as np
from sklearn.naive_bayes import BernoulliNB, CategoricalNB, ComplementNB, GaussianNB, MultinomialNB

RNG = np.random.RandomState(0)
Y = RNG.randint(0, 3, 45)
WEIGHT = RNG.randint(0, 4, 45).astype(float)
COUNTS = RNG.poisson(np.array([[1, 0.3, 2, 0.5, 1], [0.2, 2, 1, 1, 0.3], [1, 1, 0.2, 2, 2]])[Y])
COUNTS[:, 4] *= Y != 2
DATA = {
    "normal": RNG.randn(45, 4) * [1, 2, 0.5, 1] + np.array([[0, 1, 0, 0], [2, 0, 1, 0], [0, -1, 0, 1]])[Y],
    "counts": COUNTS, "categories": np.minimum(COUNTS, [2, 3, 2, 4, 1]),
}
NAMES = [
    "class_count_", "class_prior_", "theta_", "var_", "epsilon_", "class_log_prior_", "feature_count_", "feature_log_prob_", "feature_all_",
    "category_count_", "n_categories_",
]


def listed(value):
    return [listed(one) for one in value] if isinstance(value, (list, tuple)) else np.asarray(value).tolist()


def case(data, model, options, weighted=False, parts=False):
    X = DATA[data]
    weight = WEIGHT if weighted else None
    if parts:
        for rows in (slice(0, 10), slice(10, 30), slice(30, 45)):
            model.partial_fit(X[rows], Y[rows], classes=[0, 1, 2], sample_weight=None if weight is None else weight[rows])
    else:
        model.fit(X, Y, sample_weight=weight)
    learnt = {name: listed(getattr(model, name)) for name in NAMES if hasattr(model, name)}
    if isinstance(model, CategoricalNB):
        learnt.pop("feature_count_", None)
    return {
        "title": f"{type(model).__name__} {options}{' weighted' if weighted else ''}{' in parts' if parts else ''}", "model": type(model).__name__, "data": data,
        "options": options, "weighted": weighted, "parts": parts, "learnt": learnt, "joint": listed(model.predict_joint_log_proba(X)),
        "probabilities": listed(model.predict_proba(X)), "predicted": listed(model.predict(X)),
    }


def cases():
    priors = [0.5, 0.2, 0.3]
    for weighted in (False, True):
        for parts in (False, True):
            yield case("normal", GaussianNB(), {}, weighted, parts)
            yield case("counts", MultinomialNB(), {}, weighted, parts)
            yield case("counts", ComplementNB(), {}, weighted, parts)
            yield case("counts", BernoulliNB(), {}, weighted, parts)
            yield case("categories", CategoricalNB(), {}, weighted, parts)
    yield case("normal", GaussianNB(priors=priors, var_smoothing=0.1), {"priors": priors, "varSmoothing": 0.1})
    alphas = [0.1, 0.5, 1, 2, 0.3]
    for Model in (MultinomialNB, ComplementNB, BernoulliNB):
        if Model is not BernoulliNB:  # which refuses to broadcast them
            yield case("counts", Model(alpha=alphas), {"alpha": alphas})
        yield case("counts", Model(alpha=0.5, fit_prior=False), {"alpha": 0.5, "fitPrior": False})
        yield case("counts", Model(class_prior=priors), {"classPrior": priors})
        yield case("counts", Model(alpha=1e-14, force_alpha=False), {"alpha": 1e-14, "forceAlpha": False})
    yield case("counts", ComplementNB(norm=True), {"norm": True})
    yield case("counts", BernoulliNB(binarize=1.5), {"binarize": 1.5})
    yield case("categories", CategoricalNB(min_categories=6, alpha=0.4), {"minCategories": 6, "alpha": 0.4})
    yield case("categories", CategoricalNB(min_categories=[3, 4, 9, 5, 2]), {"minCategories": [3, 4, 9, 5, 2]})


def everything():
    data = {name: {"X": X.tolist(), "y": Y.tolist(), "weight": WEIGHT.tolist()} for name, X in DATA.items()}
    return {"data": data, "cases": list(cases())}


def groups():
    return {"naive_bayes": everything}
