import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { type MemoryRunOptions, memoryRun } from "@blankfile/tracking";
import { init } from "@blankfile/tracking/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listen, openPage, type Page, until } from "../server.fixture.ts";

let page: Page;
beforeAll(async () => {
  page = await openPage();
});
afterAll(() => page.close());

const start = (more: object = {}) =>
  init({
    workspace: page.place.workspace,
    experiment: "nn/digits-mlp",
    config: {},
    seed: 1,
    code: {},
    ...more,
  });
const row = async (id: string) => (await page.get(`/api/runs/${id}`)).body.row;

describe("a run", () => {
  it("stands in the list, newest first, with its last values", async () => {
    const run = await start({ prediction: "above 0.97", metrics: { loss: { goal: "minimize" } } });
    for (let step = 1; step <= 5; step++) run.log({ loss: 1 / step }, { step });
    await run.finish();
    await until(async () => (await row(run.id))?.state === "finished");
    const { body } = await page.get("/api/runs");
    expect(body.runs[0]).toMatchObject({
      id: run.id,
      step: 5,
      metrics: { loss: { value: 0.2, step: 5, goal: "minimize" } },
      prediction: { text: "above 0.97", intact: true },
    });
    const ids = body.runs.map(({ id }: { id: string }) => id);
    expect(ids).toEqual([...ids].sort().reverse());
    expect((await page.get("/api/runs?limit=1")).body.runs).toHaveLength(1);
  });

  it("is on one page of the list, however long the pages are", async () => {
    for (const run of [await start(), await start(), await start()]) await run.finish();
    await until(async () => (await page.get("/api/runs")).body.total >= 3);
    const all = (await page.get("/api/runs")).body;
    const paged: string[] = [];
    for (let before = ""; paged.length < all.total; before = `&before=${paged.at(-1)}`) {
      const { runs, total } = (await page.get(`/api/runs?limit=2${before}`)).body;
      expect(total).toBe(all.total);
      paged.push(...runs.map(({ id }: { id: string }) => id));
    }
    expect(paged).toEqual(all.runs.map(({ id }: { id: string }) => id));
    expect((await page.get(`/api/runs?before=${paged.at(-1)}`)).body).toEqual({ runs: [], total: all.total });
    const refused = await page.get("/api/runs?before=../x");
    expect([refused.status, refused.body.error]).toEqual([400, expect.stringMatching(/^before: given/)]);
  });

  it("shows its record, its texts and what is damaged", async () => {
    const run = await start();
    run.text("sample", "to be or not");
    await run.finish();
    const events = path.join(run.folder, "attempts", "1", "events.jsonl");
    writeFileSync(events, `${readFileSync(events, "utf8")}garbage\n`);
    await until(async () => (await page.get(`/api/runs/${run.id}`)).body.problems?.length === 1);
    const { body } = await page.get(`/api/runs/${run.id}`);
    expect(body.record).toEqual(run.record);
    expect(body.texts).toMatchObject([{ name: "sample", text: "to be or not" }]);
    expect(body.problems[0]).toContain("not JSON");
  });

  it("gives its points from the start, then only what came since", async () => {
    const run = await start();
    run.log({ loss: 1 }, { step: 1 });
    run.log({ loss: Number.NaN }, { step: 2 });
    await run.flush();
    const route = `/api/runs/${run.id}/metrics`;
    await until(async () => (await page.get(route)).body.total === 2);
    const first = (await page.get(route)).body;
    expect(first).toMatchObject({
      reset: true,
      points: [
        { key: "loss", step: 1, value: 1 },
        { step: 2, value: "NaN" },
      ],
    });
    run.log({ loss: 3 }, { step: 3 });
    await run.finish();
    const next = async () => (await page.get(`${route}?after=${first.cursor}`)).body;
    await until(async () => (await next()).points.length > 0);
    expect(await next()).toMatchObject({ reset: false, cuts: [], total: 3, points: [{ step: 3, value: 3 }] });
    // A cursor of an index that is gone, or one that was made up, gives everything again.
    for (const after of ["000000000000.5.5", "x", "1"])
      expect((await page.get(`${route}?after=${after}`)).body).toMatchObject({ reset: true, total: 3 });
  });

  it("is thinned out to what a curve can show, its peaks kept, and says of how many", async () => {
    const run = await start();
    for (let step = 1; step <= 3000; step++) run.log({ loss: step === 1234 ? 99 : 0 }, { step });
    await run.finish();
    const route = `/api/runs/${run.id}/metrics`;
    await until(async () => (await row(run.id))?.state === "finished");
    const { points, total } = (await page.get(`${route}?max=100`)).body;
    expect(total).toBe(3000);
    expect(points.length).toBeLessThanOrEqual(100);
    expect(points).toContainEqual(expect.objectContaining({ step: 1234, value: 99 }));
    expect((await page.get(`${route}?max=0`)).body.points).toHaveLength(3000);
    expect((await page.get(`${route}?max=-1`)).status).toBe(400);
  });

  it("is not found under a path", async () => {
    for (const id of ["20261104-090507-mlp-zzzz", "..", "..%2f..%2fsecret", "%2e%2e%2fruns", "x"]) {
      expect((await page.get(`/api/runs/${id}`)).status).toBe(404);
      expect((await page.get(`/api/runs/${id}/metrics`)).status).toBe(404);
    }
  });
});

