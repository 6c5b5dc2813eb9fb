import { init } from "@blankfile/tracking/node";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Learner } from "../blankfile.fixture.ts";
import { WatchedRuns } from "./watched-runs.ts";

let learner: Learner;
beforeAll(() => {
  learner = new Learner();
});
afterAll(() => learner.gone());

const begin = (seed: number, more: { group?: string; sweep?: string } = {}) =>
  init({
    workspace: learner.workspace,
    experiment: "nn/digits-mlp",
    config: {},
    seed,
    code: {},
    steps: 4,
    metrics: { accuracy: { goal: "maximize" } },
    ...more,
  });

it("where nothing can be redrawn each change is a line, and it ends by itself when all have ended", {
  timeout: 240_000,
}, async () => {
  const run = await begin(1, { group: "first" });
  const other = await begin(2, { group: "second" });
  const watching = learner.start("runs", "watch", "first");
  let text = "";
  watching.stdout.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  const ended = new Promise((resolve) => watching.once("exit", resolve));
  for (let step = 1; step <= 4; step++) {
    run.log({ accuracy: 90 + step }, { step });
    await run.flush();
    while (!text.includes(`step ${step}/4`)) await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await run.finish();
  expect(await ended).toBe(0);
  const lines = text.trim().split("\n");
  expect(lines.every((line) => line.startsWith(run.id))).toBe(true);
  expect(new Set(lines).size).toBe(lines.length);
  expect(lines.at(-1)).toBe(`${run.id}  finished  step 4/4  accuracy 94`);
  expect(text).not.toContain("\x1b");
  await other.finish();
});

it("Ctrl+C ends it, and leaves the runs alone", { timeout: 240_000 }, async () => {
  const run = await begin(3);
  const watching = learner.start("runs", "watch");
  let text = "";
  watching.stdout.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  const ended = new Promise((resolve) => watching.once("exit", resolve));
  while (!text.includes(run.id)) await new Promise((resolve) => setTimeout(resolve, 20));
  watching.kill("SIGINT");
  expect(await ended).toBe(0);
  run.log({ accuracy: 1 }, { step: 1 });
  await run.finish();
});

it("words name a run by the beginning of its id, a group with its variants, a sweep, an experiment", async () => {
  const sweep = "20261104-090507-lr-0000";
  const [a, b, c] = [
    await begin(4, { group: "g" }),
    await begin(5, { group: "g-writers" }),
    await begin(6, { group: "gg", sweep }),
  ];
  const watched = (...words: string[]) =>
    new WatchedRuns(learner.workspace, words).look(Date.now()).map(({ id }) => id);
  const sorted = (...runs: { id: string }[]) => runs.map(({ id }) => id).sort();
  expect(watched("g")).toEqual(sorted(a, b));
  expect(watched(sweep)).toEqual([c.id]);
  expect(watched(a.id)).toEqual([a.id]);
  expect(watched("digits-mlp")).toEqual(expect.arrayContaining(sorted(a, b, c)));
  expect(watched()).toEqual(sorted(a, b, c)); // Those of the other tests have ended.
  for (const run of [a, b, c]) await run.finish();
  expect(watched()).toEqual([]);
});

it("a word that names nothing is told with what is near, and exit code 2", () => {
  const { status, stderr } = learner.blankfile("runs", "watch", "nn/digits-mpl");
  expect(stderr).toContain(
    'runs watch: "nn/digits-mpl" is no run, group, sweep or experiment with runs; did you mean nn/digits-mlp?',
  );
  expect(status).toBe(2);
});

it("runs show is runs with an id", () => {
  const id = learner.blankfile("runs", "--json").stdout.split('"id":"')[1]!.split('"')[0]!;
  const shown = learner.blankfile("runs", "show", id);
  expect(shown.stdout).toBe(learner.blankfile("runs", id).stdout);
  expect(shown.stdout).toContain(`${id}  finished`);
  const elsewhere = learner.blankfile("runs", "show", id, "--workspace", learner.workspace, "--json");
  expect(JSON.parse(elsewhere.stdout)).toMatchObject({ id });
  expect(learner.blankfile("runs", "show").status).toBe(2);
  const meant = learner.blankfile("runs", "wacth");
  expect([meant.status, meant.stderr]).toEqual([2, expect.stringContaining("did you mean watch?")]);
});
