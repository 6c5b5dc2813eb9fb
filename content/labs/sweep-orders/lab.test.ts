import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { lab } from "./lab.ts";
import {
  bestValues,
  distance,
  greedy,
  type Order,
  orderNames,
  policyValues,
  type Road,
  sweep,
} from "./road.ts";
import type { Chosen } from "./state.ts";

const defaults = Object.fromEntries(
  Object.entries(lab.parameters).map(([name, { default: value }]) => [name, value]),
) as unknown as Chosen;

function run(chosen: Partial<Chosen>, seed = 1) {
  const values = { ...defaults, ...chosen };
  const random = new Philox(seed);
  let state = lab.init(values, random);
  for (let frames = 0; !lab.finished(state, values); frames++) {
    if (frames > 100) throw new Error("the lab does not end");
    state = lab.step(state, values, random);
  }
  return { state, values, outcome: lab.prediction!.outcome(state, values) };
}

const road = (chosen: Partial<Road> = {}): Road => ({
  stops: 3,
  gamma: 0.9,
  slip: 0,
  wage: 1.2,
  prize: 10,
  ...chosen,
});
const never = () => {
  throw new Error("no order but the shuffled one draws");
};

describe("the road, by hand", () => {
  it("three stops with two arrays: 0, 0 → 1.2, 9 → 8.1, 9 → 8.49, 9", () => {
    let v = [0, 0, 10];
    const seen = [1, 2, 3].map(() => (v = sweep(road(), v, "two", never)));
    const expected = [
      [1.2, 9, 10],
      [8.1, 9, 10],
      [8.49, 9, 10],
    ];
    for (const [k, row] of expected.entries())
      for (const [i, x] of row.entries()) expect(seen[k]![i]).toBeCloseTo(x, 12);
  });

  it("one sweep from the job carries 10 all the way: 8.1, 9", () => {
    const v = sweep(road({ wage: 0 }), [0, 0, 10], "down", never);
    expect(v[0]).toBeCloseTo(8.1, 12);
    expect(sweep(road({ wage: 0 }), [0, 0, 10], "up", never)[0]).toBe(0);
  });

  it("the best values are 12, 10.8, 10: the shop for ever, or the walk to it", () => {
    for (const [i, x] of [12, 10.8, 10].entries()) expect(bestValues(road())[i]).toBeCloseTo(x, 12);
    expect(policyValues(road(), [0, 1])[1]).toBeCloseTo(9, 12);
    expect(policyValues(road({ stops: 4 }), [1, 0, 1])[0]).toBe(0);
  });

  it("a walk that fails half the time waits: 0.45 · 10 / 0.55", () => {
    expect(bestValues(road({ wage: 0, slip: 0.5, stops: 2 }))[0]).toBeCloseTo(4.5 / 0.55, 12);
  });
});

describe("every order", () => {
  const roads = [
    road({ stops: 9 }),
    road({ stops: 9, slip: 0.4, wage: 0.3 }),
    road({ stops: 6, gamma: 0.6 }),
  ];

  it("ends at the best values, and they are the fixed point", () => {
    for (const one of roads)
      for (const order of orderNames) {
        const random = new Philox(2);
        let v = new Array<number>(one.stops).fill(0).with(-1, one.prize);
        for (let k = 0; k < 600; k++) v = sweep(one, v, order, () => random.uniform());
        expect(distance(v, bestValues(one))).toBeLessThan(1e-9);
        expect(
          distance(
            sweep(one, bestValues(one), order, () => random.uniform()),
            bestValues(one),
          ),
        ).toBeLessThan(1e-9);
      }
  });

  it("multiplies the distance of two tables by γ at most, and leaves its argument alone", () => {
    const random = new Philox(4);
    for (const one of roads)
      for (const order of ["two", "up", "down"] as Order[]) {
        const table = () =>
          Array.from({ length: one.stops }, (_, i) =>
            i === one.stops - 1 ? one.prize : 30 * random.uniform(),
          );
        const [v, w] = [table(), table()];
        const before = [...v];
        const after = distance(sweep(one, v, order, never), sweep(one, w, order, never));
        expect(after).toBeLessThanOrEqual(one.gamma * distance(v, w) + 1e-12);
        expect(v).toEqual(before);
      }
  });
});

describe("what the lab tells the reader", () => {
  it("the rule keeps its word, and the change alone does not", () => {
    for (const gamma of [0.9, 0.95, 0.99]) {
      const { state, values } = run({ gamma });
      for (const order of orderNames) {
        const { history, stopsAt, tempted } = state.runs[order];
        for (const { taken, error } of history)
          if (taken >= stopsAt!) expect(error).toBeLessThanOrEqual(values.epsilon);
        expect(tempted!.error).toBeGreaterThan(5 * values.epsilon);
      }
    }
  });

  it("without a wage the sweep from the job is done first; with the wage all wait for the shop", () => {
    expect(run({ wage: 0 }).outcome).toBe("down");
    expect(run({ wage: 0, slip: 0.3 }).outcome).toBe("down");
    expect(run({}).outcome).toBe("tie");
    expect(run({ gamma: 0.99 }).outcome).toBe("tie");
  });

  it("the greedy policy is right before the values are", () => {
    const { history } = run({}).state.runs.two;
    const right = history.find(({ loss, taken }) => taken > 0 && loss < 1e-9)!;
    expect(right.error).toBeGreaterThan(0.1);
  });

  it("four stops, a wage of 0.4 and a job that pays 8: wrong for about two dozen sweeps", () => {
    const { state } = run({ stops: 4, wage: 0.4 });
    const wrong = state.runs.two.history.filter(({ loss }) => loss > 1e-9);
    expect(wrong.at(-1)!.taken).toBeGreaterThan(15);
    expect(wrong.at(-1)!.taken).toBeLessThan(26);
    expect(greedy(state.road, state.runs.two.v)).toEqual([0, 0, 1]);
  });

  it("ends within its limit at the ends of its ranges", () => {
    const { state } = run({ gamma: 0.99, epsilon: 1e-4, stops: 30, slip: 0.8, wage: 2, prize: 20 });
    for (const order of orderNames) expect(state.runs[order].stopsAt).toBeDefined();
  });
});
