import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { readRows, readRun } from "@blankfile/tracking/node";
import { afterAll, expect, it } from "vitest";
import { indexAndFold, syncAll } from "./runs/index-equals-fold.fixture.ts";
import { RunIndex } from "./runs/run-index.ts";
import { makePlace, until } from "./server.fixture.ts";
import { killChildren, openChild } from "./server-child.fixture.ts";

const place = makePlace();
let trainer: number | undefined;
afterAll(() => {
  killChildren();
  if (trainer !== undefined) end(trainer);
  rmSync(place.root, { recursive: true, force: true });
});

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

/** Uniform numbers from a seed, so that a failure can be repeated. */
function random(seed: number): () => number {
  return () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
}

const tracking = pathToFileURL(createRequire(import.meta.url).resolve("@blankfile/tracking/node")).href;
const experiment = `/**
 * Question: does it outlive the server?
 * Command: –
 * Expectation: yes
 * Minutes: 1
 */
import { appendFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { init } from ${JSON.stringify(tracking)};

const workspace = process.argv[process.argv.indexOf("--workspace") + 1]!;
const run = await init({ workspace, experiment: "test/long", config: {}, seed: 1, code: {} });
for (let step = 0; ; ) {
  for (let k = 0; k < 10; k++) run.log({ loss: 1 / ++step, double: 2 * step }, { step });
  await run.flush();
  appendFileSync(path.join(workspace, "acknowledged"), step + "\\n");
  await sleep(10);
}
`;

const acknowledged = () =>
  Number(readFileSync(path.join(place.workspace, "acknowledged"), "utf8").trim().split("\n").at(-1));
const theRun = () => readRows(place.workspace, Date.now())[0];

it("kill -9 of the server at ten random moments: the training goes on, and the index equals the folders", {
  timeout: 300_000,
}, async () => {
  mkdirSync(path.join(place.experiments, "test"));
  writeFileSync(path.join(place.experiments, "test", "long.ts"), experiment);
  const uniform = random(11);
  let server = await openChild(place.root);
  const body = JSON.stringify({ experiment: "test/long", seeds: 1 });
  expect((await server.call("/api/runs", { method: "POST", body })).status).toBe(200);
  await until(() => (theRun()?.points ?? 0) > 0 && existsSync(path.join(place.workspace, "acknowledged")));
  const { id } = theRun()!;
  trainer = (
    JSON.parse(
      readFileSync(path.join(place.workspace, "runs", id, "attempts", "1", "claim.json"), "utf8"),
    ) as { pid: number }
  ).pid;

  for (let round = 0; round < 10; round++) {
    if (round > 0) server = await openChild(place.root);
    const before = acknowledged();
    await sleep(uniform() * 400);
    // Some die in the middle of answering.
    const asked = server.call(`/api/runs/${id}/metrics`).catch(() => undefined);
    if (round % 2 === 0) await asked;
    await server.kill();
    await until(() => acknowledged() > before);
    const { fromIndex, fromFolders } = await compare();
    expect(fromIndex).toEqual(fromFolders);
  }

  server = await openChild(place.root);
  await until(async () => {
    const { body } = await server.call(`/api/runs/${id}`);
    return Number((body.row as { step?: number } | undefined)?.step) >= acknowledged() - 50;
  });
  expect((await server.call("/api/runs")).body).toMatchObject({ total: 1, runs: [{ id, state: "running" }] });
  end(trainer!);
  await until(
    async () => ((await server.call(`/api/runs/${id}`)).body.row as { state: string }).state === "lost",
  );
  await server.kill();

  const run = readRun(place.workspace, id, Date.now());
  const steps = run.metrics.get("loss")!.map(({ step }) => step);
  expect(steps.at(-1)).toBeGreaterThanOrEqual(acknowledged());
  expect(steps).toEqual(Array.from({ length: steps.length }, (_, i) => i + 1));
  expect(run.problems).toEqual([]);
  for (const fresh of [false, true]) {
    if (fresh) rmSync(path.join(place.workspace, ".blankfile", "index.sqlite"));
    const { fromIndex, fromFolders } = await compare();
    expect(fromIndex).toEqual(fromFolders);
  }
});

/** The index as the killed server left it, brought up to date, beside the folders; the training stands still meanwhile. */
async function compare() {
  const stop = (signal: NodeJS.Signals) => {
    try {
      process.kill(trainer!, signal);
    } catch {
      // It has ended.
    }
  };
  stop("SIGSTOP");
  const index = new RunIndex(place.workspace, Date.now);
  syncAll(index);
  const both = await indexAndFold(index, place.workspace, Date.now());
  index.close();
  stop("SIGCONT");
  return both;
}
