import {
  all,
  type Check,
  close,
  equal,
  gradientMatches,
  holds,
  random,
  throwsError,
} from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");

const sum = (x: readonly number[]): number => x.reduce((total, value) => total + value, 0);

export const checks: Check<Module>[] = [
  {
    name: "one success in three trials with p = 1/2 has the likelihood 1/8, with p = 1/3 4/27",
    probes: "exp-log",
    why: "The order is given, so there is no factor that counts orders. (1/3) · (2/3)² is 4/27.",
    run: ({ bernoulliLogLikelihood }) =>
      close(
        [1 / 2, 1 / 3].map((p) => bernoulliLogLikelihood(1, 3, p)),
        [Math.log(1 / 8), Math.log(4 / 27)],
      ),
  },
  {
    name: "no success in 20 trials is certain for p = 0 and impossible for p = 1",
    probes: "exp-log",
    why: "0 · Math.log(0) is 0 · −Infinity, which is NaN. A factor p⁰ is 1, whatever p is.",
    run: ({ bernoulliLogLikelihood }) =>
      all(
        close(bernoulliLogLikelihood(0, 20, 0), 0),
        close(bernoulliLogLikelihood(20, 20, 1), 0),
        equal(bernoulliLogLikelihood(0, 20, 1), Number.NEGATIVE_INFINITY),
        equal(bernoulliLogLikelihood(1, 20, 0), Number.NEGATIVE_INFINITY),
      ),
  },
  {
    name: "the share of successes is likelier than any other p on a grid",
    why: "The slope k/p − (n − k)/(1 − p) is 0 at p = k/n, positive below and negative above.",
    run: ({ bernoulliLogLikelihood }) => {
      const best = bernoulliLogLikelihood(3, 20, 0.15);
      const others = Array.from({ length: 99 }, (_, i) => bernoulliLogLikelihood(3, 20, (i + 1) / 100));
      const largest = Math.max(...others);
      return holds(largest <= best + 1e-12, `${largest} at another p`, `at most ${best}, the value at 3/20`);
    },
  },
  {
    name: "the density by hand: at the mean it is 1/√(2π·variance), one spread away e^(−1/2) times that",
    probes: "gaussian",
    why: "log N(x; μ, σ²) = −½ log(2πσ²) − (x − μ)²/(2σ²). The argument is the variance, not the spread.",
    run: ({ gaussianLogLikelihood }) =>
      close(
        [
          gaussianLogLikelihood([5], 5, 4),
          gaussianLogLikelihood([7], 5, 4),
          gaussianLogLikelihood([5, 7], 5, 4),
        ],
        [-Math.log(8 * Math.PI) / 2, -Math.log(8 * Math.PI) / 2 - 1 / 2, -Math.log(8 * Math.PI) - 1 / 2],
      ),
  },
  {
    name: "2,000 observations, and one that is 1,000 spreads away, have a finite log-likelihood",
    probes: "exp-log",
    why: "A product of 2,000 densities, or e^(−500000), is rounded to 0, and its logarithm is −Infinity. Add logarithms from the start.",
    run: ({ gaussianLogLikelihood }) => {
      const x = random(1).normals(2000);
      const expected = -1000 * Math.log(2 * Math.PI) - sum(x.map((v) => v * v)) / 2;
      return all(
        close(gaussianLogLikelihood(x, 0, 1), expected),
        close(gaussianLogLikelihood([1000], 0, 1), -Math.log(2 * Math.PI) / 2 - 500_000),
      );
    },
  },
  {
    name: "the slopes by hand: observations 1 and 4, mean 0, σ = 2",
    probes: "chain-rule",
    why: "In the mean: (1 + 4)/4. In log σ: each observation gives (x/2)² − 1, so 1/4 − 1 and 4 − 1.",
    run: ({ gaussianScore }) => close(gaussianScore([1, 4], 0, Math.log(2)), [5 / 4, 9 / 4]),
  },
  {
    name: "the slopes agree with finite differences of your log-likelihood",
    probes: "partial-derivatives",
    why: "The mean and log σ were moved, one at a time. In σ itself the slope is another: it has a factor 1/σ more.",
    run: ({ gaussianLogLikelihood, gaussianScore }) => {
      const x = random(2).normals(6, 1, 3);
      const logL = ([mean, logSd]: number[]) => gaussianLogLikelihood(x, mean!, Math.exp(2 * logSd!));
      return gradientMatches(logL, gaussianScore(x, 0.4, 0.7), [0.4, 0.7]);
    },
  },
  {
    name: "the likeliest Gaussian for 1, 2, 6: mean 3, variance 14/3",
    probes: "estimators",
    why: "The squares (−2)², (−1)², 3² add up to 14. Dividing by 2 in place of 3 removes the bias, and is no longer the likeliest variance.",
    run: ({ fitGaussian }) => {
      const { mean, variance } = fitGaussian([1, 2, 6]);
      return close([mean, variance], [3, 14 / 3]);
    },
  },
  {
    name: "at the fit both slopes are 0, and no variance nearby is likelier",
    why: "That is what a maximum means. A variance 2 % larger or smaller must lower the likelihood.",
    run: ({ fitGaussian, gaussianScore, gaussianLogLikelihood }) => {
      const x = random(3).normals(9, -2, 5);
      const { mean, variance } = fitGaussian(x);
      const best = gaussianLogLikelihood(x, mean, variance);
      const near = [0.98, 1.02].map((factor) => gaussianLogLikelihood(x, mean, variance * factor));
      return all(
        close(gaussianScore(x, mean, Math.log(variance) / 2), [0, 0], 1e-7),
        holds(Math.max(...near) < best, Math.max(...near), `below ${best}`),
      );
    },
  },
  {
    name: "a million added to every observation adds a million to the mean and nothing to the variance",
    probes: "variance",
    why: "The mean of squares less the square of the mean loses its digits here. Subtract the mean first.",
    run: ({ fitGaussian }) => {
      const { mean, variance } = fitGaussian([1, 2, 6].map((v) => v + 1e6));
      return close([mean, variance], [1e6 + 3, 14 / 3]);
    },
  },
  {
    name: "one observation, or equal ones, have no likeliest variance",
    why: "The narrower the bell around them, the higher the density, without end. A variance of 0 is no answer: its density is no number. Compare the observations with each other: the mean of 0.1, 0.1, 0.1 is rounded, and the squares about it are not quite 0.",
    run: ({ fitGaussian }) =>
      all(
        throwsError(() => fitGaussian([2])),
        throwsError(() => fitGaussian([2, 2, 2])),
        throwsError(() => fitGaussian([0.1, 0.1, 0.1])),
        close(fitGaussian([2, 4]).variance, 1),
      ),
  },
  {
    name: "three lamps that failed after 1, 2 and 3 hours: one failure in two hours",
    why: "log L = 3 log λ − 6λ, whose slope 3/λ − 6 is 0 at λ = 1/2.",
    run: ({ fitExponential }) => close(fitExponential([1, 2, 3], []), 1 / 2),
  },
  {
    name: "a lamp that still burns after 6 hours halves the rate",
    probes: "conditional-probability",
    why: "It contributes e^(−6λ): log L = 3 log λ − 12λ. Left out, the lamps that live long are not heard; counted as failed, they are heard wrongly.",
    run: ({ fitExponential }) => close(fitExponential([1, 2, 3], [6]), 1 / 4),
  },
  {
    name: "of 4,000 lamps with rate 0.5, all tests ended after an hour, the rate comes out near 0.5",
    why: "Three lamps in five still burn. Without them the estimate is above 2, with them as failures it is near 1.3.",
    run: ({ fitExponential }) => {
      const lives = random(4)
        .uniforms(4000)
        .map((u) => -Math.log(1 - u) / 0.5);
      const failed = lives.filter((t) => t <= 1);
      const burning = lives.filter((t) => t > 1).map(() => 1);
      return close(fitExponential(failed, burning), 0.5, 0.05);
    },
  },
  {
    name: "no failure yet: the likeliest rate is 0; no hours: there is none",
    why: "L = e^(−bλ) falls from λ = 0 on. Without hours L is 1 for every λ, and 0/0 is NaN.",
    run: ({ fitExponential }) =>
      all(
        equal(fitExponential([], [5, 9]), 0),
        throwsError(() => fitExponential([], [])),
      ),
  },
  {
    name: "the arguments are left as they were",
    why: "sort, or an assignment to x[i], changes the caller's array.",
    run: ({ fitGaussian, fitExponential, gaussianLogLikelihood, gaussianScore }) => {
      const x = [3, 1, 2];
      fitGaussian(x);
      fitExponential(x, x);
      gaussianLogLikelihood(x, 0, 1);
      gaussianScore(x, 0, 0);
      return equal(x, [3, 1, 2]);
    },
  },
];
