import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPage, type Page, raw } from "./server.fixture.ts";

let page: Page;
beforeAll(async () => {
  page = await openPage();
});
afterAll(() => page.close());

const host = () => new URL(page.started.address).host;
const ask = (headers: Record<string, string>, more: Partial<Parameters<typeof raw>[1]> = {}) =>
  raw(page.started.address, { path: "/api/progress", headers: { cookie: page.cookie, ...headers }, ...more });
const post = (headers: Record<string, string>) =>
  ask({ "content-type": "application/json", ...headers }, { method: "POST", body: '{"events":[]}' });

describe("the address that opens a session", () => {
  it("sets a cookie that no script reads and no other site sends, and one by which pages know the server", async () => {
    const opened = await fetch(page.started.newUrl(), { redirect: "manual" });
    expect(opened.status).toBe(302);
    expect(opened.headers.get("location")).toBe("/");
    const port = new URL(page.started.address).port;
    expect(opened.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        new RegExp(`^blankfile-session-${port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`),
      ),
      `blankfile-${port}=1; Path=/; SameSite=Strict`,
    ]);
  });

  it("works once; whoever has the session may open it again", async () => {
    const url = page.started.newUrl();
    expect((await fetch(url, { redirect: "manual" })).status).toBe(302);
    const again = await fetch(url, { redirect: "manual" });
    expect(again.status).toBe(403);
    expect(await again.json()).toEqual({
      error: expect.stringContaining("open: given a token that is unknown or was used"),
    });
    expect((await fetch(url, { redirect: "manual", headers: { cookie: page.cookie } })).status).toBe(302);
  });

  it("is not used up by a browser that looks ahead", async () => {
    const url = page.started.newUrl();
    expect((await fetch(url, { headers: { "sec-purpose": "prefetch;prerender" } })).status).toBe(503);
    expect((await fetch(url, { redirect: "manual" })).status).toBe(302);
  });

  it("a forged, empty or repeated token opens nothing", async () => {
    for (const query of ["", "?token=", `?token=${"A".repeat(43)}`, "?token=a&token=b", "?token[x]=1"]) {
      const refused = await raw(page.started.address, { path: `/open${query}` });
      expect(refused.status).toBe(403);
      expect(refused.headers["set-cookie"]).toBeUndefined();
    }
  });
});

describe("the interface", () => {
  it("is closed without the cookie, and with a forged one", async () => {
    const port = new URL(page.started.address).port;
    for (const cookie of [
      "",
      `blankfile-${port}=1`,
      `blankfile-session-${port}=${"A".repeat(43)}`,
      `blankfile-session-${port}=`,
    ]) {
      const refused = await raw(page.started.address, { path: "/api/workspace", headers: { cookie } });
      expect(refused.status).toBe(401);
      expect(JSON.parse(refused.text).error).toContain("session: given no cookie of this server");
    }
  });

  it("is open with it", async () => {
    expect(await page.get("/api/workspace")).toMatchObject({
      status: 200,
      body: { name: "workspace", writable: true },
    });
  });

  it("answers a foreign Host with 403, pages too: a name that was made to point here gets nothing", async () => {
    for (const name of [
      "evil.example",
      `evil.example:${new URL(page.started.address).port}`,
      "127.0.0.1",
      "127.0.0.1:1",
      "127.0.0.1.evil.example",
    ]) {
      expect((await ask({ host: name })).status).toBe(403);
      expect((await ask({ host: name }, { path: "/" })).status).toBe(403);
      expect((await ask({ host: name }, { path: "/open?token=x" })).status).toBe(403);
    }
    expect((await ask({ host: host().replace("127.0.0.1", "localhost") })).status).toBe(200);
  });

  it("a foreign Origin can neither change nor read anything", async () => {
    for (const origin of [
      "https://evil.example",
      "null",
      "http://127.0.0.1:1",
      `https://${host()}`,
      `http://${host()}.evil.example`,
    ]) {
      const refused = await post({ origin });
      expect(refused.status).toBe(403);
      expect(JSON.parse(refused.text).error).toContain(`origin: given "${origin}"`);
      expect((await ask({ origin })).status).toBe(403);
    }
    expect((await post({ origin: `http://${host()}` })).status).toBe(200);
  });

  it("what a browser says comes from another site is refused; a program on this machine says nothing", async () => {
    expect((await post({ "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await post({ "sec-fetch-site": "same-site" })).status).toBe(403);
    expect((await post({ "sec-fetch-site": "same-origin" })).status).toBe(200);
    expect((await post({})).status).toBe(200);
  });

  it("takes JSON only: a form of another site cannot send it", async () => {
    for (const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
    ]) {
      const refused = await ask({ "content-type": type }, { method: "POST", body: '{"events":[]}' });
      expect(refused.status).toBe(415);
      expect(JSON.parse(refused.text).error).toContain("needed application/json");
    }
  });

  it("says what is wrong with a body, and stays alive", async () => {
    const broken = await ask({ "content-type": "application/json" }, { method: "POST", body: '{"events":' });
    expect([broken.status, JSON.parse(broken.text).error]).toEqual([
      400,
      expect.stringContaining("not JSON"),
    ]);
    const hostile = await ask(
      { "content-type": "application/json" },
      { method: "POST", body: '{"__proto__":{"events":[]}}' },
    );
    expect(hostile.status).toBe(400);
    const large = await page.send("PUT", "/api/exercises/softmax", { text: "x".repeat(600_000), hash: null });
    expect([large.status, large.body.error]).toEqual([
      413,
      expect.stringContaining("more bytes than this route takes"),
    ]);
    expect(await page.get("/api/nothing")).toMatchObject({
      status: 404,
      body: { error: expect.stringContaining("no such route") },
    });
  });

  it("its answers are never cached, framed or run", async () => {
    const { headers } = await page.get("/api/workspace");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("access-control-allow-origin")).toBeNull();
  });
});

it("guessing is slowed down: the twenty-first try within a minute is not looked at", async () => {
  const other = await openPage();
  const tries = await Promise.all(
    Array.from({ length: 25 }, () => raw(other.started.address, { path: "/open?token=guess" })),
  );
  expect(tries.filter(({ status }) => status === 403)).toHaveLength(19); // One was used to open the page.
  const late = tries.find(({ status }) => status === 429)!;
  expect(JSON.parse(late.text).error).toContain("requests: more than 20 within a minute");
  await other.close();
});