describe("import", () => {
  function made(more: Partial<MemoryRunOptions> = {}) {
    let now = Date.UTC(2026, 10, 4);
    const run = memoryRun({
      experiment: "lab/chain-rule",
      config: { x: 2 },
      seed: 3,
      clock: () => now++,
      random: crypto.getRandomValues(new Uint8Array(4)),
      ...more,
    });
    run.log({ gradient: 12 });
    run.finish();
    return { record: run.record, events: run.events };
  }
  const send = (body: unknown) => page.send("POST", "/api/runs/import", body);

  it("lays a browser's run into the workspace; a second time changes nothing", async () => {
    const run = made();
    expect(await send(run)).toMatchObject({ status: 200, body: { id: run.record.id, imported: true } });
    expect(await row(run.record.id)).toMatchObject({
      state: "finished",
      metrics: { gradient: { value: 12 } },
    });
    expect(await send(run)).toMatchObject({ status: 200, body: { imported: false } });
    const other = { ...run, record: { ...run.record, config: { x: 3 } } };
    expect(await send(other)).toMatchObject({
      status: 409,
      body: { error: expect.stringContaining("another run") },
    });
  });

  const hostile: [string, (run: ReturnType<typeof made>) => unknown, string][] = [
    [
      "an id that is a path",
      (run) => ({ ...run, record: { ...run.record, id: "../../escaped" } }),
      "record: id is",
    ],
    ["an id with a drive", (run) => ({ ...run, record: { ...run.record, id: "C:\\x" } }), "record: id is"],
    [
      "an experiment that is a path",
      (run) => ({ ...run, record: { ...run.record, experiment: "../x" } }),
      "record: experiment is",
    ],
    ["a record that is a text", (run) => ({ ...run, record: "x" }), "record: it is"],
    ["no record", (run) => ({ events: run.events }), "record: it is"],
    ["no events", (run) => ({ record: run.record }), "events: needed a list"],
    [
      "an event of another kind",
      (run) => ({ ...run, events: [{ seq: 1, at: 1, kind: "exec", command: "rm" }] }),
      "events[0]: unknown kind",
    ],
    [
      "a metric that is an object",
      (run) => ({ ...run, events: [{ seq: 1, at: 1, kind: "metrics", step: 1, values: { a: {} } }] }),
      "events[0]: a is no number",
    ],
    [
      "events out of order",
      (run) => ({ ...run, events: [...run.events].reverse() }),
      "events[0]: seq is 3, needed 1",
    ],
  ];
  for (const [name, change, reason] of hostile)
    it(`with ${name} is refused, and nothing is written`, async () => {
      const before = readdirSync(path.join(page.place.workspace, "runs")).length;
      const refused = await send(change(made()));
      expect([refused.status, refused.body.error]).toEqual([
        400,
        expect.stringContaining(`import: ${reason}`),
      ]);
      expect(readdirSync(path.join(page.place.workspace, "runs"))).toHaveLength(before);
      expect(
        readdirSync(path.join(page.place.workspace, ".blankfile")).filter((file) =>
          file.startsWith("import"),
        ),
      ).toEqual([]);
      expect(existsSync(path.join(page.place.root, "escaped"))).toBe(false);
    });

  it("a prediction that was changed after it was locked comes in, and is shown as changed", async () => {
    const run = made({ prediction: "the gradient is 11" });
    const record = { ...run.record, prediction: { ...run.record.prediction!, text: "the gradient is 12" } };
    expect((await send({ ...run, record })).status).toBe(200);
    expect(await row(record.id)).toMatchObject({ prediction: { intact: false }, problems: 1 });
  });
});

