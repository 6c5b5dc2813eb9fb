"""Distributions as SciPy has them: functions at points through both tails, moments, entropy, quantiles, fits."""

import warnings

import numpy as np
from scipy import stats


def groups():
    return {"distributions": distributions, "distributions-discrete": discrete, "distributions-vectors": vectors, "fits": fits}


# name here, its parameters here, SciPy's
CONTINUOUS = [
    ("Normal", {"mean": 1.5, "std": 2}, stats.norm(1.5, 2)),
    ("StudentT", {"df": 3.5, "loc": 1, "scale": 2}, stats.t(3.5, 1, 2)),
    ("StudentT", {"df": 12}, stats.t(12)),
    ("ChiSquared", {"df": 4}, stats.chi2(4)),
    ("ChiSquared", {"df": 60}, stats.chi2(60)),
    ("FDistribution", {"dfn": 5, "dfd": 11}, stats.f(5, 11)),
    ("Gamma", {"a": 3.3, "scale": 2}, stats.gamma(3.3, scale=2)),
    ("Gamma", {"a": 0.2}, stats.gamma(0.2)),
    ("InverseGamma", {"a": 6, "scale": 2}, stats.invgamma(6, scale=2)),
    ("Exponential", {"loc": 1, "scale": 3}, stats.expon(1, 3)),
    ("Beta", {"a": 2, "b": 5}, stats.beta(2, 5)),
    ("Beta", {"a": 0.5, "b": 0.3}, stats.beta(0.5, 0.3)),
    ("Uniform", {"low": -2, "high": 3}, stats.uniform(-2, 5)),
    ("LogNormal", {"mu": 0.5, "sigma": 0.7}, stats.lognorm(0.7, scale=np.exp(0.5))),
    ("Laplace", {"loc": 1, "scale": 2}, stats.laplace(1, 2)),
    ("Logistic", {"loc": 1, "scale": 2}, stats.logistic(1, 2)),
    ("Cauchy", {"loc": 1, "scale": 2}, stats.cauchy(1, 2)),
    ("Weibull", {"c": 1.7, "scale": 2}, stats.weibull_min(1.7, scale=2)),
    ("Pareto", {"b": 5, "scale": 2}, stats.pareto(5, scale=2)),
    ("Gumbel", {"loc": 1, "scale": 2}, stats.gumbel_r(1, 2)),
    ("Rayleigh", {"scale": 2}, stats.rayleigh(scale=2)),
    ("Triangular", {"low": -1, "mode": 0.5, "high": 2}, stats.triang(0.5, -1, 3)),
    ("TruncatedNormal", {"loc": 1, "scale": 2, "low": 0, "high": 4}, stats.truncnorm(-0.5, 1.5, 1, 2)),
    ("SkewNormal", {"a": 3, "loc": 1, "scale": 2}, stats.skewnorm(3, 1, 2)),
    ("HalfNormal", {"scale": 2}, stats.halfnorm(scale=2)),
    ("HalfCauchy", {"scale": 2}, stats.halfcauchy(scale=2)),
    ("NoncentralT", {"df": 10, "nc": 2}, stats.nct(10, 2)),
    ("NoncentralChiSquared", {"df": 3, "nc": 5}, stats.ncx2(3, 5)),
    ("NoncentralF", {"dfn": 3, "dfd": 20, "nc": 5}, stats.ncf(3, 20, 5)),
    ("Kolmogorov", {}, stats.kstwobign()),
    ("VonMises", {"kappa": 2.5, "loc": 0.3}, stats.vonmises(2.5, 0.3)),
]

DISCRETE = [
    ("Bernoulli", {"p": 0.3}, stats.bernoulli(0.3)),
    ("Binomial", {"n": 30, "p": 0.35}, stats.binom(30, 0.35)),
    ("Binomial", {"n": 100000, "p": 0.001}, stats.binom(100000, 0.001)),
    ("NegativeBinomial", {"n": 2.5, "p": 0.3}, stats.nbinom(2.5, 0.3)),
    ("Geometric", {"p": 0.2}, stats.geom(0.2)),
    ("Poisson", {"mu": 7.5}, stats.poisson(7.5)),
    ("Poisson", {"mu": 900}, stats.poisson(900)),
    ("Hypergeometric", {"N": 70, "K": 20, "n": 12}, stats.hypergeom(70, 20, 12)),
    ("Hypergeometric", {"N": 100000, "K": 3000, "n": 500}, stats.hypergeom(100000, 3000, 500)),
    ("DiscreteUniform", {"low": -2, "high": 7}, stats.randint(-2, 8)),
    ("Zipf", {"a": 6.5}, stats.zipf(6.5)),
]


def floats(values):
    return [float(v) for v in np.asarray(values)]


def summary(d):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        mean, variance, skewness, kurtosis = (float(v) for v in d.stats(moments="mvsk"))
        return {"mean": mean, "variance": variance, "skewness": skewness, "kurtosis": kurtosis, "entropy": float(d.entropy())}


def distributions():
    found = []
    for name, parameters, d in CONTINUOUS:
        p = np.array([1e-8, 1e-4, 0.01, 0.2, 0.5, 0.8, 0.99])
        x = np.concatenate([d.ppf(p), d.isf([1e-4, 1e-8])])
        case = {"name": name, "parameters": parameters, "p": floats(p), "ppf": floats(d.ppf(p)), "isf": floats(d.isf(p)), "x": floats(x)}
        for function in ["pdf", "logpdf", "cdf", "sf", "logcdf", "logsf"]:
            case[function] = floats(getattr(d, function)(x))
        found.append({**case, **summary(d)})
    return found


