import { all, type Check, close, equal, holds, random, refuses } from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");

const sigmoid = (u: number): number => (u < 0 ? Math.exp(u) / (1 + Math.exp(u)) : 1 / (1 + Math.exp(-u)));

/** Logits that are `factor` times too large for the labels drawn from them. */
function overconfident(seed: number, n: number, factor: number): { z: number[]; y: number[] } {
  const draw = random(seed);
  const honest = draw.normals(n, 0.3, 1.5);
  return { z: honest.map((u) => factor * u), y: honest.map((u) => (draw.uniform() < sigmoid(u) ? 1 : 0)) };
}

/** log(1 + e^(−u)) for label 1, log(1 + e^u) for label 0, averaged. */
function meanLoss(z: number[], y: number[], T: number): number {
  const losses = z.map((logit, n) => {
    const u = ((y[n] === 1 ? -1 : 1) * logit) / T;
    return u > 0 ? u + Math.log1p(Math.exp(-u)) : Math.log1p(Math.exp(u));
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / z.length;
}

const p = [0.125, 0.25, 0.25, 0.5, 0.875, 1];
const y = [0, 0, 1, 1, 1, 1];

export const checks: Check<Module>[] = [
  {
    name: "six rows in four bins by hand",
    probes: "expectation",
    why: "0.125 is in bin 0; 0.25 twice in bin 1, its lower end; 0.5 in bin 2; 0.875 and 1 in bin 3, with the mean 0.9375.",
    run: ({ reliabilityBins }) => {
      const bins = reliabilityBins(p, y, 4);
      return all(
        equal(
          bins.map(({ bin, count }) => [bin, count]),
          [
            [0, 1],
            [1, 2],
            [2, 1],
            [3, 2],
          ],
        ),
        close(
          bins.map(({ confidence, frequency }) => [confidence, frequency]),
          [
            [0.125, 0],
            [0.25, 0.5],
            [0.5, 1],
            [0.9375, 1],
          ],
        ),
      );
    },
  },
  {
    name: "a probability of exactly 1 is in the last bin",
    why: "⌊1 · B⌋ = B is no bin. Such rows are the surest of all; a calibration error that loses them looks too good. A probability of 0 is in bin 0.",
    run: ({ reliabilityBins }) =>
      equal(reliabilityBins([1, 1, 0], [1, 0, 0], 10), [
        { bin: 0, count: 1, confidence: 0, frequency: 0 },
        { bin: 9, count: 2, confidence: 1, frequency: 0.5 },
      ]),
  },
  {
    name: "empty bins are left out",
    why: "A mean over no rows is 0 / 0, and one NaN makes the whole error NaN. 0.25 · 100 = 25 is bin 25: each bin holds its lower end.",
    run: ({ reliabilityBins, calibrationError }) =>
      all(
        equal(
          reliabilityBins([0.25, 0.75], [0, 1], 100).map(({ bin }) => bin),
          [25, 75],
        ),
        close(calibrationError([0.25, 0.75], [0, 1], 100), 0.25),
      ),
  },
  {
    name: "the confidence is the mean of the probabilities, not the middle of the bin",
    why: "One bin holds all: the mean of p is 0.5 and that of y 4/6, so the error is 1/6. The middle, 0.5, would not show it here, but with p = 0.9 twice it would.",
    run: ({ calibrationError }) =>
      all(close(calibrationError(p, y, 1), 1 / 6), close(calibrationError([0.9, 0.9], [1, 1], 1), 0.1)),
  },
  {
    name: "the calibration error by hand: gaps weighted by the rows",
    why: "(1 · 0.125 + 2 · 0.25 + 1 · 0.5 + 2 · 0.0625) / 6 = 1.25 / 6. The plain mean of the four gaps is 0.234: there, a bin of one row counts like one of a thousand.",
    run: ({ calibrationError }) => close(calibrationError(p, y, 4), 1.25 / 6),
  },
  {
    name: "gaps of different signs do not cancel between bins",
    why: "Too sure in one bin and too timid in another is wrong twice; take the absolute value of each bin's gap before you add.",
    run: ({ calibrationError }) => close(calibrationError([0.2, 0.8], [1, 0], 2), 0.8),
  },
  {
    name: "the Brier score by hand: 0.19, and 1/4 for always saying 1/2",
    probes: "proper-scoring",
    why: "The distances are 0.1, 0.6 and √0.2; their squares 0.01, 0.36 and 0.2 have the mean 0.19.",
    run: ({ brier }) =>
      all(
        close(brier([0.1, 0.4, Math.sqrt(0.2)], [0, 1, 0]), 0.19),
        close(brier([0.5, 0.5, 0.5], [1, 0, 1]), 0.25),
      ),
  },
  {
    name: "bins agree with the Brier score: with one value a bin, Brier = calibration part + spread of the labels",
    probes: "expectation",
    why: "For rows that share one p, the mean of (p − y)² is (p − frequency)² + frequency · (1 − frequency): Murphy's split of the score.",
    run: ({ reliabilityBins, brier }) => {
      const draw = random(1);
      const values = [0.05, 0.35, 0.55, 0.95];
      const probabilities = Array.from({ length: 80 }, () => values[draw.integer(4)]!);
      const labels = probabilities.map(() => draw.integer(2));
      const split = reliabilityBins(probabilities, labels, 10).reduce(
        (sum, { count, confidence, frequency }) =>
          sum + (count / 80) * ((confidence - frequency) ** 2 + frequency * (1 - frequency)),
        0,
      );
      return close(brier(probabilities, labels), split);
    },
  },
  {
    name: "a temperature by hand: logit 1, three labels of four are 1",
    probes: "exp-log",
    why: "The best σ(1/T) is the share of ones, 3/4, whose logit is log 3. So 1/T = log 3. A search by the loss itself stops at seven or eight digits, for around its lowest point the loss is flat; look for the root of its slope.",
    run: ({ fitTemperature }) => close(fitTemperature([1, 1, 1, 1], [1, 0, 1, 1]), 1 / Math.log(3)),
  },
  {
    name: "logits three times too large are found out: T near 3",
    why: "The labels were drawn from a third of the logits. Above 1 a temperature makes probabilities less sure; if you find 1/3, you multiply where you should divide.",
    run: ({ fitTemperature }) => {
      const { z, y } = overconfident(2, 4000, 3);
      const T = fitTemperature(z, y);
      return holds(Math.abs(T - 3) < 0.3, `T = ${T}`, "between 2.7 and 3.3");
    },
  },
  {
    name: "no temperature near it has a smaller loss, and the slope there is 0",
    probes: "derivatives",
    why: "The slope of the mean loss in 1/T, the mean of (σ(z/T) − y) z, is 0 at the best T. A search over a grid does not come that near.",
    run: ({ fitTemperature }) =>
      all(
        ...[3, 4, 5].map((seed) => {
          const { z, y } = overconfident(seed, 200, seed / 2);
          const T = fitTemperature(z, y);
          const slope = z.reduce((sum, logit, n) => sum + (sigmoid(logit / T) - y[n]!) * logit, 0) / z.length;
          const least = meanLoss(z, y, T);
          const near = [0.9, 0.99, 1.01, 1.1].every((factor) => meanLoss(z, y, factor * T) > least);
          return all(
            close(slope, 0, 1e-7),
            holds(near, `loss ${least} at T = ${T}`, "less than at T · 0.9, 0.99, 1.01, 1.1"),
          );
        }),
      ),
  },
  {
    name: "logits ten times as large have ten times the temperature",
    why: "Only z / T counts.",
    run: ({ fitTemperature }) => {
      const { z, y } = overconfident(6, 150, 1);
      const T = fitTemperature(z, y);
      return close(
        fitTemperature(
          z.map((logit) => 10 * logit),
          y,
        ) / T,
        10,
        1e-6,
      );
    },
  },
  {
    name: "logits of 1000 are no trouble",
    probes: "exp-log",
    why: "Four labels of five agree with the sign of their logit, so σ(1000 / T) = 4/5. log σ(−1000) is −1000, but the logarithm of a probability that has become 0 is −Infinity. The slope needs no logarithm.",
    run: ({ fitTemperature }) => {
      const z = [1000, -1000, 1000, -1000, 1000];
      return close(fitTemperature(z, [1, 0, 1, 1, 1]) / 1000, 1 / Math.log(4), 1e-8);
    },
  },
  {
    name: "what is no probability, no label or no bin is refused",
    why: "NaN is neither below 0 nor above 1, so ask whether it is between them.",
    run: ({ reliabilityBins, calibrationError, brier }) =>
      all(
        ...[
          (a: number[], b: number[]) => reliabilityBins(a, b, 5),
          (a: number[], b: number[]) => calibrationError(a, b, 5),
          brier,
        ].map((f) =>
          all(
            refuses(() => f([], [])),
            refuses(() => f([0.5], [1, 0])),
            refuses(() => f([0.5, 1.2], [1, 0])),
            refuses(() => f([0.5, -0.1], [1, 0])),
            refuses(() => f([Number.NaN], [1])),
            refuses(() => f([0.5], [0.5])),
          ),
        ),
        refuses(() => reliabilityBins([0.5], [1], 0)),
        refuses(() => calibrationError([0.5], [1], 2.5)),
      ),
  },
  {
    name: "the arguments are left as they were",
    why: "Sorting the probabilities parts them from their labels.",
    run: ({ reliabilityBins, calibrationError, brier, fitTemperature }) => {
      const rows = { a: [0.9, 0.1, 0.6], b: [1, 1, 0], z: [2, -1, 1] };
      const before = JSON.stringify(rows);
      reliabilityBins(rows.a, rows.b, 3);
      calibrationError(rows.a, rows.b, 3);
      brier(rows.a, rows.b);
      fitTemperature(rows.z, [1, 0, 0]);
      return holds(
        JSON.stringify(rows) === before,
        "probabilities, labels or logits changed",
        "all unchanged",
      );
    },
  },
];
