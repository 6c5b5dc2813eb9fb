import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { linearAdjustment, outcomeRegression } from "./adjustment.ts";
import { differenceInDifferences } from "./difference-in-differences.ts";
import { mediation } from "./mediation.ts";
import { propensityScore } from "./propensity.ts";
import { regressionDiscontinuity } from "./regression-discontinuity.ts";
import { twoStageLeastSquares } from "./two-stage-least-squares.ts";
import { doublyRobust, inverseProbabilityWeighting } from "./weighting.ts";

type Pair = [estimate: number, standardError: number];

interface Golden {
  covariates: number[][];
  treatment: number[];
  outcome: number[];
  ols_nonrobust: Pair;
  ols_HC0: Pair;
  ols_HC1: Pair;
  ols_HC2: Pair;
  propensity: { coefficients: number[]; scores: number[] };
  ipw: { effects: number[]; se: number };
  aipw: { effects: number[]; se: number };
  ra: { effects: number[]; se: number };
  iv: {
    treatment: number[];
    outcome: number[];
    instruments: number[][];
    covariates: number[][];
    coefficients: number[];
    bse: number[];
    F: number;
  };
  did: {
    outcome: number[];
    group: number[];
    period: number[];
    clusters: number[];
    effect: number;
    hc2: number;
    clustered: number;
  };
  rd: { running: number[]; outcome: number[]; bandwidth: number; triangular: Pair; uniform: Pair };
  mediation: { mediator: number[]; outcome: number[]; direct: Pair; indirect: Pair; interaction: Pair };
}

const file = new URL("../../../../../golden/statistics/causal.json", import.meta.url);
const golden = (JSON.parse(readFileSync(file, "utf8")) as { values: { effects: Golden } }).values.effects;
const { treatment, outcome, covariates } = golden;

function close(actual: ArrayLike<number>, expected: ArrayLike<number>, digits = 9): void {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) expect(actual[i]).toBeCloseTo(expected[i]!, digits);
}
const pair = ({ estimate, standardError }: { estimate: number; standardError: number }) => [
  estimate,
  standardError,
];

it("statsmodels: a coefficient with four kinds of error", () => {
  for (const [kind, expected] of [
    ["classical", golden.ols_nonrobust],
    ["HC0", golden.ols_HC0],
    ["HC1", golden.ols_HC1],
    ["HC2", golden.ols_HC2],
  ] as const) {
    close(pair(linearAdjustment({ treatment, outcome, covariates }, { covariance: kind })), expected);
  }
});

it("statsmodels: propensities", () => {
  const { coefficients, scores } = propensityScore(treatment, covariates);
  close(coefficients, golden.propensity.coefficients);
  close(scores, golden.propensity.scores);
});

it("statsmodels: weighting, with the error of estimated propensities (theirs by numerical derivatives: 1e-6)", () => {
  const ipw = inverseProbabilityWeighting({ treatment, outcome, covariates });
  close([ipw.estimate, ipw.means[0]], golden.ipw.effects);
  close([ipw.standardError], [golden.ipw.se], 6);
});

it("statsmodels: doubly robust and outcome regression, errors of the same order", () => {
  const aipw = doublyRobust({ treatment, outcome, covariates });
  close([aipw.estimate, aipw.means[0]], golden.aipw.effects);
  const ra = outcomeRegression({ treatment, outcome, covariates });
  expect(ra.estimate).toBeCloseTo(golden.ra.effects[0]!, 9);
  // Theirs stack the nuisance models' moments; ours leave out terms that vanish when both models are right.
  expect(Math.abs(aipw.standardError / golden.aipw.se - 1)).toBeLessThan(0.1);
  expect(Math.abs(ra.standardError / golden.ra.se - 1)).toBeLessThan(0.1);
});

it("statsmodels: two-stage least squares and the first stage's F", () => {
  const { coefficients, bse, F, ...data } = golden.iv;
  const fit = twoStageLeastSquares(data);
  close(fit.coefficients, coefficients);
  close(fit.standardErrors, bse);
  expect(fit.firstStageF).toBeCloseTo(F, 8);
});

it("statsmodels: difference in differences with HC2 and with clusters", () => {
  const { effect, hc2, clustered, clusters, ...data } = golden.did;
  close(pair(differenceInDifferences(data)), [effect, hc2]);
  close(pair(differenceInDifferences({ ...data, clusters })), [effect, clustered]);
});

it("statsmodels: two weighted lines at a cutoff", () => {
  const { triangular, uniform, ...data } = golden.rd;
  close(pair(regressionDiscontinuity({ ...data, cutoff: 0.2 })), triangular);
  close(pair(regressionDiscontinuity({ ...data, cutoff: 0.2, kernel: "uniform" })), uniform);
});

it("statsmodels: products of a mediator's coefficients", () => {
  const { direct, indirect, interaction, ...data } = golden.mediation;
  const options = { ...data, treatment, covariates: covariates.map((row) => [row[0]!]) };
  const plain = mediation(options);
  close(pair(plain.naturalDirect), direct);
  close(pair(plain.naturalIndirect), indirect);
  expect(plain.total.estimate).toBeCloseTo(direct[0] + indirect[0], 9);
  const both = mediation({ ...options, interaction: true });
  close([both.naturalDirect.estimate, both.naturalIndirect.estimate], interaction);
});
