import { describe, expect, it } from "vitest";
import { rowFixture } from "../run-row.fixture.ts";
import { cellOf, keysOf, labelOf } from "./column.ts";

const row = rowFixture({
  config: { lr: 0.1, "a.b": 1, optimizer: { name: "adam", betas: [0.9, 0.999] }, off: null, top: "Infinity" },
  metrics: { "test/accuracy": 0.97, loss: "NaN" },
  summary: { parameters: 4810 },
});

describe("what a row has in a column", () => {
  it("is found by field, and by part and key", () => {
    expect(cellOf(row, "state")).toBe("finished");
    expect(cellOf(row, "took")).toBe(2);
    expect(cellOf(row, "config.lr")).toBe(0.1);
    expect(cellOf(row, "metric.test/accuracy")).toBe(0.97);
    expect(cellOf(row, "summary.parameters")).toBe(4810);
  });

  it("is found by path inside a value, and by a key that has a point itself", () => {
    expect(cellOf(row, "config.optimizer.name")).toBe("adam");
    expect(cellOf(row, "config.optimizer.betas")).toBe("[0.9,0.999]");
    expect(cellOf(row, "config.a.b")).toBe(1);
    expect(keysOf(row.config)).toEqual(["lr", "a.b", "optimizer.name", "optimizer.betas", "off", "top"]);
  });

  it("is a number where it is NaN or infinite, and text where it is null", () => {
    expect(cellOf(row, "metric.loss")).toBeNaN();
    expect(cellOf(row, "config.top")).toBe(Number.POSITIVE_INFINITY);
    expect(cellOf(row, "config.off")).toBe("null");
  });

  it("is nothing for keys that no run has, also those that every object inherits", () => {
    for (const column of [
      "config.none",
      "config.constructor",
      "metric.toString",
      "constructor",
      "config.",
      "lr",
    ])
      expect(cellOf(row, column), column).toBeUndefined();
  });
});

it("over a column stands the field's name or the key", () => {
  expect(labelOf("took")).toBe("Took");
  expect(labelOf("config.lr")).toBe("lr");
  expect(labelOf("metric.test/accuracy")).toBe("test/accuracy");
});
