import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { StructuralModel } from "./structural-model.ts";

const noise = (rng: Philox) => rng.normal();
const meanOf = (x: ArrayLike<number>) => Array.from(x).reduce((a, b) => a + b, 0) / x.length;
function correlation(a: Float64Array, b: Float64Array): number {
  const [ma, mb] = [meanOf(a), meanOf(b)];
  const sum = (f: (i: number) => number) => a.reduce((total, _, i) => total + f(i), 0);
  return (
    sum((i) => (a[i]! - ma) * (b[i]! - mb)) /
    Math.sqrt(sum((i) => (a[i]! - ma) ** 2) * sum((i) => (b[i]! - mb) ** 2))
  );
}

const model = new StructuralModel({
  z: { noise },
  x: { parents: ["z"], f: ({ z }) => 2 * z!, noise },
  y: { parents: ["x", "z"], f: ({ x, z }) => 3 * x! - z! ** 2, noise },
});

it("abduction, action, prediction by hand", () => {
  // u_y = 7 − (3 · 2 − 1) = 2; with x = 5: y = 15 − 1 + 2.
  expect(model.abduct({ z: 1, x: 2, y: 7 })).toEqual({ z: 1, x: 0, y: 2 });
  expect(model.counterfactual({ z: 1, x: 2, y: 7 }, { x: 5 })).toEqual({ z: 1, x: 5, y: 16 });
});

it("a counterfactual under no change is the unit itself", () => {
  const columns = model.sample(20, new Philox(0));
  for (let i = 0; i < 20; i++) {
    const unit = { z: columns.z![i]!, x: columns.x![i]!, y: columns.y![i]! };
    const same = model.counterfactual(unit, {});
    for (const name of ["z", "x", "y"] as const) expect(same[name]).toBeCloseTo(unit[name], 12);
    expect(model.counterfactual(unit, { x: unit.x }).y).toBeCloseTo(unit.y, 12);
  }
});

it("an intervention leaves causes alone, keeps each unit's noise, and cuts x from z", () => {
  const [as, done] = [model.sample(5000, new Philox(1)), model.sample(5000, new Philox(1), { x: 1 })];
  expect(done.z).toEqual(as.z);
  expect(new Set(done.x)).toEqual(new Set([1]));
  // E y = 3 − E z² = 2; sd √(1 + 2).
  expect(Math.abs(meanOf(done.y!) - 2)).toBeLessThan((4 * Math.sqrt(3)) / Math.sqrt(5000));
  expect(model.intervene({ x: 1 }).graph.parents("x")).toEqual([]);
  expect(model.intervene({ x: 1 }).sample(10, new Philox(2)).x).toEqual(new Float64Array(10).fill(1));
});

describe("paradoxes", () => {
  it("Simpson: the treatment helps in both groups, and looks harmful in all", () => {
    // The sick (s = 1) are treated more often and fare worse.
    const hospital = new StructuralModel({
      s: { noise: (rng) => (rng.uniform() < 0.5 ? 1 : 0) },
      u: { noise: (rng) => rng.uniform() },
      t: { parents: ["s", "u"], f: ({ s, u }) => (u! < (s === 1 ? 0.8 : 0.2) ? 1 : 0) },
      y: { parents: ["t", "s"], f: ({ t, s }) => t! - 3 * s!, noise },
    });
    const { s, t, y } = hospital.sample(20_000, new Philox(3));
    const mean = (keep: (i: number) => boolean) => meanOf(y!.filter((_, i) => keep(i)));
    const apparent = mean((i) => t![i] === 1) - mean((i) => t![i] === 0);
    // E = 1 − 3 (0.8 − 0.2) = −0.8.
    expect(Math.abs(apparent + 0.8)).toBeLessThan(0.1);
    for (const group of [0, 1]) {
      const within =
        mean((i) => t![i] === 1 && s![i] === group) - mean((i) => t![i] === 0 && s![i] === group);
      expect(Math.abs(within - 1)).toBeLessThan(0.1);
    }
    const done = (value: number) => meanOf(hospital.sample(20_000, new Philox(4), { t: value }).y!);
    expect(done(1) - done(0)).toBeCloseTo(1, 10);
  });

  it("Berkson: independent talent and luck are opposed among those whom both let in", () => {
    const college = new StructuralModel({
      talent: { noise },
      luck: { noise },
      admitted: { parents: ["talent", "luck"], f: ({ talent, luck }) => (talent! + luck! > 1 ? 1 : 0) },
    });
    const { talent, luck, admitted } = college.sample(20_000, new Philox(5));
    expect(Math.abs(correlation(talent!, luck!))).toBeLessThan(4 / Math.sqrt(20_000));
    const among = (x: Float64Array) => x.filter((_, i) => admitted![i] === 1);
    expect(correlation(among(talent!), among(luck!))).toBeLessThan(-0.5);
  });
});

it("refuses unknown names and units that are not whole", () => {
  expect(() => new StructuralModel({ x: { parents: ["q"] } })).toThrow(
    "StructuralModel: q, a parent of x, has no mechanism",
  );
  expect(() => model.sample(1, new Philox(0), { q: 1 })).toThrow("sample: q is no node");
  expect(() => model.counterfactual({ z: 1, x: 2 }, {})).toThrow("abduct: y is undefined");
});
