import { mkdirSync, rmSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { framePolicy, openPage, type Page, raw } from "./server.fixture.ts";

let page: Page;
beforeAll(async () => {
  page = await openPage();
});
afterAll(() => page.close());

it("pages come without a session, with their type, and are asked for again each time", async () => {
  const home = await raw(page.started.address, { path: "/" });
  expect(home.text).toContain("Home");
  expect(home.headers).toMatchObject({
    "content-type": expect.stringMatching(/^text\/html; charset=utf-8$/i),
    "cache-control": "no-cache",
  });
  const { etag } = home.headers;
  expect((await raw(page.started.address, { path: "/", headers: { "if-none-match": etag! } })).status).toBe(
    304,
  );
});

it("a page may be asked for without its last slash", async () => {
  const moved = await raw(page.started.address, { path: "/topics/chain-rule" });
  expect([moved.status, moved.headers.location]).toEqual([301, "/topics/chain-rule/"]);
  expect((await raw(page.started.address, { path: "/topics/chain-rule/" })).text).toContain("Chain rule");
});

it("files whose name has a hash are kept for ever", async () => {
  const script = await raw(page.started.address, { path: "/_astro/app.abc123.js" });
  expect(script.headers).toMatchObject({
    "content-type": expect.stringContaining("javascript"),
    "cache-control": "public, max-age=31536000, immutable",
  });
  const data = await raw(page.started.address, { path: "/data/digits.bin" });
  expect(data.headers["content-type"]).toBe("application/octet-stream");
});

it("every document is isolated, so that threads work, and none may be framed elsewhere", async () => {
  for (const path of ["/", "/_astro/app.abc123.js", "/sandbox/frame.html", "/nowhere/"])
    expect((await raw(page.started.address, { path })).headers).toMatchObject({
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-embedder-policy": "require-corp",
      "x-content-type-options": "nosniff",
    });
  const policy = (await raw(page.started.address, { path: "/" })).headers["content-security-policy"];
  expect(policy).toContain("frame-ancestors 'none'");
  // Scripts and styles are the business of the page's own policy.
  expect(policy).not.toMatch(/script-src|style-src|default-src/);
});

it("the sandbox's frame has its own policy as a header, and an opaque origin wherever it is opened", async () => {
  const frame = await raw(page.started.address, { path: "/sandbox/frame.html" });
  expect(frame.headers["content-security-policy"]).toBe(
    `${framePolicy}; sandbox allow-scripts; frame-ancestors 'self'`,
  );
});

it("what is not there gets the site's page for it", async () => {
  const missing = await raw(page.started.address, { path: "/topics/no-such-topic/" });
  expect(missing.status).toBe(404);
  expect(missing.text).toContain("No such page");
  expect((await raw(page.started.address, { path: "/", method: "POST" })).status).toBe(404);
});

it("no path leads out of the site", async () => {
  for (const path of [
    "/../secret.txt",
    "/..%2fsecret.txt",
    "/%2e%2e/secret.txt",
    "/_astro/../../secret.txt",
    "/..%5csecret.txt",
    "//secret.txt",
    "/%00",
  ]) {
    const answer = await raw(page.started.address, { path });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.text).not.toContain("secret\n");
    expect(answer.text).not.toBe("secret");
  }
});

it("says how to build the pages where there are none", async () => {
  const other = await openPage();
  rmSync(other.place.site, { recursive: true });
  mkdirSync(other.place.site);
  const answer = await raw(other.started.address, { path: "/" });
  expect([answer.status, JSON.parse(answer.text).error]).toEqual([
    503,
    expect.stringContaining("npm run build"),
  ]);
  await other.close();
});
