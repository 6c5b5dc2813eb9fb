import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { init } from "./init.ts";
import { Pressure } from "./pressure.ts";
import { readRun } from "./run-folder.ts";

const workspace = mkdtempSync(path.join(tmpdir(), "blankfile-system-"));
afterAll(() => rmSync(workspace, { recursive: true }));
const options = { workspace, experiment: "nn/digits-mlp", config: {}, seed: 1, code: {} };

it("a training that never yields has its CPU and memory noted, apart from its metrics", async () => {
  const run = await init({ ...options, systemMs: 20 });
  const until = performance.now() + 200;
  for (let step = 1; performance.now() < until; step++) run.log({ loss: 1 / step }, { step });
  await run.finish();
  const { system, metrics, problems } = readRun(workspace, run.id, Date.now());
  expect([...metrics.keys()]).toEqual(["loss"]);
  expect([...system.keys()].sort()).toEqual(["system/cpu", "system/heap", "system/rss"]);
  expect(system.get("system/cpu")!.length).toBeGreaterThan(1);
  for (const { value } of system.get("system/rss")!) expect(value).toBeGreaterThan(10);
  expect(problems).toEqual([]);
});

it("is turned off by 0", async () => {
  const run = await init({ ...options, systemMs: 0 });
  await new Promise((resolve) => setTimeout(resolve, 30));
  run.log({ loss: 1 });
  await run.finish();
  expect(readRun(workspace, run.id, Date.now()).system.size).toBe(0);
  await expect(init({ ...options, systemMs: -1 })).rejects.toThrow("given systemMs -1");
});

it("pressure is told once each time that it gets high, and nothing is lost", async () => {
  const told: number[] = [];
  const pressure = new Pressure({ pressureBytes: 100, onPressure: (bytes) => told.push(bytes) });
  for (const bytes of [50, 101, 200, 60, 150, 49, 120]) pressure.see(bytes);
  expect(told).toEqual([101, 120]);

  const high: number[] = [];
  const run = await init({ ...options, pressureBytes: 5000, onPressure: (bytes) => high.push(bytes) });
  for (let step = 1; step <= 500; step++) run.log({ loss: 1 }, { step });
  expect(run.waitingBytes).toBeGreaterThan(5000);
  expect(high).toHaveLength(1);
  await run.flush();
  expect(run.waitingBytes).toBe(0);
  await run.finish();
  expect(readRun(workspace, run.id, Date.now()).metrics.get("loss")).toHaveLength(500);
});
