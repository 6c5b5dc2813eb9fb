"""Separations of networkx; effects of statsmodels on simulated data; partial correlations from residuals by SciPy."""

import warnings

import numpy as np

warnings.filterwarnings("ignore")


def graphs():
    import networkx as nx

    rng = np.random.default_rng(31)
    out = []
    for size, density in ((5, 0.4), (6, 0.3), (6, 0.6), (8, 0.3), (8, 0.2)):
        nodes = [f"v{i}" for i in range(size)]
        order = list(rng.permutation(size))
        edges = [(nodes[order[i]], nodes[order[j]]) for i in range(size) for j in range(i + 1, size) if rng.uniform() < density]
        g = nx.DiGraph()
        g.add_nodes_from(nodes)
        g.add_edges_from(edges)
        separations = []
        for _ in range(40):
            shuffled = list(rng.permutation(size))
            nx_, ny, nz = 1 + int(rng.integers(2)), 1 + int(rng.integers(2)), int(rng.integers(size - 3))
            pick = [nodes[i] for i in shuffled]
            x, y, z = pick[:nx_], pick[nx_ : nx_ + ny], pick[nx_ + ny : nx_ + ny + nz]
            separations.append({"x": x, "y": y, "z": z, "separated": bool(nx.is_d_separator(g, set(x), set(y), set(z)))})
        out.append({
            "nodes": nodes,
            "edges": [list(e) for e in edges],
            "separations": separations,
            "ancestors": {v: sorted(nx.ancestors(g, v) | {v}) for v in nodes},
            "descendants": {v: sorted(nx.descendants(g, v) | {v}) for v in nodes},
            "moral": [list(e) for e in nx.moral_graph(g).edges()],
        })
    return out


def partial_correlation():
    from scipy import stats

    rng = np.random.default_rng(32)
    data = rng.normal(size=(40, 4)) @ rng.normal(size=(4, 4))
    tests = []
    for i, j, given in ((0, 1, []), (0, 2, [1]), (1, 3, [0, 2]), (2, 3, [0])):
        Z = np.column_stack([np.ones(len(data)), data[:, given]])
        residual = lambda k: data[:, k] - Z @ np.linalg.lstsq(Z, data[:, k], rcond=None)[0]
        r = float(stats.pearsonr(residual(i), residual(j))[0])
        z = np.sqrt(len(data) - len(given) - 3) * np.arctanh(r)
        tests.append({"i": i, "j": j, "given": given, "r": r, "p": float(2 * stats.norm.sf(abs(z)))})
    return {"data": data.tolist(), "tests": tests}


