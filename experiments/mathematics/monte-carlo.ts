/**
 * Probability in motion: what averages of random draws do as there are more of them.
 *
 * Question: Does the error of a simulation fall as one over the root of its draws, whatever is simulated?
 * Command: npx blankfile run mathematics/monte-carlo
 * Expectation: For a mean, π by darts, Buffon's needle, Monty Hall, Bayes' theorem and a conjugate posterior the slope of log error against log n lies in [−0.6, −0.4]; so does that of the distance to the normal distribution in the central limit theorem; Buffon's share lies within 3 standard errors of 1/π.
 * Minutes: 2
 *
 * One variable: the question that the draws answer. Each has an answer known on paper:
 *
 *   mean        E[−ln U] = 1, U uniform                         law of large numbers; variance σ² = 1
 *   darts       P(x² + y² < 1) = π/4 on the unit square
 *   needle      P(a needle of half the boards' width crosses a line) = 2 · ½ / π = 1/π        Buffon 1777
 *   doors       P(winning by switching) = 2/3                   Monty Hall
 *   test        P(ill | positive) = 0.9 · 0.01 / (0.9 · 0.01 + 0.05 · 0.99)                     Bayes' theorem, by counting
 *   posterior   Beta(1 + heads, 1 + tails) has its mean near the coin's 0.3
 *   limit       sup |F_n − Φ|, F_n of the standardised mean of n draws of −ln U: Berry and Esseen bound it by C ρ / √n
 *
 * The error is the root mean square over repetitions, n goes up by factors of 4, and the slope is that of least squares in logarithms.
 */
import { nearest } from "@blankfile/curriculum";
import { erf, Philox, tensor } from "@blankfile/tensor";
import { experiment, showFigure } from "@blankfile/tracking/node";

interface Question {
  /** The answer on paper. */
  truth: number;
  /** One estimate from n draws. */
  estimate(n: number, rng: Philox): number;
}

/** The share of n trials in which something happens. */
const share = (truth: number, happens: (rng: Philox) => boolean): Question => ({
  truth,
  estimate(n, rng) {
    let count = 0;
    for (let i = 0; i < n; i++) if (happens(rng)) count++;
    return count / n;
  },
});

const exponential = (rng: Philox): number => -Math.log1p(-rng.uniform());
const [illness, sensitivity, falseAlarm] = [0.01, 0.9, 0.05];

const questions: Record<string, Question> = {
  mean: {
    truth: 1,
    estimate(n, rng) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += exponential(rng);
      return sum / n;
    },
  },
  darts: share(Math.PI / 4, (rng) => rng.uniform() ** 2 + rng.uniform() ** 2 < 1),
  needle: share(1 / Math.PI, (rng) => {
    // Boards 1 apart, needle of length ½: it crosses where its middle is nearer to a line than half its height.
    const toLine = rng.uniform() / 2;
    return toLine < 0.25 * Math.sin(Math.PI * rng.uniform());
  }),
  doors: share(2 / 3, (rng) => {
    const [car, first] = [rng.integer(3), rng.integer(3)];
    // The host opens a door that is neither the first nor the car's; the other one left is switched to.
    const closed = [0, 1, 2].filter((door) => door !== first && door !== car);
    const opened = closed[rng.integer(closed.length)]!;
    return [0, 1, 2].find((door) => door !== first && door !== opened) === car;
  }),
  test: {
    truth: (sensitivity * illness) / (sensitivity * illness + falseAlarm * (1 - illness)),
    estimate(n, rng) {
      let [positive, ill] = [0, 0];
      while (positive < n) {
        const isIll = rng.uniform() < illness;
        if (rng.uniform() >= (isIll ? sensitivity : falseAlarm)) continue;
        positive++;
        if (isIll) ill++;
      }
      return ill / n;
    },
  },
  posterior: {
    truth: 0.3,
    estimate(n, rng) {
      let heads = 0;
      for (let i = 0; i < n; i++) if (rng.uniform() < 0.3) heads++;
      return (1 + heads) / (2 + n);
    },
  },
};

