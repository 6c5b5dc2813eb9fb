import { readFileSync } from "node:fs";
import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { rowsOf } from "../dense/dense.ts";
import { extendedKalmanFilter } from "./extended-kalman-filter.ts";
import { kalmanEM } from "./kalman-em.ts";
import { type KalmanFilterResult, kalmanFilter, kalmanForecast } from "./kalman-filter.ts";
import { kalmanSmoother } from "./kalman-smoother.ts";
import type { LinearGaussianModel } from "./linear-gaussian-model.ts";
import { squareRootKalmanFilter } from "./square-root-kalman-filter.ts";
import { unscentedKalmanFilter } from "./unscented-kalman-filter.ts";

interface LinearCase {
  name: string;
  y: (number | string)[][];
  loglik: number;
  loglik_obs: number[];
  filtered: number[][];
  filtered_cov: number[][][];
  predicted: number[][];
  smoothed: number[][];
  smoothed_cov: number[][][];
  lag_cov: number[][][];
  forecast: number[][];
  forecast_cov: number[][][];
}

interface Step {
  mean: number[];
  cov: number[][];
  loglik: number;
}

interface Golden {
  linear: { model: LinearGaussianModel; cases: LinearCase[] };
  pendulum: {
    dt: number;
    Q: number[][];
    R: number[][];
    mean: number[];
    covariance: number[][];
    y: number[][];
    extended: Step[];
    unscented: { alpha: number; beta: number; kappa: number; steps: Step[] };
    unscented_plain: { alpha: number; beta: number; kappa: number; steps: Step[] };
  };
}

const file = new URL("../../../../golden/statistics/state_space.json", import.meta.url);
const golden = (JSON.parse(readFileSync(file, "utf8")) as { values: Golden }).values;

function close(
  actual: readonly ArrayLike<number>[],
  expected: readonly ArrayLike<number>[],
  tolerance = 1e-9,
): void {
  expect(actual.length).toBe(expected.length);
  actual.forEach((row, t) => {
    for (let i = 0; i < row.length; i++) {
      const off = Math.abs(row[i]! - expected[t]![i]!);
      expect(off, `[${t}][${i}]: ${row[i]} for ${expected[t]![i]}`).toBeLessThan(tolerance);
    }
  });
}

const level: LinearGaussianModel = { F: [[1]], H: [[1]], Q: [[1]], R: [[2]], mean: [0], covariance: [[1]] };

it("one dimension by hand: P⁻ = 1, S = 3, K = 1/3; then P⁻ = 2/3 + 1, K = 5/11", () => {
  const { filtered, logLikelihood } = kalmanFilter(level, [[3], [1]]);
  expect(filtered[0]!.mean[0]).toBeCloseTo(1, 14);
  expect(filtered[0]!.covariance.data[0]).toBeCloseTo(2 / 3, 14);
  expect(filtered[1]!.mean[0]).toBeCloseTo(1, 14);
  expect(filtered[1]!.covariance.data[0]).toBeCloseTo(10 / 11, 14);
  expect(logLikelihood).toBeCloseTo(
    -0.5 * (2 * Math.log(2 * Math.PI) + Math.log(3) + 3 + Math.log(11 / 3)),
    13,
  );
});

describe.each(golden.linear.cases)("statsmodels on a series $name", (expected) => {
  const { model } = golden.linear;
  const y = expected.y.map((row) => row.map(Number));
  const flat = (each: readonly number[][][]) => each.map((matrix) => matrix.flat());

  it.each([
    ["kalmanFilter", kalmanFilter],
    ["squareRootKalmanFilter", squareRootKalmanFilter],
  ])("%s", (_, filter) => {
    const result = filter(model, y);
    close(
      result.filtered.map(({ mean }) => mean),
      expected.filtered,
    );
    close(
      result.filtered.map(({ covariance }) => covariance.data),
      flat(expected.filtered_cov),
    );
    close(
      result.predicted.map(({ mean }) => mean),
      expected.predicted,
    );
    close([result.logLikelihoods], [expected.loglik_obs]);
    expect(result.logLikelihood).toBeCloseTo(expected.loglik, 9);
  });

  it("smoothed means, covariances, covariances of neighbours", () => {
    const { smoothed, lagCovariances } = kalmanSmoother(model, y);
    close(
      smoothed.map(({ mean }) => mean),
      expected.smoothed,
    );
    close(
      smoothed.map(({ covariance }) => covariance.data),
      flat(expected.smoothed_cov),
    );
    close(
      lagCovariances.map(({ data }) => data),
      flat(expected.lag_cov),
    );
  });

  it("forecasts", () => {
    const { observations } = kalmanForecast(model, kalmanFilter(model, y), expected.forecast.length);
    close(
      observations.map(({ mean }) => mean),
      expected.forecast,
    );
    close(
      observations.map(({ covariance }) => covariance.data),
      flat(expected.forecast_cov),
    );
  });
});

