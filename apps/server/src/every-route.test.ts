import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createServer, type Server } from "./create-server.ts";
import { makePlace, raw } from "./server.fixture.ts";

const place = makePlace();
let server: Server;
let address: string;
let cookie: string;
beforeAll(async () => {
  server = await createServer({ ...place });
  address = await server.app.listen({ port: 0, host: "127.0.0.1" });
  const opened = await raw(address, { path: `/open?token=${server.session.newToken()}` });
  cookie = opened.headers["set-cookie"]!.map((one) => one.split(";")[0]).join("; ");
});
afterAll(async () => {
  await server.app.close();
  rmSync(place.root, { recursive: true, force: true });
});

/** A path that each route answers to. */
const pathOf = (url: string) => url.replaceAll(/:\w+/g, "x").replace("*", "x");
const isSafe = (method: string) => ["GET", "HEAD"].includes(method);
const hasBody = (method: string) => !isSafe(method) && method !== "DELETE";
const ofInterface = () => server.routes.filter(({ url }) => url.startsWith("/api/"));

/** What each route answers to a request, those with another status than `wanted`. */
async function others(
  routes: readonly { method: string; url: string }[],
  wanted: number,
  headers: (method: string) => Record<string, string>,
): Promise<string[]> {
  const wrong: string[] = [];
  for (const { method, url } of routes) {
    const body = hasBody(method) ? { body: "{}" } : {};
    const type: Record<string, string> = hasBody(method) ? { "content-type": "application/json" } : {};
    const asked = { path: pathOf(url), method, headers: { ...type, ...headers(method) }, ...body };
    const { status } = await raw(address, asked);
    if (status !== wanted) wrong.push(`${method} ${url}: ${status}`);
  }
  return wrong;
}

describe("every route that the server has", () => {
  it("is of the interface, opens a session, or is a page that can only be read", () => {
    expect(ofInterface().length).toBeGreaterThan(15);
    const pages = server.routes.filter(({ url }) => !url.startsWith("/api/") && url !== "/open");
    expect(pages.filter(({ method }) => !isSafe(method))).toEqual([]);
  });

  it("of the interface is closed without a session, and with a forged one", async () => {
    const { port } = new URL(address);
    expect(await others(ofInterface(), 401, () => ({}))).toEqual([]);
    const forged = { cookie: `blankfile-session-${port}=${"A".repeat(43)}; blankfile-${port}=1` };
    expect(await others(ofInterface(), 401, () => forged)).toEqual([]);
  });

  it("refuses a foreign Host, with the session too: a name that was made to point here gets nothing", async () => {
    expect(await others(server.routes, 403, () => ({ cookie, host: "evil.example" }))).toEqual([]);
    const { port } = new URL(address);
    expect(await others(server.routes, 403, () => ({ cookie, host: `evil.example:${port}` }))).toEqual([]);
  });

  it("of the interface refuses a foreign Origin and another site, with the session too", async () => {
    for (const headers of [
      { origin: "https://evil.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
    ] as Record<string, string>[])
      expect(await others(ofInterface(), 403, () => ({ cookie, ...headers }))).toEqual([]);
  });

  it("that changes something takes JSON only, which a form of another site cannot send", async () => {
    const changing = ofInterface().filter(({ method }) => hasBody(method));
    expect(changing.length).toBeGreaterThan(2);
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
      expect(await others(changing, 415, () => ({ cookie, "content-type": type }))).toEqual([]);
  });
});
