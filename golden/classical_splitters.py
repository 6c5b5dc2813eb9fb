"""Splits of scikit-learn that draw nothing: the tested rows of each split."""

import numpy as np
from sklearn import model_selection as ms


def tested(splitter, n, y=None, groups=None):
    X = np.zeros((n, 1))
    return [[train.tolist(), test.tolist()] for train, test in splitter.split(X, y, groups)]


def groups():
    rng = np.random.default_rng(0)
    cases = []

    def case(name, options, splitter, n, y=None, groups=None):
        cases.append({
            "name": name, "options": options, "n": n, "y": None if y is None else list(y),
            "groups": None if groups is None else list(groups), "splits": tested(splitter, n, y, groups),
        })

    for n, k in [(10, 5), (11, 3), (7, 7), (23, 4)]:
        case("KFold", {"nSplits": k}, ms.KFold(k), n)
    for n, k, classes in [(20, 4, 2), (31, 5, 3), (50, 3, 4)]:
        y = rng.integers(0, classes, n).tolist()
        case("StratifiedKFold", {"nSplits": k}, ms.StratifiedKFold(k), n, y)
    words = [["b", "a", "c"][i] for i in rng.choice(3, 40, p=[0.6, 0.25, 0.15])]
    case("StratifiedKFold", {"nSplits": 4}, ms.StratifiedKFold(4), 40, words)
    for n, k, count in [(20, 3, 5), (40, 4, 11), (60, 5, 9)]:
        g = rng.integers(0, count, n).tolist()
        case("GroupKFold", {"nSplits": k}, ms.GroupKFold(k), n, None, g)
        y = rng.integers(0, 3, n).tolist()
        case("StratifiedGroupKFold", {"nSplits": k}, ms.StratifiedGroupKFold(k), n, y, g)
    for n, options, python in [
        (12, {"nSplits": 3}, {}),
        (20, {"nSplits": 4, "gap": 2}, {"gap": 2}),
        (20, {"nSplits": 3, "testSize": 4, "maxTrainSize": 5}, {"test_size": 4, "max_train_size": 5}),
        (23, {"nSplits": 5, "testSize": 2, "gap": 1, "maxTrainSize": 100}, {"test_size": 2, "gap": 1, "max_train_size": 100}),
    ]:
        case("TimeSeriesSplit", options, ms.TimeSeriesSplit(options["nSplits"], **python), n)
    case("LeaveOneOut", {}, ms.LeaveOneOut(), 5)
    case("LeavePOut", {"p": 2}, ms.LeavePOut(2), 5)
    g = [3, 1, 1, 2, 3, 2, 5]
    case("LeaveOneGroupOut", {}, ms.LeaveOneGroupOut(), 7, None, g)
    case("LeavePGroupsOut", {"nGroups": 2}, ms.LeavePGroupsOut(2), 7, None, g)
    folds = [0, 1, -1, 1, 0, 2, -1]
    case("PredefinedSplit", {"testFold": folds}, ms.PredefinedSplit(folds), 7)
    return {"splitters": cases}
