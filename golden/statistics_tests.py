"""Hypothesis tests: statistics, p-values, effect sizes, intervals, from SciPy and statsmodels."""

import numpy as np
from scipy import stats
from scipy.stats import contingency
from statsmodels.stats import diagnostic, multitest, oneway, proportion, rates
from statsmodels.stats.contingency_tables import mcnemar

ALTERNATIVES = ["two-sided", "less", "greater"]
LARGER = {"two-sided": "two-sided", "less": "smaller", "greater": "larger"}


def pair(result):
    return [float(result.statistic), float(result.pvalue)]


def samples():
    rng = np.random.default_rng(20240501)
    x = rng.normal(0.3, 1.0, 17)
    y = rng.normal(0.9, 1.7, 23)
    z = rng.gamma(2.0, 1.0, 19)
    w = x + rng.normal(0.2, 0.8, 17)
    # Rounded, so that there are ties and zeros.
    tied = np.round(rng.normal(0.4, 1.2, 24) * 2) / 2
    tied2 = np.round(rng.normal(0.0, 1.2, 24) * 2) / 2
    return dict(x=x, y=y, z=z, w=w, tied=tied, tied2=tied2, far=y + 4)


def interval(ci):
    return [float(ci[0]), float(ci[1])]


def means(s):
    cases = []
    for alternative in ALTERNATIVES:
        for level in [0.95, 0.8]:
            for name, result in [
                ("ttest1samp", stats.ttest_1samp(s["x"], 0.1, alternative=alternative)),
                ("ttestRel", stats.ttest_rel(s["x"], s["w"], alternative=alternative)),
                ("ttestInd", stats.ttest_ind(s["x"], s["y"], alternative=alternative)),
                ("welch", stats.ttest_ind(s["x"], s["y"], equal_var=False, alternative=alternative)),
                ("far", stats.ttest_ind(s["x"], s["far"], equal_var=False, alternative=alternative)),
            ]:
                cases.append(dict(name=name, alternative=alternative, level=level, statistic=float(result.statistic),
                                  pvalue=float(result.pvalue), df=float(result.df),
                                  interval=interval(result.confidence_interval(level))))
    groups = [s["x"], s["y"], s["z"]]
    welch = oneway.anova_oneway(groups, use_var="unequal", welch_correction=True)
    tukey = stats.tukey_hsd(*groups)
    ci = tukey.confidence_interval(0.9)
    pairs = [(0, 1), (0, 2), (1, 2)]
    return dict(
        ttests=cases,
        anova=pair(stats.f_oneway(*groups)),
        welch=[float(welch.statistic), float(welch.pvalue), float(welch.df_num), float(welch.df_denom)],
        tukey=[[i, j, float(tukey.statistic[i, j]), float(tukey.pvalue[i, j]), float(ci.low[i, j]), float(ci.high[i, j])] for i, j in pairs],
        levene={center: pair(stats.levene(*groups, center=center, proportiontocut=0.1)) for center in ["mean", "median", "trimmed"]},
        bartlett=pair(stats.bartlett(*groups)),
    )


def ranks(s):
    mann, wilcoxon = [], []
    for a, b in [("x", "y"), ("x", "far"), ("tied", "tied2"), ("z", "tied")]:
        for alternative in ALTERNATIVES:
            for method in ["asymptotic", "exact"]:
                if method == "exact" and "tied" in (a + b):
                    continue
                for continuity in [True, False]:
                    r = stats.mannwhitneyu(s[a], s[b], alternative=alternative, method=method, use_continuity=continuity)
                    mann.append(dict(x=a, y=b, alternative=alternative, method=method, continuity=continuity, result=pair(r)))
    for a, b in [("x", "w"), ("tied", "tied2")]:
        for alternative in ALTERNATIVES:
            for zero in ["wilcox", "pratt", "zsplit"]:
                for correction in [False, True]:
                    r = stats.wilcoxon(s[a], s[b], zero_method=zero, correction=correction, alternative=alternative, method="asymptotic")
                    wilcoxon.append(dict(x=a, y=b, alternative=alternative, zero=zero, correction=correction, method="asymptotic", result=pair(r)))
            if a == "x":
                r = stats.wilcoxon(s[a], s[b], alternative=alternative, method="exact")
                wilcoxon.append(dict(x=a, y=b, alternative=alternative, zero="wilcox", correction=False, method="exact", result=pair(r)))
    # Ties and zeros in a small sample: SciPy visits all signs.
    few = s["tied"][:11] - s["tied2"][:11]
    small = []
    for alternative in ALTERNATIVES:
        for zero in ["wilcox", "pratt", "zsplit"]:
            r = stats.wilcoxon(few, zero_method=zero, alternative=alternative)
            small.append(dict(alternative=alternative, zero=zero, result=pair(r)))
    median = stats.median_test(s["x"], s["y"], s["z"])
    return dict(
        mannwhitneyu=mann, wilcoxon=wilcoxon, few=few.tolist(), small=small,
        kruskal=pair(stats.kruskal(s["x"], s["y"], s["tied"])),
        friedman=pair(stats.friedmanchisquare(s["tied"], s["tied2"], s["y"][:1].tolist() + s["y"].tolist())),
        friedmanThird=(s["y"][:1].tolist() + s["y"].tolist()),
        median=[float(median.statistic), float(median.pvalue), float(median.median)],
    )


