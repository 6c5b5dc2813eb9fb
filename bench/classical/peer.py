"""scikit-learn as an engine of the bench: commands come as lines of JSON, and so do the answers."""

import json
import sys
import time

import numpy as np
import sklearn
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.manifold import TSNE
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier

MAKERS = {
    "ols": lambda: LinearRegression(),
    "logistic": lambda: LogisticRegression(),
    "tree": lambda: DecisionTreeClassifier(random_state=0),
    "forest": lambda: RandomForestClassifier(n_jobs=1, random_state=0),
    "histogram": lambda: HistGradientBoostingClassifier(early_stopping=False, random_state=0),
    "knn": lambda: KNeighborsClassifier(n_jobs=1),
    "svc": lambda: SVC(),
    "kmeans": lambda: KMeans(10, n_init=1, random_state=0),
    "pca": lambda: PCA(20, svd_solver="full"),
    "tsne": lambda: TSNE(n_jobs=1, init="pca", learning_rate="auto", random_state=0),
}


def read(file):
    with open(file, "rb") as stream:
        header = json.loads(stream.read(256))
        numbers = np.frombuffer(stream.read())
    n, f, m = header["rows"], header["cols"], header["testRows"]
    X, y, test, wanted = np.split(numbers, np.cumsum([n * f, n, m * f]))
    return X.reshape(n, f), y, test.reshape(m, f), wanted


def run(kind, X, y, test, wanted):
    begin = time.perf_counter()
    model = MAKERS[kind]().fit(X, y if kind not in ("kmeans", "pca", "tsne") else None)
    middle = time.perf_counter()
    found = None
    if kind != "tsne":
        found = model.transform(test) if kind == "pca" else model.predict(test)
    end = time.perf_counter()
    quality = {
        "ols": lambda: 1 - ((wanted - found) ** 2).sum() / ((wanted - wanted.mean()) ** 2).sum(),
        "kmeans": lambda: model.inertia_,
        "pca": lambda: model.explained_variance_ratio_.sum(),
        "tsne": lambda: model.kl_divergence_,
    }.get(kind, lambda: (found == wanted).mean())()
    return {"fitMs": 1000 * (middle - begin), "predictMs": None if kind == "tsne" else 1000 * (end - middle), "quality": float(quality)}


def main():
    kind, data = None, None
    for line in sys.stdin:
        command = json.loads(line)
        try:
            if "prepare" in command:
                kind, data = command["prepare"]["kind"], read(command["file"])
                answer = {"ready": True, "version": f"scikit-learn {sklearn.__version__}, Python {sys.version.split()[0]}"}
            else:
                answer = run(kind, *data)
        except Exception as reason:
            answer = {"cannot": str(reason)}
        print(json.dumps(answer), flush=True)


main()