describe("filterpy on a pendulum", () => {
  const { dt, Q, R, mean, covariance, y, extended, unscented, unscented_plain } = golden.pendulum;
  const model = {
    f: ([a, v]: Float64Array) => [a! + dt * v!, v! - dt * 9.81 * Math.sin(a!)],
    h: ([a]: Float64Array) => [Math.sin(a!)],
    fJacobian: ([a]: Float64Array) => [
      [1, dt],
      [-dt * 9.81 * Math.cos(a!), 1],
    ],
    hJacobian: ([a]: Float64Array) => [[Math.cos(a!), 0]],
    Q,
    R,
    mean,
    covariance,
  };
  const compare = ({ filtered, logLikelihoods }: KalmanFilterResult, steps: readonly Step[]) => {
    close(
      filtered.map((each) => each.mean),
      steps.map((each) => each.mean),
    );
    close(
      filtered.map((each) => each.covariance.data),
      steps.map((each) => each.cov.flat()),
    );
    close([logLikelihoods], [steps.map((each) => each.loglik)]);
  };

  it("extended", () => compare(extendedKalmanFilter(model, y), extended));
  it("unscented, at two settings", () => {
    compare(unscentedKalmanFilter(model, y, unscented), unscented.steps);
    compare(unscentedKalmanFilter(model, y, unscented_plain), unscented_plain.steps);
  });
});

it("on a linear model the extended and the unscented filter are the Kalman filter", () => {
  const { model, cases } = golden.linear;
  const y = cases[1]!.y.map((row) => row.map(Number));
  const times = (rows: typeof model.F) => (x: Float64Array) =>
    rows.map((row) => x.reduce((sum, value, j) => sum + row[j]! * value, 0));
  const nonlinear = {
    ...model,
    f: times(model.F),
    h: times(model.H),
    fJacobian: () => model.F,
    hJacobian: () => model.H,
  };
  const plain = kalmanFilter(model, y);
  for (const other of [
    extendedKalmanFilter(nonlinear, y),
    unscentedKalmanFilter(nonlinear, y, { alpha: 0.5 }),
  ]) {
    close(
      other.filtered.map(({ mean }) => mean),
      plain.filtered.map(({ mean }) => mean),
    );
    close([other.logLikelihoods], [plain.logLikelihoods]);
  }
});

it("the whole series at once: filter and smoother are the conditionals of one large Gaussian", () => {
  // Level model, three steps: Cov x = [1 1 1; 1 2 2; 1 2 3], y = x + noise of variance 2, y = (1, ·, 3).
  const { smoothed, logLikelihood } = kalmanSmoother(level, [[1], null, [3]]);
  // Var y_0 = 3, Var y_2 = 5, Cov = 1; E[x_1 | y] = [1, 2] [3 1; 1 5]⁻¹ [1; 3].
  expect(smoothed[1]!.mean[0]).toBeCloseTo((1 * (5 - 3) + 2 * (-1 + 9)) / 14, 14);
  expect(smoothed[1]!.covariance.data[0]).toBeCloseTo(2 - (1 * (5 - 2) + 2 * (-1 + 6)) / 14, 14);
  const square = (1 * (5 - 3) + 3 * (-1 + 9)) / 14;
  expect(logLikelihood).toBeCloseTo(-0.5 * (2 * Math.log(2 * Math.PI) + Math.log(14) + square), 13);
});

it("a very exact observation of a wide prior: the square root keeps what the plain filter rounds away", () => {
  const wide: LinearGaussianModel = {
    F: [
      [1, 0],
      [0, 1],
    ],
    H: [
      [1, 1],
      [1, 1 + 1e-9],
    ],
    Q: [
      [0, 0],
      [0, 0],
    ],
    R: [
      [1e-18, 0],
      [0, 1e-18],
    ],
    mean: [0, 0],
    covariance: [
      [1, 0],
      [0, 1],
    ],
  };
  // x₀ + x₁ is known, which leaves x₁ the prior precision 2; the difference shows 10⁻⁹ x₁ with variance 2·10⁻¹⁸, precision
  // ½ more.
  const error = (filter: typeof kalmanFilter) =>
    Math.abs(filter(wide, [[1, 1]]).filtered[0]!.covariance.data[3]! - 0.4);
  expect(error(squareRootKalmanFilter)).toBeLessThan(1e-6);
  expect(error(kalmanFilter)).toBeGreaterThan(1e-2);
});

