import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { lab } from "./lab.ts";
import { type Chosen, models } from "./models.ts";
import { go, isDone, narrowing, type State, schedule, start } from "./state.ts";
import { nothing, withOne } from "./sums.ts";

const defaults: Chosen = { model: "bell", chance: 0.1, strays: 0 };

function run(change: Partial<Chosen>, seed = 1): State {
  const chosen = { ...defaults, ...change };
  const random = new Philox(seed);
  let state = start();
  while (!isDone(state)) state = go(state, chosen, random);
  return state;
}

const sumsOf = (data: number[]) => data.reduce(withOne, nothing);

describe("by hand", () => {
  it("the sums of 1, 2, 6 are a mean of 3 and squares of 14", () => {
    expect(sumsOf([1, 2, 6])).toEqual({ n: 3, mean: 3, squares: 14, largest: 6 });
  });

  it("one success in four: the chance is 1/4, and L(1/2) is 1/16", () => {
    const sums = sumsOf([0, 1, 0, 0]);
    expect(models.coin!.best(sums)).toBe(1 / 4);
    expect(models.coin!.logLikelihood(1 / 2, sums)).toBeCloseTo(-Math.log(16), 12);
  });

  it("−1 and 1 have the spread 1, which costs ½ log 2πe each, on new data of spread 1 as well", () => {
    const sums = sumsOf([-1, 1]);
    expect(models.bell!.best(sums)).toBe(1);
    const loss = (Math.log(2 * Math.PI) + 1) / 2;
    expect(models.bell!.logLikelihood(1, sums)).toBeCloseTo(-2 * loss, 12);
    expect(models.bell!.onNewData(sums, defaults)).toBeCloseTo(loss, 12);
  });

  it("data up to ½ make every end below ½ impossible", () => {
    const sums = sumsOf([0.2, 0.5]);
    expect(models.interval!.logLikelihood(0.49, sums)).toBe(Number.NEGATIVE_INFINITY);
    expect(models.interval!.logLikelihood(1, sums)).toBeCloseTo(0, 12);
    expect(models.interval!.logLikelihood(0.5, sums)).toBeCloseTo(Math.log(4), 12);
  });
});

describe("the estimate", () => {
  it("is likelier than every value near it, for each model", () => {
    for (const [name, model] of Object.entries(models)) {
      const { sums } = run({ model: name, chance: 0.3 });
      const best = model.best(sums);
      for (const other of [0.9, 0.99, 1.01, 1.1])
        expect(model.logLikelihood(best * other, sums), name).toBeLessThan(model.logLikelihood(best, sums));
    }
  });

  it("costs less on its own data than the source's parameters do, at every n, for ten seeds", () => {
    for (let seed = 1; seed <= 10; seed++) {
      const random = new Philox(seed);
      let state = start();
      for (let i = 0; i < 40; i++) {
        state = go(state, defaults, random);
        const { n, seen } = state.history.at(-1)!;
        const { squares, mean } = state.sums;
        const atSource = Math.log(2 * Math.PI) / 2 + (squares / n + mean * mean) / 2;
        if (seen !== undefined) expect(seen).toBeLessThanOrEqual(atSource);
      }
    }
  });

  it("costs more on new data than the least possible, by about 1/n for two parameters", () => {
    const gaps = Array.from({ length: 40 }, (_, i) => {
      const { history } = run({}, i + 1);
      return history.find(({ n }) => n === 400)!.fresh! - models.bell!.nearest(defaults).loss;
    });
    expect(Math.min(...gaps)).toBeGreaterThan(0);
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    expect(mean * 400).toBeGreaterThan(0.6);
    expect(mean * 400).toBeLessThan(1.6);
  });
});

describe("where it fails", () => {
  it("one observation leaves the bell without a maximum", () => {
    const state = go(start(), defaults, new Philox(1));
    expect(state.history[0]).toEqual({ n: 1, best: 0 });
  });

  it("a coin without a success yet makes new data infinitely dear", () => {
    const state = go(start(), { ...defaults, model: "coin", chance: 0.01 }, new Philox(1));
    expect(state.history[0]).toMatchObject({ best: 0, seen: 0, fresh: Number.POSITIVE_INFINITY });
  });

  it("with strays the spread settles at that of the whole, √3.4 for a tenth", () => {
    const spreads = [1, 2, 3, 4, 5, 6].map((seed) => run({ strays: 0.1 }, seed).history.at(-1)!.best);
    const mean = spreads.reduce((sum, s) => sum + s, 0) / 6;
    expect(mean).toBeGreaterThan(1.7);
    expect(mean).toBeLessThan(1.95);
  });
});

describe("the likely interval", () => {
  it("of the uniform end reaches from the largest to 8^(1/n) times it", () => {
    const { sums, history } = run({ model: "interval" });
    const [low, high] = history.at(-1)!.likely!;
    expect(low).toBeCloseTo(sums.largest, 9);
    expect(high).toBeCloseTo(sums.largest * 8 ** (1 / sums.n), 9);
  });

  it("narrows 4 times for the coin and the bell, 16 times for the interval, for ten seeds", () => {
    for (let seed = 1; seed <= 10; seed++) {
      for (const [model, answer] of [
        ["coin", "4"],
        ["bell", "4"],
        ["interval", "16"],
      ] as const) {
        const state = run({ model, chance: 0.3 }, seed);
        expect(lab.prediction!.outcome(state, { ...defaults, model }), `${model} ${narrowing(state)}`).toBe(
          answer,
        );
      }
    }
  });

  it("the schedule meets 25 and 400 and ends at 1600", () => {
    expect(schedule).toContain(25);
    expect(schedule).toContain(400);
    expect(schedule.at(-1)).toBe(1600);
  });
});
