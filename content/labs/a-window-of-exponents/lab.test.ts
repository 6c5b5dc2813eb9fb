import { describe, expect, it } from "vitest";
import { formats, roundHalf } from "./formats.ts";
import { lab } from "./lab.ts";
import { type Chosen, go, isDone, start, verdictOf } from "./state.ts";
import { exactLogSumExp, logSumExp, ways } from "./ways.ts";

const never = Number.NEGATIVE_INFINITY;
const { half, single, double } = formats as { half: (typeof formats)[string] } & typeof formats;
const defaults: Chosen = {
  way: "plain",
  format: "single",
  count: 8,
  offset: 100,
  spread: 2,
  masked: 0,
  higher: 0,
};

/** Normal numbers that are the same in each run: −1.5, −0.5, 0.5, 1.5, and again. */
function fixed() {
  let drawn = 0;
  return { uniform: () => 0.5, normal: () => (drawn++ % 4) - 1.5 };
}

function run(chosen: Partial<Chosen>) {
  const values = { ...defaults, ...chosen };
  let state = start(values, fixed());
  for (let steps = 0; !isDone(state); steps++) {
    if (steps > 17) throw new Error("the lab does not end");
    state = go(state, values);
  }
  return { state, values, verdict: verdictOf(state, values), summary: lab.summary(state, values) };
}

describe("the formats", () => {
  it("half precision by hand: 11 bits, ties to even, infinite from 65,520, 0 up to 2⁻²⁵", () => {
    expect([2049, 2051, -2049, 65519, 1 / 3].map(roundHalf)).toEqual([2048, 2052, -2048, 65504, 1365 / 4096]);
    expect([65520, -65520].map(roundHalf)).toEqual([Number.POSITIVE_INFINITY, never]);
    expect([2 ** -24, 2 ** -25, 1.5 * 2 ** -24, 2 ** -25 * 1.01].map(roundHalf)).toEqual([
      2 ** -24,
      0,
      2 ** -23,
      2 ** -24,
    ]);
  });

  it("half precision agrees with the language's own rounding", () => {
    const numbers = Array.from({ length: 500 }, (_, i) => Math.sin(i) * 10 ** ((i % 15) - 9));
    expect(numbers.map(roundHalf)).toEqual(numbers.map(Math.f16round));
  });

  it("the window's edges are where the exponential becomes infinite and 0", () => {
    for (const { round, above, below } of [half, single!, double!]) {
      expect(round(Math.exp(above + 1e-6))).toBe(Number.POSITIVE_INFINITY);
      expect(round(Math.exp(above - 1e-6))).toBeLessThan(Number.POSITIVE_INFINITY);
      expect(round(Math.exp(below - 1e-6))).toBe(0);
      expect(round(Math.exp(below + 1e-6))).toBeGreaterThan(0);
    }
  });
});

describe("seven ways, by hand", () => {
  const scores = [0, Math.log(2), Math.log(5)];

  it("all agree on log 8 and 1/8, 2/8, 5/8 where nothing overflows", () => {
    for (const way of Object.values(ways)) {
      const start = way.start(scores, 3, double!);
      const sum = scores.reduce((so, score) => way.add(so, score, double!), start);
      expect(logSumExp(way, scores, 3, double!), way.label).toBeCloseTo(Math.log(8), 13);
      const p = scores.map((z) => way.probability(sum, z, Math.log(8), double!));
      for (const [k, right] of [1 / 8, 2 / 8, 5 / 8].entries())
        expect(p[k], way.label).toBeCloseTo(right, 13);
    }
  });

  it("the reference keeps a small result, and an empty sum is −∞", () => {
    expect(exactLogSumExp([0, -50]) / Math.exp(-50)).toBeCloseTo(1, 13);
    expect(exactLogSumExp([never, never])).toBe(never);
    expect(exactLogSumExp([1000, 1000])).toBe(1000 + Math.log(2));
  });
});

describe("where each way breaks", () => {
  const verdict = (chosen: Partial<Chosen>) => run(chosen).verdict;

  it("the formula as it stands is infinite at 100 in single precision, right at 80 and at −80, infinite at −200", () => {
    expect(verdict({})).toBe("infinite");
    expect([80, -80, -200].map((offset) => verdict({ offset }))).toEqual(["right", "right", "infinite"]);
    expect(verdict({ format: "double" })).toBe("right");
  });

  it("the largest subtracted is right at every offset and spread, in one walk or two", () => {
    for (const way of ["largest", "free", "running"])
      for (const format of ["half", "single", "double"])
        for (const offset of [-1200, 0, 1200])
          for (const spread of [0, 2, 400]) expect(verdict({ way, format, offset, spread })).toBe("right");
  });

  it("the mean holds at the spread 2, and not at 100", () => {
    expect(verdict({ way: "mean" })).toBe("right");
    expect(verdict({ way: "mean", spread: 100 })).toBe("infinite");
  });

  it("cutting off gives a wrong number, in each precision", () => {
    expect(verdict({ way: "clip" })).toBe("wrong");
    expect(verdict({ way: "clip", format: "half" })).toBe("wrong");
    expect(verdict({ way: "clip", format: "double", offset: 1200, count: 16 })).toBe("wrong");
  });

  it("the batch's largest, 200 higher, leaves nothing of the row; 60 higher does no harm", () => {
    expect(verdict({ way: "batch", higher: 200 })).toBe("infinite");
    expect(verdict({ way: "batch", higher: 60 })).toBe("right");
    expect(verdict({ way: "largest", higher: 200 })).toBe("right");
  });

  it("a row that is masked as a whole is NaN, but for the one walk", () => {
    expect(verdict({ way: "largest", masked: 8 })).toBe("nan");
    expect(verdict({ way: "running", masked: 8 })).toBe("right");
    for (const way of ["largest", "running"]) expect(verdict({ way, masked: 7 })).toBe("right");
  });

  it("half precision at 1200 stores whole numbers only, whatever is done to them afterwards", () => {
    const { state } = run({ way: "largest", format: "half", offset: 1200, spread: 1.3 });
    expect(state.scores.every(Number.isInteger)).toBe(true);
    const last = state.sweep.at(-1)!;
    expect(last.offset).toBe(1200);
    expect(last.storing).toBeGreaterThan(0.01);
  });

  it("probabilities without a division miss the sum 1 by far more than those with one", () => {
    const off = (way: string) =>
      Math.abs(
        run({ way, format: "half", offset: 1200 }).state.probabilities!.reduce((s, p) => s + p, 0) - 1,
      );
    expect(off("largest")).toBeLessThan(0.002);
    expect(off("free")).toBeGreaterThan(0.1);
  });

  it("every outcome is an option of the prediction, and the summary says when it is no number", () => {
    const options = lab.prediction!.options.map(({ value }) => value);
    for (const way of Object.keys(ways))
      for (const masked of [0, 8]) expect(options).toContain(verdict({ way, masked, spread: 50 }));
    expect(run({ way: "largest", masked: 8 }).summary).toContain("not a number");
  });
});
