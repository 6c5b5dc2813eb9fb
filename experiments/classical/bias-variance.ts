/**
 * Where the error of a prediction comes from.
 *
 * Question: Do bias², variance and noise add up to the test error, and how do they change with a polynomial's degree and with the number of rows?
 * Command: npx blankfile run classical/bias-variance
 * Expectation: They add up within 5 % everywhere; over degrees the error falls and rises again, with its least between 3 and 7; over rows the variance falls as 1 / n and the bias stays.
 * Minutes: 0.5
 *
 * One variable at a time: the degree 1 to 15 at 40 rows, or 20 to 2,000 rows at degree 5. Data: y = sin(πx) + 0.3 ε, x even on [−1, 1].
 * Of 200 training sets, each with its own fit f̂, at 200 places x:
 *
 *   bias²     mean over x of (E f̂(x) − sin πx)²
 *   variance  mean over x of E (f̂(x) − E f̂(x))²
 *   noise     0.3²
 *   test      mean of (f̂(x) − y)² over new y at each place, which the fits have not seen
 *
 * Geman, Bienenstock, Doursat 1992, https://doi.org/10.1162/neco.1992.4.1.1
 */
import { LinearRegression, PolynomialFeatures } from "@blankfile/classical";
import { nearest } from "@blankfile/curriculum";
import { Philox } from "@blankfile/tensor";
import { experiment, showFigure } from "@blankfile/tracking/node";

const sigma = 0.3;
const truth = (x: number): number => Math.sin(Math.PI * x);

interface Setting {
  degree: number;
  rows: number;
}

const sweeps: Record<string, Setting[]> = {
  degree: Array.from({ length: 15 }, (_, i) => ({ degree: i + 1, rows: 40 })),
  rows: [20, 50, 100, 200, 500, 1000, 2000].map((rows) => ({ degree: 5, rows })),
};

await experiment({
  name: "classical/bias-variance",
  nearest,
  variants: Object.keys(sweeps),
  seeds: 3,
  flags: { sets: { default: 200, says: "training sets for each setting" } },
  smoke: { sets: 3 },
  metrics: {
    degree: {},
    rows: {},
    bias: { goal: "minimize" },
    variance: { goal: "minimize" },
    "test/mse": { goal: "minimize" },
    "train/mse": { goal: "minimize" },
    "sum/off": { goal: "minimize", unit: "%" },
    "best/degree": {},
    "best/mse": { goal: "minimize" },
    "last/mse": {},
    "slope/variance": {},
  },

  predict: (variant) =>
    variant === "degree"
      ? { text: "The least error is between degree 3 and 7.", metric: "best/degree", range: [3, 7] }
      : {
          text: "Ten times the rows have a tenth of the variance; the smallest sets more than that.",
          metric: "slope/variance",
          range: [-1.6, -0.95],
        },

  async train({ variant, seed, config: { sets }, run, progress }) {
    const settings = sweeps[variant]!;
    const found = settings.map((setting, i) => {
      const parts = decompose(setting, sets, new Philox(seed).fork(i));
      run.log({ ...setting, ...parts }, { step: i + 1 });
      progress(i + 1, settings.length, `degree ${setting.degree}, ${setting.rows} rows`);
      return { ...setting, ...parts };
    });
    const best = found.reduce((a, b) => (b["test/mse"] < a["test/mse"] ? b : a));
    const [first, last] = [found[0]!, found.at(-1)!];
    return {
      "sum/off": Math.max(...found.map((one) => one["sum/off"])),
      "best/mse": best["test/mse"],
      "last/mse": last["test/mse"],
      ...(variant === "degree"
        ? { "best/degree": best.degree }
        : { "slope/variance": Math.log(last.variance / first.variance) / Math.log(last.rows / first.rows) }),
    };
  },

  judge(figures) {
    const degree = figures.of("degree", "best/degree").values;
    return [
      ...Object.keys(sweeps).map((variant) => ({
        text: `over ${variant}: bias² + variance + noise off the test error, the worst setting, below 5 % in every seed`,
        found: showFigure(figures.of(variant, "sum/off"), "%"),
        met: figures.of(variant, "sum/off").values.every((off) => off < 5),
      })),
      {
        text: "degree of the least test error, between 1 and 15 and neither of them, in every seed",
        found: degree.join(", "),
        met: degree.every((value) => value > 1 && value < 15),
      },
      {
        text: "test error at degree 15 with 40 rows, and at the best degree (noise alone: 0.09)",
        found: `${showFigure(figures.of("degree", "last/mse"))}, ${showFigure(figures.of("degree", "best/mse"))}`,
      },
      {
        text: "slope of log variance over log rows, −1 by theory for many rows",
        found: showFigure(figures.of("rows", "slope/variance")),
      },
    ];
  },
});

/** What many fits of one degree to sets of one size have in common, and what not. */
function decompose({ degree, rows }: Setting, sets: number, rng: Philox) {
  const places = Array.from({ length: 200 }, (_, i) => -1 + (2 * i + 1) / 200);
  const powers = new PolynomialFeatures({ degree, includeBias: false });
  const test = powers.fitTransform(places.map((x) => [x]));
  const fits: Float64Array[] = [];
  let trainError = 0;
  for (let s = 0; s < sets; s++) {
    const x = Array.from({ length: rows }, () => 2 * rng.uniform() - 1);
    const y = x.map((value) => truth(value) + sigma * rng.normal());
    const X = powers.transform(x.map((value) => [value]));
    const model = new LinearRegression().fit(X, y);
    fits.push(model.predict(test));
    trainError += model.predict(X).reduce((sum, p, i) => sum + (p - y[i]!) ** 2, 0) / rows / sets;
  }
  let [bias, variance, testError] = [0, 0, 0];
  for (const [i, x] of places.entries()) {
    const mean = fits.reduce((sum, fit) => sum + fit[i]!, 0) / sets;
    bias += (mean - truth(x)) ** 2 / places.length;
    for (const fit of fits) {
      variance += (fit[i]! - mean) ** 2 / sets / places.length;
      testError += (fit[i]! - truth(x) - sigma * rng.normal()) ** 2 / sets / places.length;
    }
  }
  const sum = bias + variance + sigma ** 2;
  return {
    bias,
    variance,
    "test/mse": testError,
    "train/mse": trainError,
    "sum/off": 100 * Math.abs(sum / testError - 1),
  };
}
