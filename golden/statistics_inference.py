"""Intervals, power, the bootstrap and the linear model, from statsmodels and SciPy."""

import numpy as np
from scipy import integrate, optimize, stats
from statsmodels.regression.linear_model import OLS, WLS
from statsmodels.stats import diagnostic, power, proportion, rates, stattools
from statsmodels.stats.outliers_influence import OLSInfluence, variance_inflation_factor

ALTERNATIVES = ["two-sided", "less", "greater"]
LARGER = {"two-sided": "two-sided", "less": "smaller", "greater": "larger"}


def ends(ci):
    return [float(ci[0]), float(ci[1])]


def tolerance_factor(n, coverage, confidence):
    """Two-sided, by adaptive quadrature of Wald and Wolfowitz's integral."""
    def r(z):
        return optimize.brentq(lambda r: stats.norm.cdf(z + r) - stats.norm.cdf(z - r) - coverage, 0, 40, xtol=1e-14)

    def reached(k):
        f = lambda z: stats.chi2.sf((n - 1) * r(z / np.sqrt(n)) ** 2 / k**2, n - 1) * stats.norm.pdf(z)
        return 2 * integrate.quad(f, 0, 9, epsabs=1e-13, epsrel=1e-12, limit=200)[0]

    return optimize.brentq(lambda k: reached(k) - confidence, 0.5, 40, xtol=1e-12)


def intervals():
    rng = np.random.default_rng(31)
    x = rng.normal(2.0, 1.5, 14)
    shares = []
    for k, n in [(0, 10), (3, 17), (9, 9), (40, 250)]:
        row = dict(k=k, n=n)
        for ours, theirs in dict(wald="normal", wilson="wilson", jeffreys="jeffreys").items():
            row[ours] = ends(proportion.proportion_confint(k, n, alpha=0.1, method=theirs))
        row["agresti-coull"] = ends(np.clip(proportion.proportion_confint(k, n, alpha=0.1, method="agresti_coull"), 0, 1))
        row["clopper-pearson"] = ends(proportion.proportion_confint(k, n, alpha=0.1, method="beta"))
        shares.append(row)
    differences = [dict(k=[a, b], n=[n, m], newcombe=ends(proportion.confint_proportions_2indep(a, n, b, m, method="newcomb", alpha=0.1)),
                        wald=ends(proportion.confint_proportions_2indep(a, n, b, m, method="wald", alpha=0.1)))
                   for a, n, b, m in [(7, 20, 3, 25), (0, 12, 4, 15), (56, 70, 48, 80)]]
    poisson = [dict(k=k, exposure=t, exact=ends(rates.confint_poisson(k, t, method="exact-c", alpha=0.1)),
                    score=ends(rates.confint_poisson(k, t, method="score", alpha=0.1)), wald=ends(rates.confint_poisson(k, t, method="wald", alpha=0.1)))
               for k, t in [(3, 1.0), (17, 4.5), (230, 12.0)]]
    quantiles = []
    for q in [0.25, 0.5, 0.9]:
        for alternative in ALTERNATIVES:
            ci = stats.quantile_test(x, q=2.0, p=q, alternative=alternative).confidence_interval(0.9)
            quantiles.append(dict(q=q, alternative=alternative, interval=ends(ci)))
    n, m, s = len(x), x.mean(), x.std(ddof=1)
    return dict(
        x=x.tolist(),
        t=ends(stats.t.interval(0.9, n - 1, m, s / np.sqrt(n))), z=ends(stats.norm.interval(0.9, m, 1.5 / np.sqrt(n))),
        variance=ends([(n - 1) * s**2 / stats.chi2.isf(0.05, n - 1), (n - 1) * s**2 / stats.chi2.ppf(0.05, n - 1)]),
        prediction=ends(stats.t.interval(0.9, n - 1, m, s * np.sqrt(1 / n + 1 / 3))),
        shares=shares, differences=differences, poisson=poisson, quantiles=quantiles,
        oneSided=[[n, p, g, float(stats.nct.ppf(g, n - 1, np.sqrt(n) * stats.norm.ppf(p)) / np.sqrt(n))] for n in [5, 20] for p in [0.9, 0.99] for g in [0.9, 0.95]],
        twoSided=[[n, p, g, float(tolerance_factor(n, p, g))] for n in [3, 10, 50] for p in [0.9, 0.99] for g in [0.95]],
    )