def discrete():
    found = []
    for name, parameters, d in DISCRETE:
        p = np.array([1e-6, 0.01, 0.2, 0.5, 0.8, 0.99])
        k = np.unique(np.concatenate([d.ppf(p), d.isf([1e-4, 1e-8])]))
        case = {"name": name, "parameters": parameters, "p": floats(p), "ppf": floats(d.ppf(p)), "k": floats(k)}
        for function in ["pmf", "logpmf", "cdf", "sf"]:
            case[function] = floats(getattr(d, function)(k))
        found.append({**case, **summary(d)})
    return found


def vectors():
    rng = np.random.default_rng(3)
    a = rng.normal(size=(3, 3))
    covariance = a @ a.T + np.eye(3)
    mean = rng.normal(size=3)
    points = rng.normal(size=(4, 3)) * 2
    alpha = np.array([0.7, 2.0, 3.5])
    simplex = rng.dirichlet([1, 1, 1], size=4)
    simplex[:, 2] = 1 - simplex[:, 0] - simplex[:, 1]
    counts = rng.multinomial(9, [0.2, 0.3, 0.5], size=4)
    matrices = stats.wishart(6, covariance).rvs(3, random_state=4)
    data = rng.normal(size=25) * 2 + 1
    weights = rng.uniform(0.5, 2, size=25)
    grid = np.linspace(-4, 6, 7)
    quantiles = [0.0, 0.05, 0.3, 0.5, 0.77, 1.0]
    methods = ["inverted_cdf", "averaged_inverted_cdf", "closest_observation", "interpolated_inverted_cdf", "hazen", "weibull", "linear", "median_unbiased", "normal_unbiased"]
    return {
        "covariance": covariance.tolist(), "mean": floats(mean), "points": points.tolist(),
        "normal": {"logpdf": floats(stats.multivariate_normal(mean, covariance).logpdf(points)), "entropy": float(stats.multivariate_normal(mean, covariance).entropy())},
        "t": {"logpdf": floats(stats.multivariate_t(mean, covariance, df=4.5).logpdf(points)), "entropy": float(stats.multivariate_t(mean, covariance, df=4.5).entropy())},
        "dirichlet": {"alpha": floats(alpha), "x": simplex.tolist(), "logpdf": [float(stats.dirichlet(alpha).logpdf(x)) for x in simplex], "entropy": float(stats.dirichlet(alpha).entropy()), "covariance": stats.dirichlet(alpha).cov().tolist()},
        "multinomial": {"x": counts.tolist(), "logpmf": floats(stats.multinomial(9, [0.2, 0.3, 0.5]).logpmf(counts)), "covariance": stats.multinomial(9, [0.2, 0.3, 0.5]).cov().tolist()},
        "wishart": {"x": matrices.tolist(), "logpdf": [float(stats.wishart(6, covariance).logpdf(x)) for x in matrices], "entropy": float(stats.wishart(6, covariance).entropy()), "variance": stats.wishart(6, covariance).var().tolist()},
        "kde": {
            "data": floats(data), "weights": floats(weights), "grid": floats(grid),
            "scott": floats(stats.gaussian_kde(data)(grid)), "silverman": floats(stats.gaussian_kde(data, "silverman")(grid)),
            "factor": floats(stats.gaussian_kde(data, 0.3)(grid)), "weighted": floats(stats.gaussian_kde(data, weights=weights)(grid)),
        },
        "quantiles": {"p": quantiles, "types": [floats(np.quantile(data[:12], quantiles, method=method)) for method in methods]},
    }


def fits():
    rng = np.random.default_rng(9)
    cases = []

    def add(name, data, fixed, parameters):
        cases.append({"name": name, "data": floats(data), "fixed": fixed, "parameters": {k: float(v) for k, v in parameters.items()}})

    x = stats.gamma(2.5, scale=3).rvs(80, random_state=rng)
    a, _, scale = stats.gamma.fit(x, floc=0)
    add("Gamma", x, {}, {"a": a, "scale": scale})
    c, _, scale = stats.weibull_min.fit(x, floc=0)
    add("Weibull", x, {}, {"c": c, "scale": scale})
    s, _, scale = stats.lognorm.fit(x, floc=0)
    add("LogNormal", x, {}, {"mu": np.log(scale), "sigma": s})
    b, scale = stats.pareto.fit(x, floc=0)[0], min(x)
    add("Pareto", x, {}, {"b": b, "scale": scale})
    x = stats.beta(2, 3).rvs(80, random_state=rng)
    a, b, _, _ = stats.beta.fit(x, floc=0, fscale=1)
    add("Beta", x, {}, {"a": a, "b": b})
    x = stats.t(4, 1, 2).rvs(120, random_state=rng)
    df, loc, scale = stats.t.fit(x)
    add("StudentT", x, {}, {"df": df, "loc": loc, "scale": scale})
    loc, scale = stats.logistic.fit(x)
    add("Logistic", x, {}, {"loc": loc, "scale": scale})
    loc, scale = stats.gumbel_r.fit(x)
    add("Gumbel", x, {}, {"loc": loc, "scale": scale})
    loc, scale = stats.laplace.fit(x)
    add("Laplace", x, {}, {"loc": loc, "scale": scale})
    x = stats.vonmises(2).rvs(80, random_state=rng)
    kappa, loc, _ = stats.vonmises.fit(x, fscale=1)
    add("VonMises", x, {}, {"kappa": kappa, "loc": loc})
    return cases
