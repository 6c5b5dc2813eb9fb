import { afterEach, describe, expect, it, vi } from "vitest";
import { d2LogLossScore, logLoss } from "./log-loss.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

describe("logLoss", () => {
  it("is the mean of −ln of the probability of what came", () => {
    expect(logLoss([0, 1], [0.5, 0.25])).toBeCloseTo((Math.log(2) + Math.log(4)) / 2, 15);
    expect(
      logLoss(
        ["a", "b", "c"],
        [
          [0.5, 0.25, 0.25],
          [0, 1, 0],
          [0, 0, 1],
        ],
      ),
    ).toBeCloseTo(Math.log(2) / 3, 14);
  });

  it("the probability 0 of what came costs 36, not infinity", () => {
    expect(logLoss([0, 1], [0, 0])).toBeCloseTo(-Math.log(Number.EPSILON) / 2, 12);
  });

  it("columns are in the order of the labels", () => {
    expect(
      logLoss(
        ["a", "b"],
        [
          [0.25, 0.75],
          [1, 0],
        ],
        { labels: ["b", "a"] },
      ),
    ).toBeCloseTo(-Math.log(0.75) / 2, 15);
  });

  it("refuses what are no probabilities, in words", () => {
    expect(() => logLoss([0, 1], [0.5, 1.5])).toThrow(
      "logLoss: yProba of sample 1 is 1.5, a probability from 0 to 1 is needed",
    );
    expect(() => logLoss([0, 1], [0.5, Number.NaN])).toThrow(
      "logLoss: yProba[1] is NaN, a finite number is needed",
    );
    expect(() =>
      logLoss(
        [0, 1],
        [
          [0.5, 0.5],
          [0.5, 0.6],
        ],
      ),
    ).toThrow("logLoss: yProba[1] sums to 1.1, 1 is needed; softmax");
    expect(() =>
      logLoss(
        [0, 1],
        [
          [0.5, 0.5],
          [0.5, 0.25],
        ],
      ),
    ).toThrow("logLoss: yProba[1] sums to 0.75, 1 is needed");
    expect(() => logLoss([0, 1], [0.5])).toThrow("logLoss: yTrue has 2 samples, scores 1");
    expect(() => logLoss([1, 1], [0.5, 0.5])).toThrow(
      "logLoss: yTrue has the class [1] alone, which others there are is needed; give labels",
    );
    expect(() => logLoss([0, 1, 2], [0.1, 0.2, 0.3])).toThrow(
      "logLoss: 2 columns of scores, 3 classes [0, 1, 2]; give labels",
    );
    expect(() => logLoss([0, 3], [0.1, 0.2], { labels: [0, 1] })).toThrow(
      "logLoss: yTrue[1] is 3, one of labels [0, 1] is needed",
    );
  });

  it("accepts probabilities of float32", () => {
    const third = Math.fround(1 / 3);
    expect(
      logLoss(
        [0, 1, 2],
        [
          [third, third, third],
          [third, third, third],
          [third, third, third],
        ],
      ),
    ).toBeCloseTo(Math.log(3), 6);
  });
});

describe("d2LogLossScore", () => {
  it("is 0 for the shares of the classes and 1 for certainty", () => {
    expect(d2LogLossScore([0, 1, 1, 1], [0.75, 0.75, 0.75, 0.75])).toBeCloseTo(0, 14);
    expect(d2LogLossScore([0, 1], [0, 1])).toBeCloseTo(1, 14);
  });

  it("of one sample is NaN with a warning, of one class is refused", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    expect(d2LogLossScore([1], [0.5], { labels: [0, 1] })).toBeNaN();
    expect(warn).toHaveBeenCalledTimes(1);
    expect(() => d2LogLossScore([1, 1], [0.5, 0.5], { labels: [0, 1] })).toThrow("yTrue has one class");
  });
});
