import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openPage, type Page } from "./server.fixture.ts";

let page: Page;
let file = "";
beforeAll(async () => {
  page = await openPage();
  file = path.join(page.place.workspace, "views.json");
});
beforeEach(() => rmSync(file, { force: true }));
afterAll(() => page.close());

const put = (name: string, query: unknown) =>
  page.send("PUT", `/api/views/${encodeURIComponent(name)}`, { query });
const views = async () => (await page.get("/api/views")).body;
const drop = async (name: string) => {
  const response = await fetch(`${page.started.address}/api/views/${encodeURIComponent(name)}`, {
    method: "DELETE",
    headers: { cookie: page.cookie, origin: page.started.address },
  });
  return { status: response.status, body: await response.json() };
};
const inFolder = () => readdirSync(page.place.workspace).filter((name) => name.includes("views"));

it("a view is kept under its name, again with another query, and dropped", async () => {
  expect(await views()).toEqual({ views: {} });
  expect((await put("Best lr", "by=none&sort=-metric.acc")).body).toEqual({
    views: { "Best lr": "by=none&sort=-metric.acc" },
  });
  await put("Failed", "where=state%3Afailed");
  await put("Best lr", "by=sweep");
  expect(await views()).toEqual({ views: { Failed: "where=state%3Afailed", "Best lr": "by=sweep" } });
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({ format: 1, ...(await views()) });
  expect((await drop("Failed")).body).toEqual({ views: { "Best lr": "by=sweep" } });
  expect((await drop("Failed")).status).toBe(404);
});

it("names with slashes, quotes or of an object's own are names like others, and lead nowhere", async () => {
  for (const name of ["../../etc/passwd", 'a "b"', "__proto__", "constructor", "größer", "7"])
    expect((await put(name, "by=none")).status, name).toBe(200);
  expect(Object.keys((await views()).views).sort()).toEqual(
    ["../../etc/passwd", "7", "__proto__", 'a "b"', "constructor", "größer"].sort(),
  );
  expect(inFolder()).toEqual(["views.json"]);
});

it("refuses names and queries that are none, and then writes nothing", async () => {
  for (const name of [" a", "a ", "a\nb", "x".repeat(81), "\u202e"]) {
    const refused = await put(name, "by=none");
    expect([refused.status, refused.body.error]).toEqual([400, expect.stringMatching(/^views: given/)]);
  }
  for (const query of [undefined, 3, null, "a b", "?by=none", "x".repeat(8001), "ä"]) {
    const refused = await put("a", query);
    expect([refused.status, refused.body.error]).toEqual([400, expect.stringMatching(/^views: needed/)]);
  }
  expect((await put("a", "x".repeat(40_000))).status).toBe(413);
  expect(existsSync(file)).toBe(false);
});

it("keeps at most 200, and says so", async () => {
  const many = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`view ${i}`, "by=none"]));
  writeFileSync(file, JSON.stringify({ format: 1, views: many }));
  const refused = await put("one more", "by=none");
  expect([refused.status, refused.body.error]).toEqual([409, expect.stringMatching(/200 are kept already/)]);
  expect((await put("view 3", "by=sweep")).status).toBe(200);
});

describe("a damaged file", () => {
  it.each([
    "not json",
    "[]",
    "null",
    '{"format":2,"views":{}}',
    '{"format":1,"views":{"a":3}}',
    '{"format":1,"views":[]}',
  ])("%s is said and left as it is, and set aside once a view is kept", async (text) => {
    writeFileSync(file, text);
    const before = inFolder();
    expect(await views()).toEqual({ views: {}, problem: expect.stringMatching(/views\.json is damaged/) });
    expect(readFileSync(file, "utf8")).toBe(text);
    expect((await put("a", "by=none")).body).toEqual({ views: { a: "by=none" } });
    const [aside] = inFolder().filter((name) => !before.includes(name));
    expect(aside).toMatch(/^views\.damaged-\d+\.json$/);
    expect(readFileSync(path.join(page.place.workspace, aside!), "utf8")).toBe(text);
  });
});

it("without a workspace nothing is kept, and the reason is the answer", async () => {
  const mark = path.join(page.place.workspace, ".blankfile", "workspace.json");
  const text = readFileSync(mark, "utf8");
  rmSync(mark);
  try {
    expect(await views()).toEqual({ views: {} });
    for (const refused of [await put("a", "by=none"), await drop("a")])
      expect([refused.status, refused.body.error]).toEqual([503, expect.stringMatching(/no workspace/)]);
    expect(existsSync(file)).toBe(false);
  } finally {
    writeFileSync(mark, text);
  }
});

it("forty pages at once lose none of their views", async () => {
  const names = Array.from({ length: 40 }, (_, i) => `view ${i}`);
  await Promise.all(names.map((name) => put(name, "by=none")));
  expect(Object.keys((await views()).views).sort()).toEqual(names.sort());
});

it("without a session there is no view to see", async () => {
  expect((await fetch(`${page.started.address}/api/views`)).status).toBe(401);
});
