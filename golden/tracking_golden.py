"""Reference values for packages/tracking: NumPy's histograms and quantiles, bytes written by TensorBoard."""

import numpy as np


def groups():
    return {"histogram": histogram}


def histogram():
    rng = np.random.default_rng(8)
    samples = [rng.normal(size=200), rng.exponential(size=57), np.repeat([1.0, 2.0], 30), np.arange(10.0) / 3]
    rules = {"auto": "auto", "freedman-diaconis": "fd", "sturges": "sturges", 7: 7}
    histograms = []
    for values in samples:
        for ours, theirs in rules.items():
            if ours == "freedman-diaconis" and np.subtract(*np.percentile(values, [75, 25])) == 0:
                continue
            counts, edges = np.histogram(values, bins=theirs)
            histograms.append(
                {"values": values.tolist(), "rule": ours, "edges": edges.tolist(), "counts": counts.tolist()}
            )
    levels = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1]
    distributions = [
        {
            "values": values.tolist(),
            "mean": values.mean(),
            "sd": values.std(ddof=1),
            "levels": levels,
            "quantiles": np.quantile(values, levels).tolist(),
        }
        for values in samples
    ]
    return {"histograms": histograms, "distributions": distributions}
