import { readFileSync } from "node:fs";
import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { CategoricalHMM } from "./categorical-hmm.ts";
import { forwardBackward } from "./forward-backward.ts";
import { GaussianHMM } from "./gaussian-hmm.ts";
import { viterbi } from "./viterbi.ts";

interface Fit {
  startprob: number[];
  transmat: number[][];
  history: number[];
  emissionprob: number[][];
  means: number[][];
  covars: number[][] | number[][][];
}

interface Answers {
  score: number;
  proba: number[][];
  viterbi: number;
  states: number[];
  fit: Fit;
}

interface Golden {
  startprob: number[];
  transmat: number[][];
  categorical: Answers & { emissionprob: number[][]; sequences: number[][] };
  gaussian: {
    means: number[][];
    sequences: number[][][];
    diag: Answers & { covars: number[][]; fit_prior: Fit };
    full: Answers & { covars: number[][][] };
  };
}

const file = new URL("../../../../../golden/statistics/state_space.json", import.meta.url);
const golden = (JSON.parse(readFileSync(file, "utf8")) as { values: { hmm: Golden } }).values.hmm;
const { startprob, transmat } = golden;

function close(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) expect(actual[i]).toBeCloseTo(expected[i]!, 9);
}

/** Two states, two symbols, with zeros among the probabilities. */
const small = {
  startprob: Float64Array.of(0.6, 0.4),
  transmat: Float64Array.of(0.7, 0.3, 1, 0),
  emission: [
    [0.5, 0.5],
    [0.1, 0.9],
  ],
};

it("one step by hand: p(x = 1) = 0.6 · 0.5 + 0.4 · 0.9 = 0.66", () => {
  const { logLikelihood, gamma } = forwardBackward(small, Float64Array.of(Math.log(0.5), Math.log(0.9)));
  expect(logLikelihood).toBeCloseTo(Math.log(0.66), 14);
  close(gamma, [0.3 / 0.66, 0.36 / 0.66]);
});

it("likelihood, marginals, transitions and best path are those of all 2⁶ paths", () => {
  const x = [0, 1, 1, 0, 1, 0];
  const logEmissions = Float64Array.from(
    x.flatMap((v) => [0, 1].map((k) => Math.log(small.emission[k]![v]!))),
  );
  const [gamma, transitions] = [new Float64Array(12), new Float64Array(4)];
  let total = 0;
  let best = { p: 0, states: [] as number[] };
  for (let path = 0; path < 64; path++) {
    const z = x.map((_, t) => (path >> t) & 1);
    const p = z.reduce((product, k, t) => {
      const move = t === 0 ? small.startprob[k]! : small.transmat[z[t - 1]! * 2 + k]!;
      return product * move * small.emission[k]![x[t]!]!;
    }, 1);
    total += p;
    z.forEach((k, t) => {
      gamma[2 * t + k]! += p;
      if (t > 0) transitions[z[t - 1]! * 2 + k]! += p;
    });
    if (p > best.p) best = { p, states: z };
  }
  const found = forwardBackward(small, logEmissions);
  expect(found.logLikelihood).toBeCloseTo(Math.log(total), 13);
  close(
    found.gamma,
    gamma.map((v) => v / total),
  );
  close(
    found.transitions,
    transitions.map((v) => v / total),
  );
  const path = viterbi(small, logEmissions);
  expect(path.logProbability).toBeCloseTo(Math.log(best.p), 13);
  expect(Array.from(path.states)).toEqual(best.states);
});

it("densities far below the smallest double do no harm", () => {
  const logEmissions = Float64Array.from({ length: 2000 }, (_, i) => -5000 - (i % 3));
  expect(forwardBackward(small, logEmissions).logLikelihood).toBeGreaterThan(-1000 * 5002);
});

it("an impossible sequence is refused at its place", () => {
  const logEmissions = Float64Array.of(Number.NEGATIVE_INFINITY, 0, Number.NEGATIVE_INFINITY, 0);
  expect(() => forwardBackward(small, logEmissions)).toThrow(
    "observation 1 has probability 0 after those before it",
  );
  expect(() => viterbi(small, logEmissions)).toThrow("viterbi: every path has probability 0");
});

const categorical = (options: object) =>
  new CategoricalHMM({
    nComponents: 3,
    startprob,
    transmat,
    emissionprob: golden.categorical.emissionprob,
    ...options,
  });
const gaussian = (covarianceType: "diag" | "full", options: object = {}) =>
  new GaussianHMM({
    nComponents: 3,
    startprob,
    transmat,
    means: golden.gaussian.means,
    covarianceType,
    covars: golden.gaussian[covarianceType].covars,
    covarsPrior: 0,
    ...options,
  });

