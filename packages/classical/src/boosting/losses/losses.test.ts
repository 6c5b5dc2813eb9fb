import { describe, expect, it } from "vitest";
import { ExponentialLoss } from "./exponential-loss.ts";
import { HuberLoss } from "./huber-loss.ts";
import { LogLoss, logit, sigmoid } from "./log-loss.ts";
import type { Loss } from "./loss.ts";
import { MultinomialLoss } from "./multinomial-loss.ts";
import { AbsoluteErrorLoss, QuantileLoss } from "./quantile-loss.ts";
import { SquaredErrorLoss } from "./squared-error-loss.ts";

const real = Float64Array.of(1.5, -2, 0.25, 7);
const codes = Float64Array.of(1, 0, 1, 0);
const weight = Float64Array.of(1, 2, 0.5, 1);

/** `factor`: the residuals are −∂L/∂F over it. */
const cases: Record<string, { loss: Loss; y: Float64Array; factor: number }> = {
  "squared error": { loss: new SquaredErrorLoss(), y: real, factor: 2 },
  "absolute error": { loss: new AbsoluteErrorLoss(), y: real, factor: 1 },
  "quantile 0.8": { loss: new QuantileLoss(0.8), y: real, factor: 1 },
  huber: { loss: new HuberLoss(0.5), y: real, factor: 1 },
  "log loss": { loss: new LogLoss(), y: codes, factor: 2 },
  exponential: { loss: new ExponentialLoss(), y: codes, factor: 1 },
  multinomial: { loss: new MultinomialLoss(3), y: Float64Array.of(0, 2, 1, 2), factor: 1 },
};

describe("residuals are the negative gradient of the loss", () => {
  it.each(Object.entries(cases))("%s", (_, { loss, y, factor }) => {
    const raw = Array.from({ length: loss.outputs }, (_, k) => Float64Array.of(0.3 - k, -1, 0.7 * k, 2.5));
    // Of other targets, so that no row lies at δ itself, where the slope jumps.
    loss.prepare?.(
      y.map((value) => 1.13 * value),
      raw,
      weight,
    );
    const total = weight.reduce((a, b) => a + b, 0);
    for (let k = 0; k < loss.outputs; k++) {
      const residuals = loss.residuals(y, raw, k);
      for (let i = 0; i < y.length; i++) {
        const at = (step: number) => {
          const moved = raw.map((one) => one.slice());
          moved[k]![i]! += step;
          return loss.mean(y, moved, weight);
        };
        const slope = ((at(1e-5) - at(-1e-5)) / 2e-5) * (total / weight[i]!);
        expect(Math.abs(-slope / factor - residuals[i]!)).toBeLessThan(1e-7);
      }
    }
  });
});

describe("the constant that it starts from is where the loss is least", () => {
  it.each(Object.entries(cases))("%s", (name, { loss, y }) => {
    const start = loss.start(y, weight);
    const at = (k: number, step: number) =>
      loss.mean(
        y,
        Array.from(start, (value, other) =>
          new Float64Array(y.length).fill(value + (other === k ? step : 0)),
        ),
        weight,
      );
    // Huber starts at the median, near its least.
    const slack = name === "huber" ? 0.1 : 1e-12;
    for (let k = 0; k < loss.outputs; k++)
      for (const step of [-0.05, 0.05]) expect(at(k, step)).toBeGreaterThanOrEqual(at(k, 0) - slack);
  });
});

describe("sigmoid and logit", () => {
  it("undo each other, and do not overflow", () => {
    expect(sigmoid(logit(0.2))).toBeCloseTo(0.2, 15);
    expect([sigmoid(-800), sigmoid(800)]).toEqual([0, 1]);
    expect(Number.isFinite(logit(0))).toBe(true);
  });
});