const variants = [...Object.keys(questions), "limit"];

await experiment({
  name: "mathematics/monte-carlo",
  nearest,
  variants,
  seeds: 3,
  flags: {
    sizes: { default: 6, says: "numbers of draws: 64, 256, … each four times the one before" },
    repetitions: { default: 200, says: "estimates at each number of draws" },
    means: { default: 100_000, says: "means drawn for the central limit theorem at each n from 1, 2, 4, …" },
  },
  smoke: { sizes: 2, repetitions: 4, means: 200 },
  metrics: {
    draws: {},
    error: { goal: "minimize" },
    slope: {},
    "end/standard-errors": { unit: "standard errors" },
  },

  predict: (variant) => ({
    text: `${variant}: ten times the accuracy takes a hundred times the draws.`,
    metric: "slope",
    range: [-0.55, -0.45],
  }),

  async train({ variant, seed, config, run, progress }) {
    const rng = new Philox(seed);
    const points: [n: number, error: number][] = [];
    let end = 0;
    for (let i = 0; i < config.sizes; i++) {
      const question = questions[variant];
      const n = question ? 64 * 4 ** i : 2 ** i;
      const errors = question ? repeated(question, n, config.repetitions, rng.fork(n)) : undefined;
      const error = errors ? rootMeanSquare(errors) : distanceToNormal(n, config.means, rng.fork(n));
      if (errors) end = average(errors) / (rootMeanSquare(errors) / Math.sqrt(errors.length));
      points.push([n, error]);
      run.log({ draws: n, error }, { step: i + 1 });
      progress(i + 1, config.sizes, `n = ${n}: error ${error.toPrecision(3)}`);
    }
    return { slope: slope(points), "end/standard-errors": end };
  },

  judge: (figures) => [
    ...variants.map((variant) => {
      const found = figures.of(variant, "slope");
      return {
        text: `${variant}: slope of log error against log n, between −0.6 and −0.4 in every seed`,
        found: showFigure(found),
        met: found.values.every((value) => value > -0.6 && value < -0.4),
      };
    }),
    {
      text: "needle: share of crossings less 1/π, in standard errors at the largest n, below 3 in every seed",
      found: showFigure(figures.of("needle", "end/standard-errors")),
      met: figures.of("needle", "end/standard-errors").values.every((value) => Math.abs(value) < 3),
    },
  ],
});

function repeated({ truth, estimate }: Question, n: number, times: number, rng: Philox): number[] {
  return Array.from({ length: times }, (_, i) => estimate(n, rng.fork(i)) - truth);
}

/** sup_x |F(x) − Φ(x)| of the empirical distribution of √n (mean − 1) over many means of n draws. */
function distanceToNormal(n: number, means: number, rng: Philox): number {
  const standardised = new Float64Array(means);
  for (let i = 0; i < means; i++) {
    let sum = 0;
    for (let k = 0; k < n; k++) sum += exponential(rng);
    standardised[i] = Math.sqrt(n) * (sum / n - 1);
  }
  standardised.sort();
  const below = erf(
    tensor(
      standardised.map((x) => x / Math.SQRT2),
      { dtype: "float64" },
    ),
  ).data;
  let worst = 0;
  for (let i = 0; i < means; i++) {
    const normal = (1 + (below[i] as number)) / 2;
    worst = Math.max(worst, Math.abs(normal - i / means), Math.abs(normal - (i + 1) / means));
  }
  return worst;
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function rootMeanSquare(values: readonly number[]): number {
  return Math.sqrt(average(values.map((value) => value ** 2)));
}

/** Of log error against log n, by least squares. */
function slope(points: readonly [number, number][]): number {
  const logs = points.map(([n, error]) => [Math.log(n), Math.log(error)] as const);
  const [mx, my] = [average(logs.map(([x]) => x)), average(logs.map(([, y]) => y))];
  const [sxy, sxx] = [
    average(logs.map(([x, y]) => (x - mx) * (y - my))),
    average(logs.map(([x]) => (x - mx) ** 2)),
  ];
  return sxy / sxx;
}
