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
import type { Mixture } from "./starter.ts";

type Module = typeof import("./starter.ts");

/** Two standard normals at −1 and 1, the second three times as frequent. */
const pair: Mixture = { weights: [0.25, 0.75], means: [-1, 1], variances: [1, 1] };

/** N numbers from three Gaussians, and a start that is far off. */
function example(seed: number, N: number) {
  const draw = random(seed);
  const x = Array.from({ length: N }, () => {
    const k = draw.integer(3);
    return draw.normal([-4, 0, 5][k], [1, 0.5, 2][k]);
  });
  const start: Mixture = { weights: [0.2, 0.3, 0.5], means: [-1, 1, 2], variances: [4, 1, 9] };
  return { x, start };
}

const density = (x: number, mean: number, variance: number) =>
  Math.exp(-((x - mean) ** 2) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

const flat = ({ weights, means, variances }: Mixture) => [...weights, ...means, ...variances];

export const checks: Check<Module>[] = [
  {
    name: "log joint by hand: x = 3 with weight ½, mean 1, variance 4: −log 2 − ½ log 8π − ½",
    probes: "gaussian",
    why: "(3 − 1)² / (2 · 4) = ½, and the density has 1/√(2π · 4) in front. With 4 as the standard deviation it would be another number.",
    run: ({ logJoint }) =>
      close(logJoint([3], { weights: [0.5, 0.5], means: [1, 3], variances: [4, 1] }), [
        [-Math.log(2) - Math.log(8 * Math.PI) / 2 - 0.5, -Math.log(2) - Math.log(2 * Math.PI) / 2],
      ]),
  },
  {
    name: "one component is a plain Gaussian: the log-likelihood of 0, 1, 2 with mean 1 and variance ⅔",
    probes: "maximum-likelihood",
    why: "−(3/2) log(2π · ⅔) − 3/2: the squares add up to 2, divided by 2 · ⅔. Logarithms of rows are added, not averaged.",
    run: ({ logLikelihood }) =>
      close(
        logLikelihood([0, 1, 2], { weights: [1], means: [1], variances: [2 / 3] }),
        -1.5 * Math.log((4 * Math.PI) / 3) - 1.5,
      ),
  },
  {
    name: "the log-likelihood is the sum of the logarithms of densities, where these can be computed",
    probes: "joint-distributions",
    why: "log Σ_k, not Σ_k log: a row comes from one component or another, so the densities add up.",
    run: ({ logLikelihood }) => {
      const { x, start } = example(1, 20);
      const direct = x.map((value) =>
        Math.log(sum(start.weights.map((w, k) => w * density(value, start.means[k]!, start.variances[k]!)))),
      );
      return close(logLikelihood(x, start), sum(direct));
    },
  },
  {
    name: "responsibilities by hand: at 0 the shares are ¼ and ¾, at −½ log 3 they are ½ and ½",
    probes: "bayes-theorem",
    why: "At 0 both densities are equal and the weights decide. The densities' ratio is e^(−2x), which is 3 at −½ log 3.",
    run: ({ expect }) =>
      close(expect([0, -Math.log(3) / 2], pair), [
        [0.25, 0.75],
        [0.5, 0.5],
      ]),
  },
  {
    name: "far away nothing is NaN: x = 1000 belongs to the nearer component",
    probes: "exp-log",
    why: "exp(−500,000) is 0 for both, and 0/0 is NaN, log 0 is −Infinity. Take the largest logarithm off before the exponentials, and put it back after.",
    run: ({ expect, logLikelihood }) =>
      all(
        close(expect([1000, -1000], pair), [
          [0, 1],
          [1, 0],
        ]),
        close(logLikelihood([1000], pair), Math.log(0.75) - Math.log(2 * Math.PI) / 2 - 999 ** 2 / 2),
      ),
  },
  {
    name: "variances of 10⁻³⁰⁰: nothing overflows",
    probes: "exp-log",
    why: "With variance 10⁻³⁰⁰ the density is about 10¹⁴⁹, and a product of such numbers overflows.",
    run: ({ logLikelihood, expect }) => {
      const sharp: Mixture = { weights: [0.5, 0.5], means: [0, 1], variances: [1e-300, 1e-300] };
      const one = -Math.log(2) - Math.log(2 * Math.PI * 1e-300) / 2;
      return all(
        close(logLikelihood([0, 1, 0], sharp), 3 * one),
        close(expect([0, 1], sharp), [
          [1, 0],
          [0, 1],
        ]),
      );
    },
  },
  {
    name: "each row of responsibilities adds up to 1, and they are Bayes' theorem",
    probes: "bayes-theorem",
    why: "Shares are taken among the components of a row, not among the rows of a component.",
    run: ({ expect }) => {
      const { x, start } = example(2, 15);
      const wanted = x.map((value) => {
        const joint = start.weights.map((w, k) => w * density(value, start.means[k]!, start.variances[k]!));
        return joint.map((one) => one / sum(joint));
      });
      const r = expect(x, start);
      return all(
        close(
          r.map(sum),
          x.map(() => 1),
        ),
        close(r, wanted),
      );
    },
  },
  {
    name: "an M-step by hand: 0, 2, 6 with the shares (1, ½, 0) and (0, ½, 1)",
    probes: "maximum-likelihood",
    why: "N₁ = 1.5: the mean is (0 + 1)/1.5 = ⅔, the variance (4/9 + ½ · 16/9)/1.5 = 8/9. For the second: mean 7/1.5 = 14/3, variance (½ · 64/9 + 16/9)/1.5 = 32/9. Variances are taken around the new means.",
    run: ({ maximise }) => {
      const r = [
        [1, 0],
        [0.5, 0.5],
        [0, 1],
      ];
      return close(flat(maximise([0, 2, 6], r, 1e-9, pair)), [0.5, 0.5, 2 / 3, 14 / 3, 8 / 9, 32 / 9]);
    },
  },
  {
    name: "numbers around 10⁸ keep their variance: 8/9 and 32/9 again",
    probes: "variance",
    why: "The mean of x² less the square of the mean is a difference of two numbers near 10¹⁶, and nothing is left of it.",
    run: ({ maximise }) => {
      const r = [
        [1, 0],
        [0.5, 0.5],
        [0, 1],
      ];
      return close(maximise([1e8, 1e8 + 2, 1e8 + 6], r, 1e-9, pair).variances, [8 / 9, 32 / 9], 1e-6);
    },
  },
  {
    name: "a component that shrinks onto one number stops at the floor",
    probes: "maximum-likelihood",
    why: "Without a floor the variance is 0, the density of that number Infinity, and the likelihood has no upper bound. The floor is a variance.",
    run: ({ maximise }) =>
      close(
        maximise(
          [1, 5, 9],
          [
            [1, 0],
            [0, 1],
            [0, 1],
          ],
          0.01,
          pair,
        ).variances,
        [0.01, 4],
      ),
  },
  {
    name: "a component that nobody belongs to gets weight 0, keeps its place, and does no harm afterwards",
    why: "N_k = 0 would make its mean 0/0. Its log joint is −Infinity from then on, its share 0.",
    run: ({ maximise, expect, logJoint, logLikelihood }) => {
      const next = maximise(
        [1, 3],
        [
          [1, 0],
          [1, 0],
        ],
        1e-6,
        { weights: [0.5, 0.5], means: [9, 7], variances: [4, 5] },
      );
      return all(
        close(flat(next), [1, 0, 2, 7, 1, 5]),
        equal(logJoint([2], next)[0]![1], Number.NEGATIVE_INFINITY),
        close(expect([2, 100], next), [
          [1, 0],
          [1, 0],
        ]),
        close(logLikelihood([2], next), -Math.log(2 * Math.PI) / 2),
      );
    },
  },
  {
    name: "the log-likelihood never falls from round to round",
    probes: "jensen",
    why: "That is the theorem behind EM. It falls if the M-step uses shares of another E-step, variances around the old means, or the history is out of step.",
    run: ({ fit }) =>
      all(
        ...[3, 4, 5].map((seed) => {
          const { x, start } = example(seed, 60);
          const { history } = fit(x, start, 60, 1e-3);
          return all(
            equal(history.length, 61),
            holds(
              history.every((value, t) => t === 0 || value >= history[t - 1]! - 1e-9),
              history,
              "values that do not fall",
            ),
          );
        }),
      ),
  },
  {
    name: "the history begins with the start, ends with what is returned, and no round leaves the start as it is",
    why: "The log-likelihood after a round is that of the parameters after its M-step.",
    run: ({ fit, logLikelihood }) => {
      const { x, start } = example(6, 30);
      const [none, three] = [fit(x, start, 0, 1e-3), fit(x, start, 3, 1e-3)];
      return all(
        close(flat(none.parameters), flat(start)),
        close(none.history, [logLikelihood(x, start)]),
        close(three.history.at(-1), logLikelihood(x, three.parameters)),
        close(three.history[0], logLikelihood(x, start)),
      );
    },
  },
  {
    name: "after many rounds the log-likelihood is flat in means and variances, and one more round changes nothing",
    probes: "maximum-likelihood",
    why: "EM stops where the slopes are 0. Each mean and each variance was moved a little, and your own logLikelihood computed there.",
    run: ({ fit, logLikelihood }) => {
      const { x, start } = example(7, 80);
      const { parameters, history } = fit(x, start, 1500, 1e-3);
      const { weights, means, variances } = parameters;
      const at = (v: number[]) => logLikelihood(x, { weights, means: v.slice(0, 3), variances: v.slice(3) });
      return all(
        gradientMatches(at, [0, 0, 0, 0, 0, 0], [...means, ...variances], 1e-4),
        close(history.at(-1), history.at(-2)!),
        close(sum(weights), 1),
      );
    },
    timeLimitMs: 4000,
  },
  {
    name: "two clouds far apart are found: their shares, means and variances",
    probes: "gaussian",
    why: "With hardly any overlap the result is that of two groups fitted apart, whatever the start between them.",
    run: ({ fit }) => {
      const draw = random(8);
      const [left, right] = [draw.normals(30, -20, 1), draw.normals(10, 20, 2)];
      const start: Mixture = { weights: [0.5, 0.5], means: [-1, 1], variances: [100, 100] };
      const { parameters } = fit([...left, ...right], start, 50, 1e-6);
      const mean = (v: number[]) => sum(v) / v.length;
      const variance = (v: number[]) => mean(v.map((value) => (value - mean(v)) ** 2));
      return close(
        flat(parameters),
        [0.75, 0.25, mean(left), mean(right), variance(left), variance(right)],
        1e-6,
      );
    },
  },
  {
    name: "a floor of 0 is refused, and the arguments are left as they were",
    why: "The parameters before a round belong to the caller: return new ones.",
    run: ({ fit, maximise }) => {
      const { x, start } = example(9, 10);
      const before = JSON.stringify({ x, start });
      fit(x, start, 2, 1e-3);
      const after = JSON.stringify({ x, start });
      return all(
        throwsError(() => maximise([1], [[1, 0]], 0, pair)),
        holds(after === before, "x or the start changed during the calls", "all arguments unchanged"),
      );
    },
  },
];
