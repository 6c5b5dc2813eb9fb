import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { init } from "@blankfile/tracking/node";
import { afterAll, expect, it } from "vitest";
import { makePlace, type Place, until } from "./server.fixture.ts";
import { hasSmallDisks, killChildren, openChild, type ServerChild } from "./server-child.fixture.ts";

const places: Place[] = [];
afterAll(() => {
  killChildren();
  for (const { root } of places) rmSync(root, { recursive: true, force: true });
});

/** A workspace with one finished run. */
async function placeWithRun() {
  const place = makePlace();
  places.push(place);
  const options = { workspace: place.workspace, experiment: "nn/digits-mlp", config: {}, seed: 1, code: {} };
  const run = await init(options);
  for (let step = 1; step <= 50; step++) run.log({ loss: 1 / step }, { step });
  await run.finish();
  return { place, run };
}

/** The workspace as the server's process sees it. */
const seenBy = ({ pid }: ServerChild, { workspace }: Place) => path.join(`/proc/${pid}/root`, workspace);

/** Takes what is free. */
function fill(folder: string): void {
  for (let size = 65_536; size >= 1; size = Math.floor(size / 2))
    for (;;)
      try {
        writeFileSync(path.join(folder, "fill"), Buffer.alloc(size), { flag: "a" });
      } catch {
        break;
      }
}

const claim = (id: string) => ({ id, at: 1, kind: "claim", topic: "chain-rule" });
const post = (server: ServerChild, route: string, body: unknown, method = "POST") =>
  server.call(route, { method, body: JSON.stringify(body) });

it.skipIf(!hasSmallDisks)(
  "a disk that is full: what would be written is refused with the reason, all that is there can be read, and it goes on once there is room",
  { timeout: 240_000 },
  async () => {
    const { place, run } = await placeWithRun();
    const server = await openChild(place.root, { disk: 2 ** 20 });
    const disk = seenBy(server, place);
    await until(async () => (await server.call("/api/runs")).body.total === 1);
    expect((await server.call("/api/workspace")).body).toMatchObject({ writable: true, index: "file" });
    expect((await post(server, "/api/progress", { events: [claim("a")] })).body).toEqual({ added: 1 });

    fill(disk);
    const long = Array.from({ length: 2000 }, (_, i) => claim(`later-${i}`));
    const record = JSON.parse(readFileSync(path.join(run.folder, "run.json"), "utf8")) as object;
    const imported = { ...record, id: "20261104-090507-mlp-0001" };
    const events = [{ seq: 1, at: 1, kind: "note", text: "x".repeat(100_000) }];
    for (const refused of [
      await post(server, "/api/progress", { events: long }),
      await post(server, "/api/exercises/softmax", { text: "x".repeat(100_000), hash: null }, "PUT"),
      await post(server, "/api/runs/import", { record: imported, events }),
    ])
      expect(refused).toEqual({
        status: 503,
        body: {
          error: expect.stringContaining(
            "the disk is full, needed free space; nothing that was stored is lost",
          ),
        },
      });
    expect((await server.call("/api/runs")).body).toMatchObject({ total: 1 });
    expect((await server.call(`/api/runs/${run.id}/metrics`)).body.total).toBe(50);
    // What fitted into the last page of the disk was written, up to a torn line; it is sent again, and counts once.
    const part = (await server.call("/api/progress")).body.events as { id: string }[];
    expect(part.slice(0, 2)).toEqual([claim("a"), claim("later-0")]);
    expect(part.length).toBeLessThan(200);
    expect((await server.call("/api/exercises/softmax")).body).toEqual({ text: null, hash: null });

    rmSync(path.join(disk, "fill"));
    const added = 2001 - part.length;
    expect((await post(server, "/api/progress", { events: long })).body).toEqual({ added });
    const again = await post(server, "/api/runs/import", { record: imported, events });
    expect(again.body).toMatchObject({ imported: true });
    const { events: kept, damaged } = (await server.call("/api/progress")).body;
    expect(new Set((kept as { id: string }[]).map(({ id }) => id)).size).toBe(2001);
    expect((damaged as unknown[]).length).toBeLessThanOrEqual(1);
    await until(async () => (await server.call("/api/runs")).body.total === 2);
    await server.kill();
  },
);

it.skipIf(!hasSmallDisks)(
  "an index that no longer fits on the disk goes on in memory, and says what the folders say",
  { timeout: 240_000 },
  async () => {
    const { place, run } = await placeWithRun();
    const server = await openChild(place.root, { disk: 2 ** 20 });
    const disk = seenBy(server, place);
    await until(async () => (await server.call("/api/runs")).body.total === 1);
    // Further runs, of which the disk takes the files and not the index.
    const other = path.join(disk, "runs", "20261104-090507-mlp-0002");
    cpSync(run.folder, other, { recursive: true });
    const file = path.join(other, "run.json");
    const text = readFileSync(file, "utf8").replaceAll(run.id, path.basename(other));
    writeFileSync(file, text);
    const events = path.join(other, "attempts", "1", "events.jsonl");
    const lines = Array.from({ length: 3000 }, (_, i) =>
      JSON.stringify({ seq: 53 + i, at: 1, kind: "metrics", step: 51 + i, values: { loss: i } }),
    );
    appendFileSync(events, `${lines.join("\n")}\n`);
    fill(disk);
    await until(async () => (await server.call("/api/workspace")).body.index === "memory");
    await until(async () => (await server.call("/api/runs")).body.total === 2);
    const { body } = await server.call(`/api/runs/${path.basename(other)}/metrics?max=0`);
    expect(body.total).toBe(3050);
    await server.kill();
  },
);

it.skipIf(!hasSmallDisks)(
  "a server that starts on a full disk serves what is there",
  { timeout: 240_000 },
  async () => {
    const { place, run } = await placeWithRun();
    mkdirSync(path.join(place.workspace, "exercises"));
    writeFileSync(path.join(place.workspace, "exercises", "softmax.ts"), "x".repeat(64 * 1024));
    // Nine files in ten folders, of which each takes a page of 4 kB: 20 kB are left, and an index takes more.
    const server = await openChild(place.root, { disk: 120 * 1024 });
    await until(async () => (await server.call("/api/runs")).body.total === 1);
    expect((await server.call("/api/workspace")).body).toMatchObject({ index: "memory" });
    expect((await server.call(`/api/runs/${run.id}/metrics`)).body.total).toBe(50);
    await server.kill();
  },
);
