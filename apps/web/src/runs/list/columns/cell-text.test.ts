import { describe, expect, it } from "vitest";
import { rowFixture } from "../run-row.fixture.ts";
import { groupCellText, runCellText } from "./cell-text.ts";

const row = rowFixture({
  config: { lr: 0.00001, wide: 1 / 3, name: "adam", off: -2 },
  metrics: { acc: { value: 0.9532718, step: 40, unit: "%" }, bad: "NaN" },
  summary: { parameters: 4810 },
});
const now = 5000;
const run = (seed: number, acc: number, state: "finished" | "running" = "finished", lr = 0.1) =>
  rowFixture({ seed, state, config: { lr }, metrics: { acc } });

describe("a run's cell", () => {
  it("shows a metric with four digits, and all of them with its step on pointing", () => {
    expect(runCellText(row, "metric.acc", now)).toEqual({ text: "0.9533", title: "0.9532718 % at step 40" });
    expect(runCellText(row, "metric.bad", now).text).toBe("NaN");
    expect(runCellText(row, "metric.none", now)).toEqual({ text: "–" });
  });

  it("shows a configuration as it was chosen", () => {
    expect(runCellText(row, "config.lr", now).text).toBe("0.00001");
    expect(runCellText(row, "config.wide", now).text).toBe("0.3333");
    expect(runCellText(row, "config.off", now).text).toBe("−2");
    expect(runCellText(row, "config.name", now).text).toBe("adam");
  });

  it("shows times and counts in words", () => {
    expect(runCellText(row, "took", now).text).toBe("2.0 s");
    expect(runCellText(rowFixture({ points: 12_345 }), "points", now).text).toBe("12,345");
  });
});

describe("a group's cell", () => {
  it("shows the mean with its interval, and says of how many", () => {
    expect(groupCellText([run(1, 1), run(2, 2), run(3, 3)], "metric.acc", now)).toEqual({
      text: "2 ± 2.5",
      title: "mean ± 95 % interval over 3 seeds, of 3 finished runs; from 1 to 3",
    });
  });

  it("says that runs which are not finished are left out", () => {
    const cell = groupCellText([run(1, 1), run(2, 3), run(3, 9, "running")], "metric.acc", now);
    expect(cell).toMatchObject({ text: "2 ± 13", note: "2 of 3" });
    expect(cell.title).toContain("1 left out: not finished");
    expect(groupCellText([run(1, 1, "running")], "metric.acc", now)).toMatchObject({
      text: "–",
      note: "0 of 1",
    });
  });

  it("has no interval from one seed, and says so", () => {
    expect(groupCellText([run(1, 1), run(1, 2)], "metric.acc", now)).toMatchObject({
      text: "1.5",
      title: expect.stringContaining("one seed: no interval follows"),
    });
  });

  it("has no interval where the seeds have different configurations, and says so", () => {
    const cell = groupCellText([run(1, 1), run(2, 2, "finished", 0.2)], "metric.acc", now);
    expect(cell.text).toBe("1.5");
    expect(cell.title).toContain("the seeds have different configurations: no interval follows; from 1 to 2");
  });

  it("shows a configuration that all share, else how many there are", () => {
    expect(groupCellText([run(1, 1), run(2, 1)], "config.lr", now).text).toBe("0.1");
    expect(groupCellText([run(1, 1), run(2, 1, "finished", 0.2)], "config.lr", now)).toEqual({
      text: "2 values",
      isNote: true,
    });
  });

  it("counts states, and adds up times", () => {
    expect(groupCellText([run(1, 1), run(2, 1)], "state", now).text).toBe("finished");
    expect(groupCellText([run(1, 1), run(2, 1, "running"), run(3, 1)], "state", now).text).toBe(
      "2 finished, 1 running",
    );
    expect(groupCellText([run(1, 1), run(2, 1)], "took", now).text).toBe("4.0 s");
  });
});