def effects():
    import statsmodels.api as sm
    from statsmodels.sandbox.regression.gmm import IV2SLS
    from statsmodels.treatment.treatment_effects import TreatmentEffect

    rng = np.random.default_rng(33)
    n = 120
    X = rng.normal(size=(n, 2))
    t = (rng.uniform(size=n) < 1 / (1 + np.exp(-(0.3 + 0.8 * X[:, 0] - 0.5 * X[:, 1])))).astype(float)
    y = 1 + 2 * t + X @ [1.0, -0.5] + 0.5 * t * X[:, 0] + rng.normal(size=n)
    ones = np.ones((n, 1))
    XC = np.hstack([ones, X])
    out = {"covariates": X.tolist(), "treatment": t.tolist(), "outcome": y.tolist()}

    D = np.column_stack([np.ones(n), t, X])
    for kind in ("nonrobust", "HC0", "HC1", "HC2"):
        f = sm.OLS(y, D).fit(cov_type=kind)
        out[f"ols_{kind}"] = [float(f.params[1]), float(f.bse[1])]

    logit = sm.Logit(t, XC).fit(disp=0, tol=1e-14, maxiter=100)
    out["propensity"] = {"coefficients": logit.params.tolist(), "scores": logit.predict().tolist()}
    te = TreatmentEffect(sm.OLS(y, XC), t.astype(int), results_select=logit)
    for name in ("ipw", "aipw", "ra"):
        res = getattr(te, name)(return_results=True)
        # The average effect and the mean without treatment in closed form, and GMM's standard error of the effect.
        out[name] = {"effects": np.asarray(res.start_params)[:2].tolist(), "se": float(res.summary_frame().iloc[0, 1])}

    # An endogenous cause with two instruments.
    u = rng.normal(size=n)
    Z = rng.normal(size=(n, 2))
    x = Z @ [0.8, 0.4] + 0.7 * u + X[:, 0] + rng.normal(size=n)
    yi = 1 + 1.5 * x + u + X[:, 0] + rng.normal(size=n)
    W = X[:, :1]
    exog, instrument = np.column_stack([np.ones(n), x, W]), np.column_stack([np.ones(n), Z, W])
    iv = IV2SLS(yi, exog, instrument).fit()
    first = sm.OLS(x, instrument).fit()
    F = first.f_test(np.array([[0, 1, 0, 0], [0, 0, 1, 0]])).fvalue
    out["iv"] = {"treatment": x.tolist(), "outcome": yi.tolist(), "instruments": Z.tolist(), "covariates": W.tolist(), "coefficients": iv.params.tolist(), "bse": iv.bse.tolist(), "F": float(np.squeeze(F))}

    # Two groups, two periods, units seen twice.
    units = np.repeat(np.arange(n // 2), 2)
    period = np.tile([0.0, 1.0], n // 2)
    group = (units % 3 == 0).astype(float)
    yd = 1 + group + 0.5 * period + 0.7 * group * period + rng.normal(size=n // 2)[units] + rng.normal(size=n)
    DD = np.column_stack([np.ones(n), group * period, group, period])
    hc, cl = sm.OLS(yd, DD).fit(cov_type="HC2"), sm.OLS(yd, DD).fit(cov_type="cluster", cov_kwds={"groups": units})
    out["did"] = {"outcome": yd.tolist(), "group": group.tolist(), "period": period.tolist(), "clusters": units.tolist(), "effect": float(hc.params[1]), "hc2": float(hc.bse[1]), "clustered": float(cl.bse[1])}

    # A jump at 0.2, local lines.
    r = rng.uniform(-1, 1, size=n)
    yr = np.where(r >= 0.2, 1.0, 0.0) + 0.5 * r + 0.3 * rng.normal(size=n)
    c, h = r - 0.2, 0.6
    rows = np.abs(c) < h
    d = (c >= 0).astype(float)
    R = np.column_stack([np.ones(n), d, c, c * d])[rows]
    rd = {}
    for kernel, w in (("triangular", 1 - np.abs(c[rows]) / h), ("uniform", np.ones(rows.sum()))):
        f = sm.WLS(yr[rows], R, weights=w).fit(cov_type="HC1")
        rd[kernel] = [float(f.params[1]), float(f.bse[1])]
    out["rd"] = {"running": r.tolist(), "outcome": yr.tolist(), "bandwidth": h, **rd}

    # A mediator, with and without interaction: the coefficients' products by hand from statsmodels' fits.
    m = 0.5 + 0.8 * t + 0.3 * X[:, 0] + rng.normal(size=n)
    ym = 1 + 0.6 * t + 0.9 * m + 0.4 * t * m + 0.2 * X[:, 0] + rng.normal(size=n)
    a = sm.OLS(m, np.column_stack([np.ones(n), t, W])).fit()
    b = sm.OLS(ym, np.column_stack([np.ones(n), t, m, W])).fit()
    bi = sm.OLS(ym, np.column_stack([np.ones(n), t, m, t * m, W])).fit()
    sobel = np.sqrt(a.params[1] ** 2 * b.bse[2] ** 2 + b.params[2] ** 2 * a.bse[1] ** 2)
    em0 = a.params[0] + a.params[2] * W.mean()
    out["mediation"] = {
        "mediator": m.tolist(), "outcome": ym.tolist(),
        "direct": [float(b.params[1]), float(b.bse[1])],
        "indirect": [float(a.params[1] * b.params[2]), float(sobel)],
        "interaction": [float(bi.params[1] + bi.params[3] * em0), float((bi.params[2] + bi.params[3]) * a.params[1])],
    }
    return out


def groups():
    return {"causal": lambda: {"graphs": graphs(), "partial_correlation": partial_correlation(), "effects": effects()}}
