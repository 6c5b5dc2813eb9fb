"""Convergence diagnostics, PSIS, WAIC and LOO as ArviZ computes them."""

import warnings

import numpy as np

warnings.filterwarnings("ignore")


def arviz():
    import arviz as az

    # With Numba its mcse of sd fails under NumPy 2.4.
    az.utils.Numba.disable_numba()
    return az


def ar_chains(rng, chains, draws, phi, shift=0.0, heavy=False):
    x = np.zeros((chains, draws))
    for c in range(chains):
        noise = rng.standard_cauchy(draws) if heavy else rng.normal(size=draws)
        for t in range(draws):
            x[c, t] = (phi * x[c, t - 1] if t else 0.0) + noise[t]
        x[c] += shift * c
    return x


def diagnostics():
    az = arviz()

    rng = np.random.default_rng(11)
    samples = {
        "independent": ar_chains(rng, 4, 200, 0.0),
        "sticky": ar_chains(rng, 4, 250, 0.9),
        "antithetic": ar_chains(rng, 3, 200, -0.6),
        "apart": ar_chains(rng, 4, 101, 0.3, shift=0.5),
        "heavy": ar_chains(rng, 4, 150, 0.2, heavy=True),
        "one chain": ar_chains(rng, 1, 300, 0.5),
        "ties": np.round(ar_chains(rng, 2, 120, 0.4)),
        "short": ar_chains(rng, 2, 5, 0.0),
    }
    out = []
    for name, x in samples.items():
        many = len(x) > 1
        out.append({
            "name": name,
            "chains": x.tolist(),
            "rhat": {m: float(az.rhat(x, method=m)) for m in ("rank", "split", "folded", "z_scale", "identity")} if many else {},
            "ess": {m: float(az.ess(x, method=m)) for m in ("bulk", "tail", "mean", "sd", "identity")},
            "ess_quantile": float(az.ess(x, method="quantile", prob=0.3)),
            "mcse": {m: float(np.ravel(az.mcse(x, method=m))[0]) for m in ("mean", "sd")},
            "bfmi": np.atleast_1d(az.bfmi(x)).tolist(),
            "hdi": az.hdi(x.ravel(), hdi_prob=0.94).tolist(),
            "hdi_half": az.hdi(x.ravel(), hdi_prob=0.5).tolist(),
            "autocorr": az.autocorr(x[0])[:5].tolist(),
        })
    return out


def summary():
    az = arviz()

    rng = np.random.default_rng(12)
    x = np.stack([ar_chains(rng, 3, 100, 0.5), np.exp(ar_chains(rng, 3, 100, 0.2))], axis=-1)
    table = az.summary(az.from_dict(posterior={"x": x}), round_to="none", kind="all")
    return {"draws": x.tolist(), "columns": list(table.columns), "rows": table.to_numpy().tolist()}


def pareto():
    az = arviz()

    rng = np.random.default_rng(13)
    cases = []
    for name, log_ratios, reff in (
        ("normal", rng.normal(size=300), 1.0),
        ("heavy", rng.exponential(size=300), 1.0),
        ("too heavy", 2.0 * rng.exponential(size=200), 0.7),
        ("bounded", np.log(rng.uniform(size=250)), 1.0),
        ("few", rng.normal(size=15), 1.0),
    ):
        lw, k = az.psislw(log_ratios.copy(), reff)
        cases.append({"name": name, "log_ratios": log_ratios.tolist(), "reff": reff, "log_weights": lw.tolist(), "k": float(k)})
    return cases


def criteria():
    az = arviz()

    rng = np.random.default_rng(14)
    S, n = 200, 8
    y = np.append(rng.normal(size=n - 1), 4.0)
    mu = y.mean() + rng.normal(size=S) / np.sqrt(n)
    ll = -0.5 * np.log(2 * np.pi) - 0.5 * (y[None, :] - mu[:, None]) ** 2
    data = az.from_dict(posterior={"mu": mu[None]}, log_likelihood={"y": ll[None]})
    out = {"log_likelihood": ll.tolist()}
    for name, value in (("loo", az.loo(data, pointwise=True, reff=1.0)), ("waic", az.waic(data, pointwise=True))):
        out[name] = {
            "elpd": float(value[f"elpd_{name}"]),
            "se": float(value["se"]),
            "p": float(value[f"p_{name}"]),
            "pointwise": value[f"{name}_i"].values.tolist(),
        }
    half = az.loo(data, pointwise=True, reff=0.5)
    out["loo"]["pareto_k"] = az.loo(data, pointwise=True, reff=1.0)["pareto_k"].values.tolist()
    out["loo"]["good_k"] = float(half["good_k"])
    out["half"] = {"elpd": float(half["elpd_loo"]), "pareto_k": half["pareto_k"].values.tolist()}
    return out


def groups():
    return {
        "samplers": lambda: {
            "diagnostics": diagnostics(),
            "summary": summary(),
            "pareto": pareto(),
            "criteria": criteria(),
        }
    }
