import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openPage, type Page, raw } from "./server.fixture.ts";

let page: Page;
let folder = "";
beforeEach(async () => {
  page = await openPage();
  folder = path.join(page.place.workspace, "exercises");
});
afterEach(() => page.close());

const route = "/api/exercises/softmax";
const put = (text: unknown, hash: unknown) => page.send("PUT", route, { text, hash });

it("is not there, then saved, then read with the hash of its text", async () => {
  expect((await page.get(route)).body).toEqual({ text: null, hash: null });
  const saved = await put("export const x = 1;\n", null);
  expect(saved.status).toBe(200);
  expect(readFileSync(path.join(folder, "softmax.ts"), "utf8")).toBe("export const x = 1;\n");
  expect((await page.get(route)).body).toEqual({ text: "export const x = 1;\n", hash: saved.body.hash });
  expect((await put("export const x = 2;\n", saved.body.hash)).status).toBe(200);
  expect(readdirSync(folder)).toEqual(["softmax.ts"]);
});

it("a text that was changed elsewhere is not overwritten: 409 with that text", async () => {
  const { hash } = (await put("mine", null)).body;
  writeFileSync(path.join(folder, "softmax.ts"), "from an editor");
  for (const stale of [hash, null]) {
    const refused = await put("mine again", stale);
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({
      error: expect.stringContaining("changed elsewhere"),
      text: "from an editor",
    });
  }
  const { hash: seen } = (await page.get(route)).body;
  expect((await put("mine again", seen)).status).toBe(200);
  // The same text needs no hash: it is there.
  expect((await put("mine again", null)).status).toBe(200);
});

it("of two pages that save on the same text one wins, and the other gets its text", async () => {
  const { hash } = (await put("start", null)).body;
  const answers = await Promise.all(["left", "right"].map((text) => put(text, hash)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const winner = readFileSync(path.join(folder, "softmax.ts"), "utf8");
  expect(answers.find(({ status }) => status === 409)!.body.text).toBe(winner);
});

it("only exercises of the content have a file, and no name leads elsewhere", async () => {
  for (const slug of [
    "no-such",
    "..%2f..%2fsecret",
    "%2e%2e",
    "softmax.ts",
    "softmax%2f..%2fsoftmax",
    "softmax%00",
    "Softmax",
    "con",
  ]) {
    const answer = await raw(page.started.address, {
      path: `/api/exercises/${slug}`,
      method: "PUT",
      headers: { cookie: page.cookie, "content-type": "application/json" },
      body: JSON.stringify({ text: "x", hash: null }),
    });
    expect(answer.status).toBe(404);
  }
  expect(existsSync(folder)).toBe(false);
});

it("refuses what is no text or too much of it", async () => {
  expect((await put(7, null)).status).toBe(400);
  expect((await put("x", undefined)).status).toBe(400);
  expect((await put("x".repeat(300_000), null)).status).toBe(413);
});

it("a full disk is said, and the old text stays", async () => {
  const { hash } = (await put("old", null)).body;
  // Whatever is written to this device finds the disk full.
  symlinkSync("/dev/full", path.join(folder, `.softmax.ts.${process.pid}`));
  const refused = await put("new", hash);
  expect([refused.status, refused.body.error]).toEqual([
    503,
    expect.stringContaining("exercise softmax: the disk is full"),
  ]);
  expect(readFileSync(path.join(folder, "softmax.ts"), "utf8")).toBe("old");
  expect((await put("new", hash)).status).toBe(200);
});

it("a folder where the file should be is no file", async () => {
  mkdirSync(path.join(folder, "softmax.ts"), { recursive: true });
  expect((await page.get(route)).body).toEqual({ text: null, hash: null });
});
