import type { Point } from "@blankfile/tracking";
import { describe, expect, it } from "vitest";
import { chartColumns } from "./chart-columns.ts";
import { plainView } from "./chart-view.ts";

const run = (name: string, values: (number | "NaN")[], counts = true) => ({
  name,
  points: values.map((value, step): Point => ({ step, value, at: 0, attempt: 1 })),
  begin: 0,
  counts,
});
const kinds = ({ lines }: { lines: { kind: string }[] }) => lines.map(({ kind }) => kind);

describe("columns of a chart of configurations", () => {
  it("are each seed and the mean; a single seed is a line of its own", () => {
    const columns = chartColumns(
      [
        { name: "lr 0.1", runs: [run("seed 0", [1, 2]), run("seed 1", [3, 4])] },
        { name: "lr 0.5", runs: [run("seed 0", [9])] },
      ],
      plainView,
    );
    expect(kinds(columns)).toEqual(["seed", "seed", "mean", "mean"]);
    expect(columns.lines[2]).toMatchObject({ of: 0, name: "mean of 2 seeds, lr 0.1", values: [2, 3] });
    expect(columns.lines[3]).toMatchObject({ of: 1, name: "lr 0.5, seed 0", values: [9, undefined] });
    expect(columns).toMatchObject({ xs: [0, 1], shown: 5, total: 5 });
  });

  it("have the edges of a band from three seeds on: 1, 2, 3 give 2 ± 4.303/√3", () => {
    const runs = [run("seed 0", [1]), run("seed 1", [2]), run("seed 2", [3])];
    const columns = chartColumns([{ name: "a", runs }], plainView);
    expect(kinds(columns)).toEqual(["seed", "seed", "seed", "high", "low", "mean"]);
    expect(columns.lines[3]!.values[0]).toBeCloseTo(2 + 4.303 / Math.sqrt(3), 10);
    expect(columns.lines[4]!.values[0]).toBeCloseTo(2 - 4.303 / Math.sqrt(3), 10);
  });

  it("smoothed, keep what was measured behind the mean of the smoothed seeds", () => {
    const drawn = [{ name: "a", runs: [run("seed 0", [1, 3]), run("seed 1", [1, 3])] }];
    const columns = chartColumns(drawn, { ...plainView, smooth: 0.5 });
    expect(kinds(columns)).toEqual(["raw", "raw", "mean"]);
    expect(columns.lines[0]!.values).toEqual([1, 3]);
    expect(columns.lines[2]!.values[1]).toBeCloseTo(7 / 3, 14);
  });

  it("leave a run that failed out of the mean and draw it all the same", () => {
    const runs = [run("seed 0", [1, 1]), run("seed 1", [3, 3]), run("seed 2", [99], false)];
    const { lines } = chartColumns([{ name: "a", runs }], plainView);
    expect(lines.find(({ kind }) => kind === "mean")!.values).toEqual([2, 2]);
    expect(lines.filter(({ kind }) => kind === "seed")).toHaveLength(3);
  });

  it("mark NaN, and cut a band at the foot of a logarithmic axis", () => {
    const runs = [run("seed 0", [1, "NaN", 1]), run("seed 1", [100, 2, 2]), run("seed 2", [1, 1, 1])];
    const columns = chartColumns([{ name: "a", runs }], { ...plainView, logY: true });
    expect(columns.unfit).toEqual([{ x: 1, of: 0 }]);
    expect(columns.isCut).toBe(true);
    expect(columns.lines.find(({ kind }) => kind === "low")!.values[0]).toBeGreaterThan(0);
    expect(columns.lines[0]!.values).toEqual([1, null, 1]);
  });

  it("of many points are thinned, say of how many, and keep the peak", () => {
    const values = Array.from({ length: 5000 }, (_, i) => (i === 3210 ? 99 : Math.sin(i)));
    const columns = chartColumns([{ name: "a", runs: [run("seed 0", values)] }], plainView);
    expect(columns.total).toBe(5000);
    expect(columns.shown).toBeLessThanOrEqual(1000);
    expect(columns.lines[0]!.values).toContain(99);
  });
});