def counts():
    fisher = []
    for table in [[[8, 2], [1, 5]], [[3, 10], [7, 4]], [[0, 6], [9, 3]], [[120, 80], [90, 130]], [[12, 0], [3, 9]]]:
        odds = contingency.odds_ratio(table, kind="conditional")
        for alternative in ALTERNATIVES:
            r = stats.fisher_exact(table, alternative=alternative)
            ci = odds.confidence_interval(0.95, alternative=alternative)
            fisher.append(dict(table=table, alternative=alternative, statistic=float(r.statistic), pvalue=float(r.pvalue),
                               oddsRatio=float(odds.statistic), interval=[float(ci.low), float(ci.high)]))
    binom = []
    for k, n, p in [(7, 20, 0.5), (0, 12, 0.2), (12, 12, 0.9), (3, 100, 0.1), (431, 1000, 0.4), (5, 30, 0.37)]:
        for alternative in ALTERNATIVES:
            r = stats.binomtest(k, n, p, alternative=alternative)
            ci = r.proportion_ci(0.9, method="exact")
            binom.append(dict(k=k, n=n, p=p, alternative=alternative, pvalue=float(r.pvalue), interval=[float(ci.low), float(ci.high)]))
    contingencies = []
    for table in [[[10, 20], [30, 25]], [[10, 20, 7], [30, 25, 9]], [[4, 6, 9], [12, 3, 8], [7, 7, 15]]]:
        for lam in ["pearson", "log-likelihood", "cressie-read"]:
            for correction in [True, False]:
                r = stats.chi2_contingency(table, correction=correction, lambda_=lam)
                contingencies.append(dict(table=table, divergence=lam, correction=correction, statistic=float(r.statistic),
                                          pvalue=float(r.pvalue), df=int(r.dof), expected=r.expected_freq.tolist(),
                                          cramersV=float(contingency.association(np.array(table), "cramer", correction=False))))
    fit = []
    for observed, expected, ddof in [([16, 18, 16, 14, 12, 12], None, 0), ([16, 18, 16, 14, 12, 12], [16, 16, 16, 16, 16, 8], 1)]:
        for lam in ["pearson", "log-likelihood", "cressie-read"]:
            r = stats.power_divergence(observed, expected, ddof=ddof, lambda_=lam)
            fit.append(dict(observed=observed, expected=expected, ddof=ddof, divergence=lam, result=pair(r)))
    table = [[101, 121], [59, 33]]
    paired = [pair(mcnemar(table, exact=True)), pair(mcnemar(table, exact=False)), pair(mcnemar(table, exact=False, correction=False))]
    ztests, poissons = [], []
    for alternative in ALTERNATIVES:
        a = LARGER[alternative]
        one = proportion.proportions_ztest(37, 110, value=0.4, alternative=a)
        score = proportion.proportions_ztest(37, 110, value=0.4, alternative=a, prop_var=0.4)
        two = proportion.proportions_ztest([37, 61], [110, 140], alternative=a)
        ztests.append(dict(alternative=alternative, one=list(map(float, one)), score=list(map(float, score)), two=list(map(float, two))))
        exact = rates.test_poisson(17, 4.5, value=2.6, method="exact-c", alternative=a)
        z = rates.test_poisson(17, 4.5, value=2.6, method="score", alternative=a)
        cond = rates.test_poisson_2indep(60, 514.775, 30, 543.087, method="exact-cond", compare="ratio", value=1.1, alternative=a)
        both = rates.test_poisson_2indep(60, 514.775, 30, 543.087, method="score", compare="ratio", value=1.1, alternative=a)
        poissons.append(dict(alternative=alternative, exact=float(exact.pvalue), score=pair(z), cond=float(cond.pvalue), both=pair(both)))
    return dict(fisher=fisher, binom=binom, contingency=contingencies, fit=fit, mcnemar=paired, ztests=ztests, poisson=poissons)


