import { expect, it } from "vitest";
import { foldRun } from "./fold.ts";
import { browserClaim, memoryRun, toFiles } from "./memory-run.ts";
import { rowOf } from "./run-row.ts";

function saved(metrics: Parameters<typeof memoryRun>[0]["metrics"]) {
  let now = 1000;
  const run = memoryRun({
    experiment: "lab/chain-rule",
    config: { x: 2 },
    seed: 3,
    prediction: "the gradient is 12",
    clock: () => now++,
    random: Uint8Array.of(1, 2, 3, 4),
    ...(metrics && { metrics }),
  });
  for (const loss of [0.5, 0.2, Number.NaN, 0.4]) run.log({ loss });
  run.finish();
  return run;
}

it("shows the value that the metric's definition asks for: the last one unless told", () => {
  const of = (summary?: "last" | "min" | "max") => {
    const run = saved({ loss: { goal: "minimize", ...(summary && { summary }) } });
    const text = toFiles(run.record, run.events).at(-1)!.text;
    return rowOf(foldRun(run.record, [{ claim: browserClaim(run.record), text }]));
  };
  expect(of().metrics).toEqual({ loss: { value: 0.4, step: 4, goal: "minimize" } });
  expect(of("min").metrics.loss).toMatchObject({ value: 0.2, step: 2, of: "min" });
  expect(of("max").metrics.loss).toMatchObject({ value: 0.5, step: 1, of: "max" });
  expect(of()).toMatchObject({
    id: "19700101-000001-rule-1234",
    state: "finished",
    seed: 3,
    points: 4,
    problems: 0,
    prediction: { text: "the gradient is 12", intact: true },
  });
});

it("a number that the summary has under a metric's name is the metric's, whatever its points say", () => {
  let now = 1000;
  const run = memoryRun({
    experiment: "lab/x",
    config: {},
    seed: 1,
    clock: () => now++,
    random: Uint8Array.of(1, 2, 3, 4),
  });
  run.defineMetric("loss", { goal: "minimize", summary: "min" });
  for (const loss of [0.5, 0.2]) run.log({ loss, acc: 1 - loss });
  run.summary({ loss: 0.3, acc: "good" });
  run.finish();
  const text = toFiles(run.record, run.events).at(-1)!.text;
  const { metrics } = rowOf(foldRun(run.record, [{ claim: browserClaim(run.record), text }]));
  expect(metrics).toEqual({ loss: { value: 0.3, step: 2, goal: "minimize" }, acc: { value: 0.8, step: 2 } });
});

it("a run whose record is damaged has a row too", () => {
  const row = rowOf(foldRun({ id: "20261104-090507-mlp-0z9z", damaged: "it is empty" }, []));
  expect(row).toMatchObject({ state: "damaged", message: "it is empty", experiment: "", problems: 1 });
});
