import { rmSync } from "node:fs";
import { createServer, connect as dial, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { init, type Run, readRun } from "@blankfile/tracking/node";
import { afterAll, beforeAll, expect, it } from "vitest";
import { indexAndFold, syncAll } from "./runs/index-equals-fold.fixture.ts";
import { RunIndex } from "./runs/run-index.ts";
import { makePlace, type Place, until } from "./server.fixture.ts";
import { killChildren, openChild, type ServerChild } from "./server-child.fixture.ts";

let place: Place;
beforeAll(() => {
  place = makePlace();
});
afterAll(() => {
  killChildren();
  rmSync(place.root, { recursive: true, force: true });
});

const begin = () =>
  init({ workspace: place.workspace, experiment: "test/long", config: {}, seed: 1, code: {}, systemMs: 0 });
const stepsOf = (run: Run) =>
  readRun(place.workspace, run.id, Date.now())
    .metrics.get("loss")!
    .map(({ step }) => step);

async function log(run: Run, from: number, to: number): Promise<void> {
  for (let step = from; step <= to; step++) {
    run.log({ loss: step }, { step });
    if (step % 500 === 0) await run.flush();
  }
  await run.flush();
}

/** What a page does with the events of one run: a point at a step that it has replaces it, and `resync` fetches all again. */
class Listener {
  readonly points = new Map<number, number>();
  resyncs = 0;
  #lastId: string | undefined;
  #stream: Awaited<ReturnType<ServerChild["listen"]>> | undefined;
  #read = 0;
  readonly #run: string;

  constructor(run: string) {
    this.#run = run;
  }

  async connect(server: ServerChild, address?: string): Promise<void> {
    if (this.#lastId === undefined) await this.#fetch(server);
    this.#read = 0;
    const from = this.#lastId === undefined ? {} : { lastEventId: this.#lastId };
    this.#stream = await server.listen({ ...from, ...(address !== undefined && { address }) });
  }

  /** Takes in what has come. */
  async look(server: ServerChild): Promise<void> {
    const { events } = this.#stream!;
    for (; this.#read < events.length; this.#read++) {
      const { name, data, id } = events[this.#read]!;
      if (id !== undefined) this.#lastId = id;
      if (name === "metrics" && data.run === this.#run)
        for (const { key, step, value } of data.points) if (key === "loss") this.points.set(step, value);
      if (name !== "resync") continue;
      this.resyncs += 1;
      await this.#fetch(server);
    }
  }

  async #fetch(server: ServerChild): Promise<void> {
    const { body } = await server.call(`/api/runs/${this.#run}/metrics?max=0`);
    if (body.points === undefined) return; // It has not read the run yet: its events will bring everything.
    this.#lastId = String(body.cursor);
    for (const { key, step, value } of body.points as { key: string; step: number; value: number }[])
      if (key === "loss") this.points.set(step, value);
  }

  close(): Promise<void> {
    return this.#stream!.close();
  }
}

const oneTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
const sorted = (points: ReadonlyMap<number, number>) => [...points.keys()].sort((a, b) => a - b);

it("kill -9 of the server while it indexes and while pages listen: they go on by Last-Event-ID, with nothing lost or doubled", {
  timeout: 300_000,
}, async () => {
  const large = await begin();
  await log(large, 1, 20_000); // Long enough to be killed in the middle of it.
  const run = await begin();
  let step = 0;
  let goesOn = true;
  const training = (async () => {
    for (; goesOn; await sleep(5)) await log(run, ++step, (step += 9));
  })();
  const listeners = [1, 2, 3].map(() => new Listener(run.id));
  for (let round = 0; round < 6; round++) {
    const server = await openChild(place.root);
    if (round > 1) for (const one of listeners) await one.connect(server);
    await sleep([0, 150, 400, 30, 700, 250][round]!);
    await server.kill();
    if (round > 1)
      for (const one of listeners) {
        await one.look(server).catch(() => {}); // Whoever is told to fetch again finds nobody.
        await one.close();
      }
  }
  goesOn = false;
  await training;
  await run.finish();
  const server = await openChild(place.root);
  for (const one of listeners) await one.connect(server);
  for (const one of listeners)
    await until(async () => {
      await one.look(server);
      return one.points.size >= step;
    });
  for (const one of listeners) {
    expect(sorted(one.points)).toEqual(stepsOf(run));
    await one.close();
  }
  await until(async () => (await server.call(`/api/runs/${large.id}`)).status === 200);
  await large.finish();
  await server.kill();
  const index = new RunIndex(place.workspace, Date.now);
  syncAll(index);
  const { fromIndex, fromFolders } = await indexAndFold(index, place.workspace, Date.now());
  expect(fromIndex).toEqual(fromFolders);
  index.close();
});

it.skipIf(process.platform === "win32")(
  "a server that stands still for five seconds goes on where it was, on the same streams",
  { timeout: 240_000 },
  async () => {
    const run = await begin();
    const server = await openChild(place.root);
    await until(async () => (await server.call(`/api/runs/${run.id}`)).status === 200);
    const one = new Listener(run.id);
    await one.connect(server);
    await log(run, 1, 100);
    server.signal("SIGSTOP");
    await log(run, 101, 300);
    await sleep(5000);
    server.signal("SIGCONT");
    await log(run, 301, 400);
    await until(async () => {
      await one.look(server);
      return one.points.size === 400;
    });
    expect(sorted(one.points)).toEqual(oneTo(400));
    expect(one.resyncs).toBe(0);
    await one.close();
    await run.finish();
    await server.kill();
  },
);

it("a network that swallows everything and then breaks: the page connects again and has every step", {
  timeout: 240_000,
}, async () => {
  const run = await begin();
  const server = await openChild(place.root);
  await until(async () => (await server.call(`/api/runs/${run.id}`)).status === 200);
  const network = await proxyTo(Number(new URL(server.address).port));
  const one = new Listener(run.id);
  await one.connect(server, network.address);
  await log(run, 1, 100);
  await until(async () => {
    await one.look(server);
    return one.points.size === 100;
  });
  network.swallow();
  await log(run, 101, 2000);
  await sleep(2000);
  await one.look(server);
  expect(one.points.size).toBe(100);
  network.cut();
  await one.close();
  await one.connect(server, network.address);
  await log(run, 2001, 2100);
  await until(async () => {
    await one.look(server);
    return one.points.size === 2100;
  });
  expect(sorted(one.points)).toEqual(oneTo(2100));
  expect(one.resyncs).toBe(0);
  await one.close();
  network.close();
  await run.finish();
  await server.kill();
});

it.skipIf(process.platform !== "linux")(
  "forty pages that stop reading cost the server no memory and the others nothing; once one reads, it is told to fetch again",
  { timeout: 120_000 },
  async () => {
    const run = await begin();
    const server = await openChild(place.root);
    await until(async () => (await server.call(`/api/runs/${run.id}`)).status === 200);
    const silent = await Promise.all(Array.from({ length: 40 }, () => silentReader(server)));
    const slow = silent[0]!;
    const quick = new Listener(run.id);
    await quick.connect(server);
    const caughtUp = async (step: number) =>
      until(async () => {
        await quick.look(server);
        return quick.points.size === step;
      });
    await log(run, 1, 20_000);
    await caughtUp(20_000);
    const before = server.memory();
    for (let step = 20_000; step < 200_000; step += 20_000) {
      await log(run, step + 1, step + 20_000);
      await caughtUp(step + 20_000);
    }
    expect(quick.resyncs).toBe(0);
    // 180,000 points of 90 bytes for each of forty pages were 650 MB; the run itself, which is open, takes a part of this.
    expect(server.memory() - before).toBeLessThan(250e6);
    expect(slow.text()).not.toContain('"step":200000,');
    slow.resume();
    await until(() => slow.text().includes("event: resync"));
    await log(run, 200_001, 200_100);
    await until(() => slow.text().includes('"step":200100,'));
    for (const one of silent) one.close();
    await quick.close();
    await run.finish();
    await server.kill();
  },
);

/** A way to the server on which nothing may come through any more. */
async function proxyTo(port: number) {
  const sockets = new Set<Socket>();
  let swallows = false;
  const proxy = createServer((near) => {
    const far = dial(port, "127.0.0.1");
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on("data", (bytes) => {
        // The Host names the port that the server listens on, as it would without a proxy.
        const text = bytes.toString("latin1").replace(/^Host: .*$/im, `Host: 127.0.0.1:${port}`);
        if (!swallows) to.write(Buffer.from(text, "latin1"));
      });
      from.on("error", () => to.destroy());
      from.on("close", () => to.destroy());
    }
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${(proxy.address() as { port: number }).port}`,
    swallow: () => {
      swallows = true;
    },
    cut: () => {
      for (const socket of sockets) socket.destroy();
      sockets.clear();
      swallows = false;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      proxy.close();
    },
  };
}

/** Asks for the events, and reads none of them until it is told to. */
async function silentReader({ address, cookie }: ServerChild) {
  const { port, host } = new URL(address);
  const socket = dial(Number(port), "127.0.0.1");
  let text = "";
  socket.pause();
  socket.write(`GET /api/events HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\n\r\n`);
  socket.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  socket.pause();
  await sleep(300);
  return { text: () => text, resume: () => socket.resume(), close: () => socket.destroy() };
}
