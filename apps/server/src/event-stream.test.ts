import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { init, type Run, resume } from "@blankfile/tracking/node";
import { afterAll, beforeAll, expect, it } from "vitest";
import { EventStream } from "./event-stream.ts";
import { RunIndex } from "./runs/run-index.ts";
import { listen, openPage, type Page, type ServerEvent, until } from "./server.fixture.ts";

let page: Page;
beforeAll(async () => {
  page = await openPage();
});
afterAll(() => page.close());

const start = () =>
  init({ workspace: page.place.workspace, experiment: "nn/digits-mlp", config: {}, seed: 1, code: {} });
const steps = (events: ServerEvent[], run: Run) =>
  events
    .filter(({ name, data }) => name === "metrics" && data.run === run.id)
    .flatMap(({ data }) => data.points.map(({ step }: { step: number }) => step));
const oneTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

it("sends a run's points as they come, each once, and its row", async () => {
  const stream = await listen(page);
  expect(stream.response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  const run = await start();
  for (let step = 1; step <= 30; step++) {
    run.log({ loss: 1 / step }, { step });
    await run.flush();
  }
  await run.finish();
  await until(
    () => steps(stream.events, run).length === 30 && stream.of("run").at(-1)?.data.state === "finished",
  );
  expect(steps(stream.events, run)).toEqual(oneTo(30));
  await stream.close();
});

it("sends at most ten events a second for each run, however fast it logs", async () => {
  const stream = await listen(page);
  const run = await start();
  const began = performance.now();
  const end = began + 1500;
  for (let step = 1; performance.now() < end; step++) {
    run.log({ loss: 1 / step }, { step });
    await run.flush();
  }
  await run.finish();
  await until(() => stream.of("run").at(-1)?.data.state === "finished");
  const rounds = Math.ceil((performance.now() - began) / 200) + 1;
  const ofRun = stream.events.filter(({ data }) => data.run === run.id || data.id === run.id);
  expect(ofRun.length).toBeGreaterThan(4);
  expect(ofRun.length).toBeLessThanOrEqual(2 * rounds);
  await stream.close();
});

it("goes on behind Last-Event-ID, and behind the cursor that the points came with", async () => {
  const run = await start();
  run.log({ loss: 1 }, { step: 1 });
  await run.flush();
  const first = await listen(page);
  run.log({ loss: 1 }, { step: 2 });
  await run.flush();
  await until(() => steps(first.events, run).includes(2));
  await until(() => first.events.at(-1)?.id !== undefined);
  const lastEventId = first.events.findLast(({ id }) => id !== undefined)!.id!;
  await first.close();
  const { cursor } = (await page.get(`/api/runs/${run.id}/metrics`)).body;

  run.log({ loss: 1 }, { step: 3 });
  await run.finish();
  await until(async () => (await page.get(`/api/runs/${run.id}`)).body.row.state === "finished");
  for (const options of [{ lastEventId }, { after: cursor }]) {
    const second = await listen(page, options);
    await until(() => second.of("run").some(({ data }) => data.state === "finished"));
    await until(() => steps(second.events, run).length > 0);
    expect(steps(second.events, run)).toEqual([3]);
    await second.close();
  }
});

it("a cursor of another index is told to fetch again", async () => {
  for (const lastEventId of ["000000000000.5.5", `${(await page.get("/api/runs")).body.total}`]) {
    const stream = await listen(page, { lastEventId });
    await until(() => stream.of("hello").length === 1);
    if (lastEventId.includes(".")) await until(() => stream.of("resync").length === 1);
    await stream.close();
  }
});

it("an attempt that takes over comes with the cut", async () => {
  const stream = await listen(page);
  const run = await start();
  for (let step = 1; step <= 5; step++) run.log({ loss: 1 }, { step });
  await run.flush();
  await until(() => steps(stream.events, run).length === 5);
  const next = await resume({ workspace: page.place.workspace, id: run.id, fromStep: 3 });
  next.log({ loss: 2 }, { step: 4 });
  await next.finish();
  await run.finish();
  await until(() => steps(stream.events, run).length === 6);
  expect(stream.of("metrics").flatMap(({ data }) => data.cuts)).toEqual([{ attempt: 2, step: 3 }]);
  await stream.close();
});

it("a reader that does not read costs little memory, holds nobody up, and is told to fetch again", async () => {
  const run = await start();
  const index = new RunIndex(page.place.workspace, Date.now);
  while (index.sync(run.id));
  const slowBytes = 20_000;
  const stream = new EventStream({ index: () => index, roundMs: 5, slowBytes, behind: 10_000 });
  const responses: ServerResponse[] = [];
  const server = createServer((_, response) => {
    responses.push(response);
    stream.add(response, undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  const connect = () =>
    new Promise<IncomingMessage>((resolve) => {
      request(address).once("response", resolve).end();
    });
  const texts = { slow: "", quick: "" };
  const slow = await connect();
  slow.pause();
  const quick = await connect();
  quick.setEncoding("utf8").on("data", (part: string) => {
    texts.quick += part;
  });

  let step = 0;
  const more = async (reached: () => boolean) => {
    while (!reached()) {
      for (let k = 0; k < 1000; k++)
        run.log({ a_metric_with_a_rather_long_name: step / 7 }, { step: ++step });
      await run.flush();
      while (index.sync(run.id));
      stream.changed();
      await until(() => texts.quick.includes(`"step":${step},`));
    }
  };
  // The system keeps some for it; then the server holds back.
  await more(() => responses[0]!.writableLength >= slowBytes);
  const waiting = responses[0]!.writableLength;
  const from = step;
  await more(() => step >= from + 12_000);
  expect(responses[0]!.writableLength).toBe(waiting);
  expect(texts.quick).not.toContain("resync");

  slow.setEncoding("utf8").on("data", (part: string) => {
    texts.slow += part;
  });
  slow.resume();
  await until(() => texts.slow.includes("event: resync"));
  await more(() => step >= from + 13_000);
  await until(() => texts.slow.includes(`"step":${step},`));
  for (const response of [slow, quick]) response.destroy();
  stream.close();
  server.close();
  index.close();
  await run.finish();
});

it("numbers that a second reading of a long run used up are not taken for points: nobody is told to fetch again", async () => {
  const run = await start();
  for (let step = 1; step <= 300; step++) run.log({ loss: step }, { step });
  await run.flush();
  const index = new RunIndex(page.place.workspace, Date.now);
  while (index.sync(run.id));
  index.close();
  const again = new RunIndex(page.place.workspace, Date.now);
  while (again.sync(run.id)); // As a server does that is started anew.
  const stream = new EventStream({ index: () => again, roundMs: 5, behind: 200 });
  const server = createServer((_, response) => void stream.add(response, undefined));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  let text = "";
  const response = await new Promise<IncomingMessage>((resolve) => {
    request(address).once("response", resolve).end();
  });
  response.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  await until(() => text.includes("event: hello"));
  run.log({ loss: 0 }, { step: 301 });
  await run.finish();
  while (again.sync(run.id));
  stream.changed();
  await until(() => text.includes('"step":301,'));
  expect(text).not.toContain("resync");
  response.destroy();
  stream.close();
  server.close();
  again.close();
});

it("needs a session", async () => {
  const refused = await fetch(`${page.started.address}/api/events`);
  expect(refused.status).toBe(401);
});
