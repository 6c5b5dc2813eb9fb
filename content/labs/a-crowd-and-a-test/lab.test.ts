import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { labFaults } from "../../rules/lab-faults.ts";
import { type Chosen, countedShare, gather, naiveChance, type State, testOnce, trueChance } from "./crowd.ts";
import { lab } from "./lab.ts";

const defaults: Chosen = { prevalence: 0.01, sensitivity: 0.9, specificity: 0.9, copied: 0, start: "true" };

function run(change: Partial<Chosen>, tests: number, seed = 1): State {
  const chosen = { ...defaults, ...change };
  const random = new Philox(seed);
  let state = gather(chosen, random);
  for (let k = 0; k < tests; k++) state = testOnce(state, chosen, random);
  return state;
}

/** Those left of 100 crowds together. */
function together(change: Partial<Chosen>, tests: number) {
  let [ill, healthy] = [0, 0];
  for (let seed = 1; seed <= 100; seed++) {
    const moment = run(change, tests, seed).history.at(-1)!;
    ill += moment.ill;
    healthy += moment.healthy;
  }
  return { tests, ill, healthy };
}

describe("by hand", () => {
  it("1 to 99 times 9 is 1 to 11: a chance of 1/12", () => {
    expect(naiveChance(1, defaults)).toBeCloseTo(1 / 12, 12);
    expect(trueChance(1, defaults)).toBeCloseTo(1 / 12, 12);
  });

  it("two results are 81 to 99, unless the second is a copy of the first", () => {
    expect(naiveChance(2, defaults)).toBeCloseTo(81 / 180, 12);
    expect(trueChance(2, defaults)).toBeCloseTo(81 / 180, 12);
    expect(trueChance(2, { ...defaults, copied: 1 })).toBeCloseTo(1 / 12, 12);
  });

  it("half of the results copied: 0.9 · 0.95 against 0.1 · 0.55", () => {
    const [ill, healthy] = [0.01 * 0.9 * 0.95, 0.99 * 0.1 * 0.55];
    expect(trueChance(2, { ...defaults, copied: 0.5 })).toBeCloseTo(ill / (ill + healthy), 12);
  });

  it("no test leaves the prior; forgotten, it is one half, and one result makes it 9/10", () => {
    expect(trueChance(0, defaults)).toBeCloseTo(0.01, 12);
    expect(naiveChance(0, { ...defaults, start: "even" })).toBe(0.5);
    expect(naiveChance(1, { ...defaults, start: "even" })).toBeCloseTo(0.9, 12);
  });
});

describe("the crowd", () => {
  it("agrees with the theorem: 100 crowds, one, two and three independent results", () => {
    for (const tests of [1, 2, 3])
      expect(countedShare(together({}, tests))! - trueChance(tests, defaults)).toBeCloseTo(0, 1.3);
  });

  it("with half of the results copied the naive chance is far off after four, the other one is not", () => {
    const chosen = { ...defaults, copied: 0.5 };
    const share = countedShare(together(chosen, 4))!;
    expect(Math.abs(share - trueChance(4, chosen))).toBeLessThan(0.05);
    expect(naiveChance(4, chosen) - share).toBeGreaterThan(0.5);
  });

  it("with every result copied, those left after one test are those left after six", () => {
    const { history } = run({ copied: 1 }, 6);
    for (const moment of history.slice(2)) expect({ ...moment, tests: 1 }).toEqual(history[1]);
  });

  it("never gains anybody, and the ill stay the same people", () => {
    const { history } = run({ prevalence: 0.3 }, 6);
    for (let k = 1; k < history.length; k++) {
      expect(history[k]!.ill).toBeLessThanOrEqual(history[k - 1]!.ill);
      expect(history[k]!.healthy).toBeLessThanOrEqual(history[k - 1]!.healthy);
    }
    expect(run({}, 6).people.map(({ ill }) => ill)).toEqual(run({}, 0).people.map(({ ill }) => ill));
  });
});

describe("what the player is given", () => {
  it("passes the battery", () => {
    expect(labFaults(lab as never)).toEqual([]);
  }, 120_000);

  it("the prediction comes out each way: in a rare, a middling and a common condition", () => {
    const outcome = (prevalence: number) => {
      const chosen = { ...defaults, prevalence };
      return lab.prediction!.outcome(run(chosen, 1), chosen);
    };
    expect([0.01, 0.1, 0.5].map(outcome)).toEqual(["few", "half", "most"]);
  });

  it("says so where nobody is left", () => {
    const state = { people: [], history: [{ tests: 2, ill: 0, healthy: 0 }] };
    expect(lab.summary(state, defaults as never)).toContain("nobody is left");
    expect(lab.table(state, defaults as never).rows[0]).toContain("nobody left");
  });
});
