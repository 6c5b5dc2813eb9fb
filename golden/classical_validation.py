"""Cross-validation and curves of scikit-learn, with k-NN as the estimator, whose answers need no iteration."""

import numpy as np
from sklearn import model_selection as ms
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor


def groups():
    rng = np.random.default_rng(1)
    X = np.round(rng.normal(size=(60, 3)), 3)
    target = np.round(X[:, 0] - 0.5 * X[:, 1] + 0.3 * rng.normal(size=60), 3)
    y = np.digitize(target, [-0.5, 0.6])
    g = rng.integers(0, 9, 60)
    knn, regressor = KNeighborsClassifier(3), KNeighborsRegressor(4)
    both = ms.cross_validate(knn, X, y, cv=4, scoring=["accuracy", "f1_macro", "neg_log_loss"], return_train_score=True)
    sizes, train, test = ms.learning_curve(regressor, X, target, cv=3, train_sizes=[0.2, 0.5, 1.0])
    counts, train2, test2 = ms.learning_curve(knn, X, y, cv=3, train_sizes=[10, 25])
    vtrain, vtest = ms.validation_curve(knn, X, y, param_name="n_neighbors", param_range=[1, 3, 7], cv=4)
    return {"validation": {
        "X": X.tolist(), "y": y.tolist(), "target": target.tolist(), "groups": g.tolist(),
        "crossValidate": {k: v.tolist() for k, v in both.items() if "time" not in k},
        "regression": ms.cross_val_score(regressor, X, target, cv=5).tolist(),
        "grouped": ms.cross_val_score(knn, X, y, cv=ms.GroupKFold(3), groups=g).tolist(),
        "predict": ms.cross_val_predict(knn, X, y, cv=5).tolist(),
        "predictProba": ms.cross_val_predict(knn, X, y, cv=5, method="predict_proba").tolist(),
        "learningCurve": {"sizes": sizes.tolist(), "train": train.tolist(), "test": test.tolist()},
        "learningCounts": {"sizes": counts.tolist(), "train": train2.tolist(), "test": test2.tolist()},
        "validationCurve": {"train": vtrain.tolist(), "test": vtest.tolist()},
    }}