describe("EM", () => {
  const truth: LinearGaussianModel = {
    F: [
      [0.8, 0.2],
      [-0.3, 0.7],
    ],
    H: [[1, 0]],
    Q: [
      [0.5, 0],
      [0, 0.5],
    ],
    R: [[0.3]],
    mean: [0, 0],
    covariance: [
      [1, 0],
      [0, 1],
    ],
  };
  const rng = new Philox(3);
  let x = [0, 0];
  const y = Array.from({ length: 150 }, (_, t) => {
    x = truth.F.map((row) => row[0]! * x[0]! + row[1]! * x[1]! + Math.sqrt(0.5) * rng.normal());
    return t % 29 === 7 ? null : [x[0]! + Math.sqrt(0.3) * rng.normal()];
  });
  const start: LinearGaussianModel = {
    ...truth,
    F: [
      [0.5, 0.1],
      [0, 0.5],
    ],
    Q: [
      [2, 0],
      [0, 2],
    ],
    R: [[2]],
  };

  it("the log-likelihood never falls, whatever is learnt, and passes that of the truth", () => {
    for (const learn of [["F", "Q", "R", "mean", "covariance"], ["R"], ["H", "R"], ["Q"]] as const) {
      const { logLikelihoods } = kalmanEM(start, y, { learn, maxIter: 40 });
      for (let i = 1; i < logLikelihoods.length; i++) {
        expect(logLikelihoods[i]! - logLikelihoods[i - 1]!).toBeGreaterThan(-1e-9);
      }
    }
    const learnt = kalmanEM(start, y, { maxIter: 200 });
    expect(learnt.logLikelihoods.at(-1)).toBeGreaterThan(kalmanFilter(truth, y).logLikelihood);
    expect(kalmanFilter(learnt.model, y).logLikelihood).toBeCloseTo(learnt.logLikelihoods.at(-1)!, 9);
  });

  it("where it stands still the gradient is 0: R at the maximum over R", () => {
    const { model, converged } = kalmanEM({ ...truth, R: [[2]] }, y, {
      learn: ["R"],
      maxIter: 500,
      tol: 1e-10,
    });
    expect(converged).toBe(true);
    const at = (r: number) => kalmanFilter({ ...model, R: [[r]] }, y).logLikelihood;
    const r = model.R[0]![0]!;
    expect(Math.abs(at(r * 1.0001) - at(r * 0.9999)) / 2e-4).toBeLessThan(1e-3);
  });

  it("a row missing in part is refused", () => {
    const two = {
      ...truth,
      H: [
        [1, 0],
        [0, 1],
      ],
      R: [
        [1, 0],
        [0, 1],
      ],
    };
    expect(() =>
      kalmanEM(two, [
        [1, 2],
        [1, Number.NaN],
      ]),
    ).toThrow("kalmanEM: observation 1 lacks 1 of 2 numbers");
  });
});

it("refuses what does not fit by name", () => {
  expect(() => kalmanFilter({ ...level, H: [[1, 2]] }, [])).toThrow(
    "kalmanFilter: H is [1, 2], [1, 1] is needed",
  );
  expect(() => kalmanFilter({ ...level, Q: [[-1]] }, [])).toThrow("kalmanFilter: Q[0][0] is -1");
  expect(() => kalmanFilter(level, [[1, 2]])).toThrow("kalmanFilter: observation 0 has 2 numbers, 1");
  expect(() => kalmanFilter(level, [[Number.POSITIVE_INFINITY]])).toThrow(
    "kalmanFilter: observation 0 has Infinity at 0",
  );
  expect(() => kalmanFilter({ ...level, R: [[0]], covariance: [[0]] }, [[1]])).toThrow(
    "of the innovation's covariance",
  );
  const still = { ...level, Q: [[0]], covariance: [[0]] };
  expect(() => kalmanSmoother(still, [[1], [2]])).toThrow(
    "kalmanSmoother: the leading minor of order 1 of the predicted",
  );
  expect(rowsOf(kalmanFilter(still, [[1]]).filtered[0]!.covariance)).toEqual([[0]]);
});