describe("experiments", () => {
  const tracking = pathToFileURL(createRequire(import.meta.url).resolve("@blankfile/tracking/node")).href;
  const write = (
    name: string,
    code: string,
    header = "Question: q?\n * Command: c\n * Expectation: e\n * Minutes: 1",
  ) => {
    const file = path.join(page.place.experiments, `${name}.ts`);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(
      file,
      `/**\n * ${header}\n */\nimport { init } from ${JSON.stringify(tracking)};\n${code}\n`,
    );
  };
  const launch = (body: unknown) => page.send("POST", "/api/runs", body);

  beforeAll(() => {
    write(
      "test/short",
      `
      const flag = (name: string) => process.argv[process.argv.indexOf("--" + name) + 1]!;
      const prediction = process.argv.find((word) => word.startsWith("--prediction="))?.slice("--prediction=".length);
      console.log("secret:", process.env.NOT_FOR_CHILDREN);
      for (let seed = 0; seed < Number(flag("seeds")); seed++) {
        const run = await init({
          workspace: flag("workspace"), experiment: "test/short", config: {}, seed, code: {}, group: flag("group"),
          ...(prediction !== undefined && { prediction }),
        });
        run.log({ loss: seed });
        await run.finish();
      }`,
    );
    write("test/broken", "throw new Error('out of ideas');");
    write("test/no-header", "", "nothing");
  });

  it("are listed by their headers, and a header that lacks something is named", async () => {
    const { body } = await page.get("/api/experiments");
    expect(body.experiments).toEqual([
      { name: "test/broken", question: "q?", command: "c", expectation: "e", minutes: 1 },
      { name: "test/short", question: "q?", command: "c", expectation: "e", minutes: 1 },
    ]);
    expect(body.problems).toEqual([
      expect.stringContaining("experiments/test/no-header.ts: its header has no Question"),
    ]);
  });

  it("start as processes of their own: a run for each seed, in one group, with the prediction as it was said", async () => {
    process.env.NOT_FOR_CHILDREN = "secret";
    const prediction = `--above 0.97 "quoted" $(x) ; größer`;
    const { status, body } = await launch({ experiment: "test/short", seeds: 2, prediction });
    expect(status).toBe(200);
    const runs = async () =>
      (await page.get("/api/runs")).body.runs.filter((one: { group?: string }) => one.group === body.group);
    await until(
      async () => (await runs()).filter((one: { state: string }) => one.state === "finished").length === 2,
    );
    expect((await runs()).map((one: { seed: number }) => one.seed).sort()).toEqual([0, 1]);
    expect((await runs())[0].prediction).toMatchObject({ text: prediction, intact: true });
    await until(async () => (await page.get(`/api/launches/${body.group}`)).body.state === "ended");
    const launched = (await page.get(`/api/launches/${body.group}`)).body;
    expect(launched).toMatchObject({ exit: 0, log: "secret: undefined\n" });
  });

  it("one that fails before its first run says why to whoever started it", async () => {
    const stream = await listen(page);
    const { body } = await launch({ experiment: "test/broken", seeds: 1 });
    await until(() => stream.of("launch").length > 0);
    expect(stream.of("launch")[0]!.data).toMatchObject({ group: body.group, state: "ended", exit: 1 });
    expect(stream.of("launch")[0]!.data.log).toContain("out of ideas");
    expect((await page.get("/api/workspace")).status).toBe(200);
    await stream.close();
  });

  it("only files of the experiments' folder start, and only with a sensible number of seeds", async () => {
    for (const experiment of [
      "../secret",
      "test/../test/short",
      "test/short.ts",
      "/etc/passwd",
      "test/no-header",
      "no/such",
      "test\\short",
      "",
    ])
      expect((await launch({ experiment, seeds: 1 })).status).toBe(404);
    for (const seeds of [0, -1, 1.5, 101, "3", null])
      expect((await launch({ experiment: "test/short", seeds })).status).toBe(400);
    expect((await launch({ experiment: "test/short", seeds: 1, prediction: " " })).status).toBe(400);
    expect((await launch({ seeds: 1 })).status).toBe(400);
    expect((await page.get("/api/launches/..%2fx")).status).toBe(404);
  });
});
