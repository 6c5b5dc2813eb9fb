import type { ContinuousDistribution } from "./base/continuous-distribution.ts";
import type { DiscreteDistribution } from "./base/discrete-distribution.ts";
import { Beta } from "./continuous/beta.ts";
import { Cauchy } from "./continuous/cauchy.ts";
import { ChiSquared } from "./continuous/chi-squared.ts";
import { FDistribution } from "./continuous/f-distribution.ts";
import { Gamma } from "./continuous/gamma.ts";
import { Gumbel } from "./continuous/gumbel.ts";
import { Kolmogorov } from "./continuous/kolmogorov.ts";
import { Laplace } from "./continuous/laplace.ts";
import { Logistic } from "./continuous/logistic.ts";
import { Normal } from "./continuous/normal.ts";
import { SkewNormal } from "./continuous/skew-normal.ts";
import { StudentT } from "./continuous/student-t.ts";
import { StudentizedRange } from "./continuous/studentized-range.ts";
import { Triangular } from "./continuous/triangular.ts";
import { TruncatedNormal } from "./continuous/truncated-normal.ts";
import { Uniform } from "./continuous/uniform.ts";
import { VonMises } from "./continuous/von-mises.ts";
import { Bernoulli } from "./discrete/bernoulli.ts";
import { Binomial } from "./discrete/binomial.ts";
import { Categorical } from "./discrete/categorical.ts";
import { DiscreteUniform } from "./discrete/discrete-uniform.ts";
import { Geometric } from "./discrete/geometric.ts";
import { Hypergeometric } from "./discrete/hypergeometric.ts";
import { NegativeBinomial } from "./discrete/negative-binomial.ts";
import { Poisson } from "./discrete/poisson.ts";
import { Zipf } from "./discrete/zipf.ts";
import { GaussianKde } from "./empirical/gaussian-kde.ts";
import { Mixture } from "./empirical/mixture.ts";
import { NoncentralChiSquared } from "./noncentral/noncentral-chi-squared.ts";
import { NoncentralF } from "./noncentral/noncentral-f.ts";
import { NoncentralT } from "./noncentral/noncentral-t.ts";
import { Exponential } from "./positive/exponential.ts";
import { HalfCauchy } from "./positive/half-cauchy.ts";
import { HalfNormal } from "./positive/half-normal.ts";
import { InverseGamma } from "./positive/inverse-gamma.ts";
import { LogNormal } from "./positive/log-normal.ts";
import { Pareto } from "./positive/pareto.ts";
import { Rayleigh } from "./positive/rayleigh.ts";
import { Weibull } from "./positive/weibull.ts";

/** One or more members of every continuous family; the battery refuses a class of these folders that is not here. */
export const continuousExamples: readonly ContinuousDistribution[] = [
  new Normal({ mean: -1, std: 2 }),
  new StudentT({ df: 5 }),
  new StudentT({ df: 1.5, loc: 2, scale: 3 }),
  new StudentT({ df: 1e5 }),
  new ChiSquared({ df: 3 }),
  new ChiSquared({ df: 400 }),
  new FDistribution({ dfn: 4, dfd: 10 }),
  new FDistribution({ dfn: 1, dfd: 3 }),
  new Gamma({ a: 2.5, scale: 3 }),
  new Gamma({ a: 0.4 }),
  new InverseGamma({ a: 5.5, scale: 2 }),
  new Exponential({ scale: 0.5, loc: 1 }),
  new Beta({ a: 2, b: 5 }),
  new Beta({ a: 0.5, b: 1.3 }),
  new Beta({ a: 3000, b: 1000 }),
  new Uniform({ low: -2, high: 3 }),
  new LogNormal({ mu: 0.5, sigma: 0.4 }),
  new Laplace({ loc: 1, scale: 2 }),
  new Logistic({ loc: 1, scale: 2 }),
  new Cauchy({ loc: 1, scale: 2 }),
  new Weibull({ c: 1.7, scale: 2 }),
  new Weibull({ c: 0.8 }),
  new Pareto({ b: 4.5, scale: 2 }),
  new Gumbel({ loc: 1, scale: 2 }),
  new Rayleigh({ scale: 2 }),
  new VonMises({ kappa: 2, loc: 1 }),
  new VonMises({ kappa: 0.1 }),
  new VonMises({ kappa: 500 }),
  new Triangular({ low: -1, mode: 0.5, high: 2 }),
  new Triangular({ low: 0, mode: 0, high: 1 }),
  new TruncatedNormal({ loc: 1, scale: 2, low: 0, high: 4 }),
  new TruncatedNormal({ low: 6, high: Number.POSITIVE_INFINITY }),
  new SkewNormal({ a: 3, loc: 1, scale: 2 }),
  new SkewNormal({ a: -0.5 }),
  new HalfNormal({ scale: 2 }),
  new HalfCauchy({ scale: 2 }),
  new NoncentralT({ df: 8, nc: 1.5 }),
  new NoncentralChiSquared({ df: 3, nc: 4 }),
  new NoncentralChiSquared({ df: 0.6, nc: 2 }),
  new NoncentralF({ dfn: 3, dfd: 12, nc: 5 }),
  new StudentizedRange({ k: 4, df: Number.POSITIVE_INFINITY }),
  new Kolmogorov(),
  new Mixture({ components: [new Normal(), new Normal({ mean: 4, std: 0.5 })], weights: [0.7, 0.3] }),
  new GaussianKde([1, 2, 2.5, 4, 7]),
];

/** One or more members of every discrete family. */
export const discreteExamples: readonly DiscreteDistribution[] = [
  new Bernoulli({ p: 0.3 }),
  new Binomial({ n: 12, p: 0.35 }),
  new Binomial({ n: 400, p: 0.9 }),
  new NegativeBinomial({ n: 2.5, p: 0.3 }),
  new NegativeBinomial({ n: 40, p: 0.6 }),
  new Geometric({ p: 0.2 }),
  new Poisson({ mu: 3.5 }),
  new Poisson({ mu: 120 }),
  new Hypergeometric({ N: 50, K: 20, n: 12 }),
  new Hypergeometric({ N: 2000, K: 700, n: 300 }),
  new DiscreteUniform({ low: -2, high: 7 }),
  new Zipf({ a: 6.5 }),
  new Categorical({ p: [0.1, 0.2, 0, 0.45, 0.25] }),
];

export function label(distribution: { name: string; params?: object }): string {
  const text = JSON.stringify(distribution.params, (_, value) =>
    ArrayBuffer.isView(value)
      ? "[…]"
      : typeof value === "number" && !Number.isFinite(value)
        ? String(value)
        : value,
  );
  return `${distribution.name} ${text === undefined || text.length > 60 ? "" : text}`;
}
