import { expect, it } from "vitest";
import { rowFixture } from "../run-row.fixture.ts";
import { Catalog } from "./catalog.ts";

const goal = (value: number) => ({ value, step: 1, goal: "maximize" as const });
const rows = [
  rowFixture({
    id: "a",
    experiment: "x/a",
    config: { lr: 0.1, width: 8 },
    metrics: { loss: 1, acc: goal(0.5) },
  }),
  rowFixture({
    id: "b",
    experiment: "x/a",
    config: { lr: 0.2, width: 8 },
    metrics: { loss: 1, acc: goal(0.6) },
  }),
  rowFixture({ id: "c", experiment: "x/b", config: { lr: 0.3, width: 9 }, metrics: { loss: 2 } }),
];
const of = (list = rows) => {
  const catalog = new Catalog();
  catalog.add(list);
  return catalog;
};

it("unless told, a list shows what differs inside an experiment, and metrics with a goal", () => {
  expect(of().usual()).toEqual(["seed", "state", "config.lr", "metric.acc", "created", "took"]);
});

it("a key that only some runs of an experiment have is a difference", () => {
  const more = rowFixture({ id: "d", experiment: "x/a", config: { lr: 0.1, width: 8, warmup: true } });
  expect(of([...rows, more]).usual()).toContain("config.warmup");
});

it("where no metric has a goal, those of most runs stand for them", () => {
  const plain = [
    rowFixture({ id: "a", metrics: { z: 1, y: 1 } }),
    rowFixture({ id: "b", metrics: { z: 1, x: 1, w: 1 } }),
  ];
  expect(of(plain).usual()).toEqual(["seed", "state", "metric.z", "metric.w", "metric.x", "created", "took"]);
});

it("a run that is seen again is counted once, and its new metrics are there", () => {
  const catalog = of();
  catalog.add([rowFixture({ ...rows[0]!, metrics: { loss: 1, acc: goal(0.9), late: 3 } })]);
  expect(catalog.facts.get("metric.loss")!.runs).toBe(3);
  expect(catalog.facts.get("metric.late")!.runs).toBe(1);
});

it("a column is of numbers as long as every value is one", () => {
  const catalog = of([
    rowFixture({ id: "a", config: { k: 1, s: 2 } }),
    rowFixture({ id: "b", config: { k: 2, s: "auto" } }),
  ]);
  expect(catalog.facts.get("config.k")!.isNumber).toBe(true);
  expect(catalog.facts.get("config.s")!.isNumber).toBe(false);
});

it("knows the names that a filter may ask for", () => {
  const catalog = of();
  for (const key of ["lr", "config.lr", "acc", "metric.acc", "State", "launch"])
    expect(catalog.has(key), key).toBe(true);
  expect(catalog.has("lrr")).toBe(false);
  expect(catalog.names()).toEqual(expect.arrayContaining(["lr", "acc", "took"]));
});

it("a run with a million keys does not make a million columns", () => {
  const metrics = Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`m${n}`, n]));
  const catalog = of([rowFixture({ id: "a", metrics })]);
  expect(catalog.facts.size).toBe(10_000);
  expect(catalog.usual()).toHaveLength(7);
});
