import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { listen, openPage, type Page, until } from "./server.fixture.ts";

let page: Page;
let file = "";
beforeAll(async () => {
  page = await openPage();
  file = path.join(page.place.workspace, "progress.jsonl");
});
afterAll(() => page.close());

const claim = (id: string, at = 1) => ({ id, at, kind: "claim", topic: "chain-rule" });
const post = (...events: unknown[]) => page.send("POST", "/api/progress", { events });
const ids = async () => (await page.get("/api/progress")).body.events.map(({ id }: { id: string }) => id);

it("appends what is new, each id once", async () => {
  expect((await post(claim("a"), claim("b"), claim("a"))).body).toEqual({ added: 2 });
  expect((await post(claim("b"), claim("c"))).body).toEqual({ added: 1 });
  expect(await ids()).toEqual(["a", "b", "c"]);
  expect(readFileSync(file, "utf8").trim().split("\n")).toHaveLength(3);
});

it("sets a damaged line aside and goes on behind a torn one", async () => {
  appendFileSync(file, 'garbage\n{"id":"torn","at":1,"ki');
  expect((await post(claim("d"))).body).toEqual({ added: 1 });
  const { body } = await page.get("/api/progress");
  expect(body.events.map(({ id }: { id: string }) => id)).toEqual(["a", "b", "c", "d"]);
  expect(body.damaged.map(({ line }: { line: number }) => line)).toEqual([4, 5]);
  expect(readFileSync(file, "utf8")).toContain("garbage\n");
});

it("refuses what is no event, and then writes nothing", async () => {
  const before = readFileSync(file, "utf8");
  for (const wrong of [
    { ...claim("x"), kind: "win" },
    { ...claim("x"), at: "now" },
    { ...claim("x"), id: "" },
    null,
    "x",
  ]) {
    const refused = await post(claim("y"), wrong);
    expect([refused.status, refused.body.error]).toEqual([400, expect.stringMatching(/^progress: /)]);
  }
  expect((await page.send("POST", "/api/progress", { event: claim("x") })).status).toBe(400);
  expect((await page.send("POST", "/api/progress", [])).status).toBe(400);
  expect(readFileSync(file, "utf8")).toBe(before);
});

it("tells the pages of events that came another way", async () => {
  const stream = await listen(page);
  appendFileSync(file, `${JSON.stringify(claim("from the command line"))}\n`);
  await until(() => stream.of("progress").length > 0);
  expect(stream.of("progress")[0]!.data).toEqual({ added: 1 });
  await stream.close();
});

it("many at once from many pages are all kept", async () => {
  writeFileSync(file, "");
  await Promise.all(Array.from({ length: 40 }, (_, i) => post(claim(`n${i}`), claim(`n${i + 1}`))));
  expect(new Set(await ids()).size).toBe(41);
  expect(readFileSync(file, "utf8").trim().split("\n")).toHaveLength(41);
});
