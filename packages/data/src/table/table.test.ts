import { describe, expect, it } from "vitest";
import { type Column, Table } from "./table.ts";

const table = (columns: Record<string, Column>) => new Table(Object.entries(columns));
const people = () =>
  table({
    age: { kind: "number", values: Float64Array.of(30, Number.NaN, 41) },
    height: { kind: "number", values: Float64Array.of(1.5, 1.75, 2) },
    town: { kind: "category", codes: Int32Array.of(1, -1, 0), categories: ["Bonn", "Oslo"] },
    name: { kind: "text", values: ["Ada", null, "Bo"] },
  });

describe("Table", () => {
  it("puts number columns side by side", () => {
    const x = people().toTensor(["height", "age"], { missing: 0 });
    expect([x.shape, x.dtype]).toEqual([[3, 2], "float32"]);
    expect(x.toArray()).toEqual([
      [1.5, 30],
      [1.75, 0],
      [2, 41],
    ]);
  });

  it("knows what is missing in each kind of column", () => {
    const missing = ["age", "height", "town", "name"].map((name) => people().missing(name));
    const second = [false, true, false];
    expect(missing).toEqual([second, [false, false, false], second, second]);
  });

  it("makes ones and zeros of categories, zeros alone where none is known", () => {
    expect(people().oneHot("town").toArray()).toEqual([
      [0, 1],
      [0, 0],
      [1, 0],
    ]);
  });

  it("gives columns and rows in the order asked for", () => {
    const part = people().select(["name", "town"]).rows([2, 0, 2]);
    expect([part.length, part.names]).toEqual([3, ["name", "town"]]);
    expect(part.column("name")).toEqual({ kind: "text", values: ["Bo", "Ada", "Bo"] });
    expect(part.column("town")).toMatchObject({ codes: Int32Array.of(0, 1, 0) });
    expect(
      new Table([
        ["2", people().column("age")],
        ["1", people().column("age")],
      ]).names,
    ).toEqual(["2", "1"]);
    expect(new Table([]).length).toBe(0);
  });

  it("refuses what a network cannot read, and names that are not there", () => {
    expect(() => people().toTensor(["age"])).toThrow(/no value in column "age", row 1/);
    expect(() => people().toTensor(["town"])).toThrow(/"town" is of kind category, number is needed; oneHot/);
    expect(() => people().oneHot("age")).toThrow(/"age" is of kind number/);
    expect(() => people().column("agee")).toThrow(/"agee", one of "age", "height"/);
    expect(() => people().rows([3])).toThrow(/3, whole numbers from 0 to 2/);
    const two = { kind: "text", values: ["a", "b"] } as const;
    expect(() => table({ a: two, b: { kind: "text", values: ["a"] } })).toThrow(
      /"b" has 1 rows, 2 are needed/,
    );
  });
});
