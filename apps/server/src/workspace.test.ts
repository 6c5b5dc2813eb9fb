import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { init } from "@blankfile/tracking/node";
import { afterEach, expect, it } from "vitest";
import { makePlace, makeWorkspace, openPage, type Page, until } from "./server.fixture.ts";

const pages: Page[] = [];
afterEach(async () => {
  for (const page of pages.splice(0)) await page.close();
});

it("a workspace that is not there is said plainly, and works once it is made", async () => {
  const place = makePlace();
  rmSync(place.workspace, { recursive: true });
  const page = await openPage({}, place);
  pages.push(page);
  const problem = `workspace: given ${place.workspace}, a folder that is not there, needed a workspace; make it with: blankfile init ${place.workspace}`;
  expect(page.started.workspace.problem).toBe(problem);
  expect((await page.get("/api/workspace")).body).toMatchObject({ writable: false, problem });
  expect((await page.get("/api/runs")).body).toEqual({ runs: [], total: 0 });
  expect((await page.get("/api/progress")).body.events).toEqual([]);
  expect(await page.send("POST", "/api/progress", { events: [] })).toMatchObject({
    status: 503,
    body: { error: problem },
  });
  expect((await page.get("/api/exercises/softmax")).status).toBe(503);

  makeWorkspace(place.workspace);
  expect((await page.send("POST", "/api/progress", { events: [] })).status).toBe(200);
  const run = await init({
    workspace: place.workspace,
    experiment: "nn/digits-mlp",
    config: {},
    seed: 1,
    code: {},
  });
  await run.finish();
  await until(async () => (await page.get("/api/runs")).body.total === 1);

  rmSync(place.workspace, { recursive: true });
  await until(async () => (await page.get("/api/runs")).body.total === 0);
  expect(existsSync(place.workspace)).toBe(false);
});

it("a folder that blankfile init did not make is left alone", async () => {
  const place = makePlace();
  rmSync(path.join(place.workspace, ".blankfile"), { recursive: true });
  const page = await openPage({}, place);
  pages.push(page);
  const refused = await page.send("PUT", "/api/exercises/softmax", { text: "x", hash: null });
  expect([refused.status, refused.body.error]).toEqual([
    503,
    expect.stringContaining("a folder that is no workspace"),
  ]);
});

/** Root may write anywhere: the child becomes nobody first. It is handed a script that uses `page`. */
function asNobody(place: ReturnType<typeof makePlace>, script: string): Promise<string> {
  const fixture = JSON.stringify(pathToFileURL(path.join(import.meta.dirname, "server.fixture.ts")).href);
  const source = `
    const { openPage } = await import(${fixture});
    const place = ${JSON.stringify(place)};
    const warm = await openPage({}, ${JSON.stringify(makeWarm(place))});
    await warm.get("/api/runs");
    if (process.getuid?.() === 0) { process.setgid(65534); process.setuid(65534); }
    const page = await openPage({}, place);
    ${script}
    process.exit(0);`;
  const child = spawn(process.execPath, [
    "--disable-warning=ExperimentalWarning",
    "--input-type=module",
    "-e",
    source,
  ]);
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  return new Promise((resolve) => child.once("close", () => resolve(output)));
}

/** Code that is loaded on first use lies where nobody may not read: a first page loads it before. */
function makeWarm(place: ReturnType<typeof makePlace>): ReturnType<typeof makePlace> {
  const warm = { ...place, workspace: path.join(place.root, "warm") };
  makeWorkspace(warm.workspace);
  return warm;
}

it("a read-only workspace can be read; what would write answers 503 with the reason", async () => {
  const place = makePlace();
  const run = await init({
    workspace: place.workspace,
    experiment: "nn/digits-mlp",
    config: {},
    seed: 1,
    code: {},
  });
  run.log({ loss: 0.5 }, { step: 1 });
  await run.finish();
  mkdirSync(path.join(place.workspace, "exercises"));
  writeFileSync(path.join(place.workspace, "exercises", "softmax.ts"), "export {};");
  writeFileSync(
    path.join(place.workspace, "progress.jsonl"),
    '{"id":"a","at":1,"kind":"claim","topic":"chain-rule"}\n',
  );
  chmodSync(place.root, 0o755);
  for (const name of ["", "runs", "exercises", ".blankfile"])
    chmodSync(path.join(place.workspace, name), 0o555);
  chmodSync(path.join(place.workspace, "progress.jsonl"), 0o444);

  const output = await asNobody(
    place,
    `
    const until = async (holds) => { while (!(await holds())) await new Promise((r) => setTimeout(r, 20)); };
    await until(async () => (await page.get("/api/runs")).body.total === 1);
    const id = ${JSON.stringify(run.id)};
    const claim = { id: "b", at: 2, kind: "claim", topic: "chain-rule" };
    console.log(JSON.stringify([
      (await page.get("/api/workspace")).body,
      (await page.get("/api/runs/" + id + "/metrics")).body.points.length,
      (await page.get("/api/progress")).body.events.length,
      (await page.get("/api/exercises/softmax")).body.text,
      await page.send("POST", "/api/progress", { events: [claim] }),
      await page.send("PUT", "/api/exercises/softmax", { text: "new", hash: null }),
      await page.send("POST", "/api/runs", { experiment: "x/y", seeds: 1 }),
    ]));`,
  );
  expect(output).toMatch(/^\[/);
  const [workspace, points, events, text, ...refused] = JSON.parse(output);
  expect(workspace).toMatchObject({
    writable: false,
    index: "memory",
    problem: expect.stringContaining("is read-only"),
  });
  expect([points, events, text]).toEqual([1, 1, "export {};"]);
  for (const answer of refused)
    expect(answer).toMatchObject({
      status: 503,
      body: { error: expect.stringContaining("is read-only, needed permission to write") },
    });
  rmSync(place.root, { recursive: true });
});