describe("hmmlearn", () => {
  it("categorical: score, marginals, best path", () => {
    const [x] = golden.categorical.sequences;
    const model = categorical({}).useParameters();
    expect(model.score(x!)).toBeCloseTo(golden.categorical.score, 9);
    close(
      model.predictProba(x!).flatMap((row) => Array.from(row)),
      golden.categorical.proba.flat(),
    );
    expect(model.decode(x!).logProbability).toBeCloseTo(golden.categorical.viterbi, 9);
    expect(Array.from(model.predict(x!))).toEqual(golden.categorical.states);
  });

  it("categorical: four steps of Baum–Welch on two sequences", () => {
    const { fit, sequences } = golden.categorical;
    const model = categorical({ nIter: 4, tol: 0 }).fit(sequences);
    close(model.monitor_.history, fit.history);
    close(model.startprob_, fit.startprob);
    close(model.transmat_, fit.transmat.flat());
    close(model.emissionprob_, fit.emissionprob.flat());
  });

  it.each(["diag", "full"] as const)("Gaussian, %s: answers and four steps", (kind) => {
    const { sequences, [kind]: expected } = golden.gaussian;
    const model = gaussian(kind).useParameters();
    expect(model.score(sequences[0]!)).toBeCloseTo(expected.score, 9);
    close(
      model.predictProba(sequences[0]!).flatMap((row) => Array.from(row)),
      expected.proba.flat(),
    );
    expect(model.decode(sequences[0]!).logProbability).toBeCloseTo(expected.viterbi, 9);
    const fitted = gaussian(kind, { nIter: 4, tol: 0 }).fit(sequences);
    close(fitted.monitor_.history, expected.fit.history);
    close(fitted.transmat_, expected.fit.transmat.flat());
    close(
      fitted.means_.flatMap((row) => Array.from(row)),
      expected.fit.means.flat(),
    );
    const covars = fitted.covars_.flatMap(({ data }) =>
      kind === "full" ? Array.from(data) : [data[0]!, data[3]!],
    );
    close(covars, (expected.fit.covars as number[][][]).flat(2));
  });

  it("Gaussian, diag, with their prior on the variances", () => {
    const { sequences, diag } = golden.gaussian;
    const fitted = gaussian("diag", { nIter: 4, tol: 0, covarsPrior: 0.01 }).fit(sequences);
    close(
      fitted.covars_.flatMap(({ data }) => [data[0]!, data[3]!]),
      (diag.fit_prior.covars as number[][]).flat(),
    );
  });
});

it("the log-likelihood never falls, from random starts", () => {
  const source = categorical({}).useParameters();
  const sequences = [0, 1].map((i) => source.sample(100, new Philox(i)).observations);
  for (let randomState = 0; randomState < 5; randomState++) {
    const { history } = new CategoricalHMM({ nComponents: 3, nIter: 50, tol: 0, randomState }).fit(
      sequences,
    ).monitor_;
    for (let i = 1; i < history.length; i++) expect(history[i]! - history[i - 1]!).toBeGreaterThan(-1e-9);
    expect(history.at(-1)! - history[0]!).toBeGreaterThan(1);
  }
});

it("samples have the frequencies of the model, and teach it back", () => {
  const source = gaussian("diag", {
    transmat: [
      [0.9, 0.1, 0],
      [0, 0.9, 0.1],
      [0.1, 0, 0.9],
    ],
  }).useParameters();
  const { states, observations } = source.sample(6000, new Philox(5));
  let stays = 0;
  for (let t = 1; t < 6000; t++) if (states[t] === states[t - 1]) stays++;
  // √(0.09 · 6000) = 23; four of them.
  expect(Math.abs(stays - 0.9 * 5999)).toBeLessThan(93);
  const fromAnywhere = new GaussianHMM({ nComponents: 3, nIter: 200, tol: 1e-4 }).fit([
    observations.slice(0, 1500),
  ]);
  const best = source.score(observations.slice(0, 1500));
  expect(fromAnywhere.score(observations.slice(0, 1500))).toBeGreaterThan(best - 1);
  const learnt = new GaussianHMM({
    nComponents: 3,
    nIter: 200,
    tol: 1e-4,
    randomState: 1,
    means: [
      [0, 0],
      [2, 0],
      [-1, -1],
    ],
  });
  learnt.fit([observations.slice(0, 1500)]);
  expect(learnt.monitor_.converged).toBe(true);
  learnt.means_.forEach((mean, k) => {
    // About 500 rows a state, with deviations up to 1.2: errors of 0.05.
    mean.forEach((value, i) => {
      expect(Math.abs(value - golden.gaussian.means[k]![i]!)).toBeLessThan(0.25);
    });
  });
  const right = learnt.predict(observations.slice(0, 1500)).filter((k, t) => k === states[t]).length;
  expect(right / 1500).toBeGreaterThan(0.95);
});

it("refuses before fit, and bad probabilities, symbols, shapes", () => {
  expect(() => new CategoricalHMM().score([0])).toThrow(
    "CategoricalHMM: call fit(sequences) before score(…)",
  );
  expect(() => new CategoricalHMM({ nComponents: 0 })).toThrow("CategoricalHMM: nComponents 0");
  expect(() => new CategoricalHMM({ nComponents: 2, startprob: [0.5, 0.6] }).fit([[0]])).toThrow(
    "startprob is [0.5, 0.6]",
  );
  expect(() => new CategoricalHMM().useParameters()).toThrow("useParameters without emissionprob");
  expect(() => categorical({}).useParameters().score([4])).toThrow(
    "symbol 0 is 4, a whole number from 0 to 3",
  );
  expect(() => categorical({}).fit([])).toThrow("CategoricalHMM: no sequences");
  expect(() =>
    gaussian("diag")
      .useParameters()
      .score([[1]]),
  ).toThrow("GaussianHMM: the sequence is [1, 1], [1, 2]");
  const same = new Array(5).fill([1, 1]);
  expect(() => new GaussianHMM({ nComponents: 2 }).fit([same])).toThrow(
    "GaussianHMM: 1 different rows for 2 components",
  );
  expect(() => gaussian("diag", { covarsPrior: -1 })).toThrow("GaussianHMM: covarsPrior -1");
});