def goodness(s):
    rng = np.random.default_rng(77)
    one, two, normality = [], [], []
    large = rng.normal(0, 1, 400)
    for name, x in [("x", s["x"]), ("y", s["y"]), ("large", large)]:
        for alternative in ALTERNATIVES:
            # One-sided, SciPy's asymptotic p is the exact one.
            for method in ["exact", "asymp"] if alternative == "two-sided" else ["exact"]:
                r = stats.ks_1samp(x, stats.norm.cdf, alternative=alternative, method=method)
                one.append(dict(x=name, alternative=alternative, method=method, result=pair(r), location=float(r.statistic_location), sign=int(r.statistic_sign)))
    for a, b in [("x", "y"), ("x", "far"), ("z", "w")]:
        for alternative in ALTERNATIVES:
            for method in ["exact", "asymp"]:
                r = stats.ks_2samp(s[a], s[b], alternative=alternative, method=method)
                two.append(dict(x=a, y=b, alternative=alternative, method=method, result=pair(r), location=float(r.statistic_location), sign=int(r.statistic_sign)))
    inputs = dict(three=[1.0, 2.5, 2.7], four=s["x"][:4].tolist(), six=s["y"][:6].tolist(), nine=s["z"][:9].tolist(), x=s["x"].tolist(),
                  z=s["z"].tolist(), large=large.tolist(), skewed=rng.gamma(1.0, 1.0, 60).tolist())
    for name, x in inputs.items():
        row = dict(name=name, x=x, shapiro=pair(stats.shapiro(x)))
        if len(x) >= 8:
            a2, p = diagnostic.normal_ad(np.array(x))
            row |= dict(anderson=[float(a2), float(p)], jarqueBera=pair(stats.jarque_bera(x)), normaltest=pair(stats.normaltest(x)),
                        skewtest=[pair(stats.skewtest(x, alternative=a)) for a in ALTERNATIVES],
                        kurtosistest=[pair(stats.kurtosistest(x, alternative=a)) for a in ALTERNATIVES])
        normality.append(row)
    return dict(one=one, two=two, normality=normality, large=large.tolist())


def correlations(s):
    cases = []
    for a, b in [("x", "w"), ("tied", "tied2"), ("x", "x")]:
        for alternative in ALTERNATIVES:
            x, y = s[a], s[b] if a != b else -s[b][::-1]
            r = stats.pearsonr(x, y, alternative=alternative)
            ci = r.confidence_interval(0.9)
            rho = stats.spearmanr(x, y, alternative=alternative)
            row = dict(x=x.tolist(), y=y.tolist(), alternative=alternative, pearson=pair(r) + interval(ci), spearman=pair(rho))
            for method in ["auto", "asymptotic"] + (["exact"] if a != "tied" else []):
                for variant in ["b", "c"]:
                    t = stats.kendalltau(x, y, method=method, variant=variant, alternative=alternative)
                    row[f"kendall {method} {variant}"] = pair(t)
            cases.append(row)
    n = 60
    steps = np.arange(n, dtype=float)
    swapped = steps.copy()
    swapped[[3, 4]] = swapped[[4, 3]]
    rng = np.random.default_rng(5)
    noisy = steps + rng.normal(0, 30, n)
    long = []
    for name, y in [("swapped", swapped), ("noisy", noisy)]:
        for alternative in ALTERNATIVES:
            t = stats.kendalltau(steps, y, alternative=alternative)
            long.append(dict(name=name, y=y.tolist(), alternative=alternative, result=pair(t)))
    return dict(cases=cases, long=long)


def permutations(s):
    def difference(a, b):
        return np.mean(a) - np.mean(b)

    def mean(a):
        return np.mean(a)

    cases = []
    x, y, w = s["x"][:5], s["y"][:6], s["w"][:5]
    for alternative in ALTERNATIVES:
        a = stats.permutation_test((x, y), difference, alternative=alternative, vectorized=False)
        b = stats.permutation_test((x, w), difference, permutation_type="samples", alternative=alternative, vectorized=False)
        c = stats.permutation_test((x - w,), mean, permutation_type="samples", alternative=alternative, vectorized=False)
        d = stats.permutation_test((x,), lambda v: stats.pearsonr(v, w).statistic, permutation_type="pairings", alternative=alternative, vectorized=False)
        cases.append(dict(alternative=alternative, independent=pair(a), samples=pair(b), signs=pair(c), pairings=pair(d)))
    return cases


def multiple():
    rng = np.random.default_rng(9)
    p = np.concatenate([rng.uniform(0, 1, 10), rng.uniform(0, 0.01, 6), [0.03, 0.03, 1e-12]])
    names = dict(bonferroni="bonferroni", sidak="sidak", holm="holm", hochberg="simes-hochberg", bh="fdr_bh", by="fdr_by")
    return dict(p=p.tolist(), **{ours: multitest.multipletests(p, method=theirs)[1].tolist() for ours, theirs in names.items()})


def tests():
    s = samples()
    return dict(
        samples={name: x.tolist() for name, x in s.items()},
        means=means(s), ranks=ranks(s), correlations=correlations(s), permutations=permutations(s), multiple=multiple(),
    )


def counts_and_fit():
    return dict(counts=counts(), goodness=goodness(samples()))


def groups():
    return {"tests": tests, "tests-counts": counts_and_fit}