def powers():
    rows = []
    for alternative in ALTERNATIVES:
        a, sign = LARGER[alternative], -1 if alternative == "less" else 1
        for d in [0.2, 0.5, 1.1]:
            d = sign * d
            rows.append(dict(
                alternative=alternative, effectSize=d,
                ttest=float(power.TTestPower().power(d, 23, 0.05, alternative=a)),
                ttestInd=float(power.TTestIndPower().power(d, 18, 0.01, ratio=1.5, alternative=a)),
                normal=float(power.NormalIndPower().power(d, 30, 0.05, ratio=0.7, alternative=a)),
                ttestN=float(power.TTestPower().solve_power(d, None, 0.05, 0.8, alternative=a)),
                ttestIndN=float(power.TTestIndPower().solve_power(d, None, 0.05, 0.9, ratio=2, alternative=a)),
                normalN=float(power.NormalIndPower().solve_power(d, None, 0.05, 0.8, alternative=a)),
            ))
    effects = dict(ttest=float(power.TTestPower().solve_power(None, 25, 0.05, 0.8)), ttestInd=float(power.TTestIndPower().solve_power(None, 25, 0.05, 0.8)))
    return dict(
        rows=rows, effects=effects,
        anova=[[f, n, k, float(power.FTestAnovaPower().power(f, n, 0.05, k_groups=k))] for f in [0.1, 0.4] for n in [20, 90] for k in [2, 5]],
        anovaN=float(power.FTestAnovaPower().solve_power(0.25, None, 0.05, 0.8, k_groups=4)),
        chisquare=[[w, n, df, float(power.GofChisquarePower().power(w, n, 0.05, n_bins=df + 1))] for w in [0.1, 0.3] for n in [50, 200] for df in [1, 6]],
        chisquareN=float(power.GofChisquarePower().solve_power(0.2, None, 0.05, 0.8, n_bins=4)),
    )


def bootstraps():
    """SciPy's own resamples, so that the intervals from them can be compared."""
    rng = np.random.default_rng(8)
    x, y = rng.gamma(2.0, 1.0, 15), rng.normal(1.0, 1.0, 11)
    cases = []
    for name, data, statistic in [("variance", (x,), lambda a: np.var(a, ddof=1)), ("difference", (x, y), lambda a, b: np.mean(a) - np.mean(b))]:
        for method in ["percentile", "basic", "BCa"]:
            for alternative in ALTERNATIVES:
                r = stats.bootstrap(data, statistic, n_resamples=199, method=method, alternative=alternative, confidence_level=0.9,
                                    vectorized=False, rng=np.random.default_rng(1))
                cases.append(dict(name=name, method=method, alternative=alternative, interval=ends(r.confidence_interval), error=float(r.standard_error)))
        cases[-1]["distribution"] = r.bootstrap_distribution.tolist()
    return dict(x=x.tolist(), y=y.tolist(), cases=cases)


def summary(r):
    return dict(
        params=r.params.tolist(), standardErrors=r.bse.tolist(), tvalues=r.tvalues.tolist(), pvalues=r.pvalues.tolist(), intervals=r.conf_int(0.1).tolist(),
        rsquared=float(r.rsquared), rsquaredAdj=float(r.rsquared_adj), fvalue=float(r.fvalue), fPvalue=float(r.f_pvalue), logLikelihood=float(r.llf),
        aic=float(r.aic), bic=float(r.bic), ssr=float(r.ssr), scale=float(r.scale), dfModel=float(r.df_model), dfResid=float(r.df_resid),
        conditionNumber=float(r.condition_number),
    )


def regression():
    rng = np.random.default_rng(2718)
    n = 40
    X = np.column_stack([np.ones(n), rng.normal(0, 1, n), rng.uniform(0, 3, n), rng.normal(0, 1, n)])
    X[:, 3] += 0.8 * X[:, 1]
    noise = rng.normal(0, 1, n) * (0.4 + 0.5 * X[:, 2])
    y = X @ [1.0, 0.5, -0.3, 0.0] + noise + 0.2 * X[:, 2] ** 2
    weights = rng.uniform(0.5, 2.0, n)
    group = rng.integers(0, 7, n)
    new = np.column_stack([np.ones(5), rng.normal(0, 1, 5), rng.uniform(0, 4, 5), rng.normal(0, 1, 5)])
    base, weighted = OLS(y, X).fit(), WLS(y, X, weights).fit()
    fits = dict(nonrobust=base, wls=weighted, noConstant=OLS(y, X[:, 1:]).fit(), hidden=OLS(y, np.column_stack([X[:, 2] > 1.5, X[:, 2] <= 1.5, X[:, 1]]).astype(float)).fit())
    for kind in ["HC0", "HC1", "HC2", "HC3"]:
        fits[kind] = OLS(y, X).fit(cov_type=kind)
    fits["wls HC1"] = WLS(y, X, weights).fit(cov_type="HC1")
    fits["HC3 t"] = OLS(y, X).fit(cov_type="HC3", use_t=True)
    fits["HAC"] = OLS(y, X).fit(cov_type="HAC", cov_kwds=dict(maxlags=3))
    fits["HAC corrected"] = OLS(y, X).fit(cov_type="HAC", cov_kwds=dict(maxlags=3, use_correction=True))
    fits["cluster"] = OLS(y, X).fit(cov_type="cluster", cov_kwds=dict(groups=group))
    fits["cluster t"] = OLS(y, X).fit(cov_type="cluster", cov_kwds=dict(groups=group), use_t=True)
    fits["cluster plain"] = OLS(y, X).fit(cov_type="cluster", cov_kwds=dict(groups=group, use_correction=False))
    collinear = OLS(y, np.column_stack([X, X[:, 1] - 2 * X[:, 2]])).fit()
    influence = OLSInfluence(base)
    R, q = np.array([[0, 1, 1, 0], [0, 0, 0, 1.0]]), np.array([0.2, 0.1])

    def prediction(r):
        p = r.get_prediction(new)
        return dict(mean=p.predicted_mean.tolist(), se=p.se_mean.tolist(), ci=p.conf_int(alpha=0.1).tolist(), obs=p.conf_int(obs=True, alpha=0.1).tolist())

    def wald(r):
        t = r.f_test((R, q))
        return [float(np.squeeze(t.fvalue)), float(t.pvalue)]

    restricted = OLS(y, X[:, :2]).fit()
    return dict(
        y=y.tolist(), X=X.tolist(), weights=weights.tolist(), groups=group.tolist(), new=new.tolist(),
        fits={name: summary(r) for name, r in fits.items()},
        collinear=dict(params=collinear.params.tolist(), rsquared=float(collinear.rsquared), dfModel=float(collinear.df_model), fvalue=float(collinear.fvalue), aic=float(collinear.aic)),
        influence=dict(leverage=influence.hat_matrix_diag.tolist(), studentizedInternal=influence.resid_studentized_internal.tolist(),
                       studentizedExternal=influence.resid_studentized_external.tolist(), cooksDistance=influence.cooks_distance[0].tolist(),
                       cooksPvalues=influence.cooks_distance[1].tolist(), dffits=influence.dffits[0].tolist(), dfbetas=influence.dfbetas.tolist()),
        vif=[float(variance_inflation_factor(X, j)) for j in range(1, 4)],
        breuschPagan=list(map(float, diagnostic.het_breuschpagan(base.resid, X))),
        breuschPaganNormal=list(map(float, diagnostic.het_breuschpagan(base.resid, X, robust=False))),
        white=list(map(float, diagnostic.het_white(base.resid, X))),
        durbinWatson=float(stattools.durbin_watson(base.resid)),
        reset=[[p, f, float(np.squeeze(t.statistic)), float(t.pvalue)] for p in [2, 3] for f in [False, True] for t in [diagnostic.linear_reset(base, power=p, use_f=f)]],
        fTest=[wald(fits["nonrobust"]), wald(fits["HC1"]), wald(fits["cluster"])],
        compareF=list(map(float, base.compare_f_test(restricted))), compareLr=list(map(float, base.compare_lr_test(restricted))),
        prediction=prediction(base), predictionWls=prediction(weighted), predictionHC3=prediction(fits["HC3"]),
    )


def groups():
    return {"inference": lambda: dict(intervals=intervals(), powers=powers(), bootstraps=bootstraps()), "inference-regression": regression}
