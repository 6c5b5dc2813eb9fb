import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { launch, type StaticSite, serveStatic } from "./browser.ts";
import { type Listener, listen } from "./listener.ts";

// What the frame's policy stops by itself, whatever runs in it: nothing of ours stands between.

const root = path.join(import.meta.dirname, "..");
const program = (name: string) => readFileSync(path.join(root, `e2e/hostile/${name}.ts`), "utf8");

let browser: Browser;
let site: StaticSite;
let page: Page;
let listener: Listener;

beforeAll(async () => {
  listener = await listen();
  site = await serveStatic(path.join(root, "apps/web/dist"));
  browser = await launch();
  page = await browser.newPage();
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
  await listener?.close();
});

beforeEach(async () => {
  await page.goto(`${site.address}/practice/`);
  listener.arrived.length = 0;
  site.requests.length = 0;
});

it("the frame's policy alone stops a worker that was robbed of nothing", async () => {
  const script = stripTypeScriptTypes(
    program("raw-worker").replaceAll("LISTENER", listener.address).replaceAll("SITE", site.address),
  );
  const { report, heard } = await page.evaluate(async (worker) => {
    const heard: unknown[] = [];
    const channel = new BroadcastChannel("hostile");
    channel.onmessage = ({ data }) => heard.push(data);
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts");
    frame.src = "/sandbox/frame.html";
    const { port1, port2 } = new MessageChannel();
    const answer = new Promise<string>((resolve) => {
      port1.onmessage = ({ data }) => {
        if (data.kind === "log") resolve(data.text);
      };
    });
    frame.onload = () => frame.contentWindow!.postMessage({ kind: "start", worker, job: {} }, "*", [port2]);
    document.body.append(frame);
    const report = JSON.parse(await answer) as Record<string, string>;
    frame.remove();
    channel.close();
    return { report, heard };
  }, script);
  expect(Object.keys(report).length).toBe(30);
  expect(Object.entries(report).filter(([, result]) => !result.startsWith("refused"))).toEqual([]);
  expect(heard).toEqual([]);
  expect(listener.arrived).toEqual([]);
  expect(site.requests.filter((address) => address.includes("raw"))).toEqual([]);
});

const said: [string, string][] = [
  ["words that it could say", '{ kind: "log", level: "log", text: "x".repeat(500) }'],
  ["words that mean nothing", "{ forged: true }"],
  ["words too long for anybody", '{ kind: "log", level: "log", text: "x".repeat(1e6) }'],
];
for (const [what, message] of said)
  it(`a worker that floods the frame with ${what} is ended, and the page hears little of it`, async () => {
    const script = stripTypeScriptTypes(program("raw-flood").replace('"SAID"', () => message));
    const { heard, last, answered } = await page.evaluate(async (worker) => {
      const frame = document.createElement("iframe");
      frame.setAttribute("sandbox", "allow-scripts");
      frame.src = "/sandbox/frame.html";
      const { port1, port2 } = new MessageChannel();
      let heard = 0;
      let last = "";
      const flood = new Promise<void>((resolve) => {
        port1.onmessage = ({ data }) => {
          heard++;
          last = data.kind;
          if (last === "flood") resolve();
        };
      });
      frame.onload = () => frame.contentWindow!.postMessage({ kind: "start", worker, job: {} }, "*", [port2]);
      document.body.append(frame);
      await flood;
      const pong = new Promise<boolean>((resolve) => {
        port1.onmessage = ({ data }) => data.kind === "pong" && resolve(true);
        setTimeout(resolve, 10_000, false);
      });
      port1.postMessage("ping");
      const answered = await pong;
      frame.remove();
      return { heard, last, answered };
    }, script);
    expect(last).toBe("flood");
    expect(heard).toBeLessThanOrEqual(2_001);
    expect(answered).toBe(true);
  });

it("the frame itself could load nothing, open nothing and go nowhere, even if somebody ran code in it", async () => {
  await page.evaluate(async () => {
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts");
    frame.src = "/sandbox/frame.html";
    document.body.append(frame);
    await new Promise((resolve) => (frame.onload = resolve));
  });
  const frame = page.frames().find((one) => one.url().includes("/sandbox/"))!;
  const tabs = page.context().pages().length;
  const report = await frame.evaluate(inTheFrame, [listener.address, site.address]);
  expect(Object.entries(report).filter(([, result]) => !result.startsWith("refused"))).toEqual([]);
  expect(Object.keys(report).length).toBeGreaterThan(20);
  await frame
    .evaluate((address) => (location.href = `${address}/raw-navigate`), listener.address)
    .catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(page.url()).toBe(`${site.address}/practice/`);
  expect(page.context().pages().length).toBe(tabs);
  expect(listener.arrived).toEqual([]);
  expect(site.requests.filter((address) => address.includes("raw"))).toEqual([]);
});

it("the frame is of no use to anybody else: it cannot reach its page, and takes one start only", async () => {
  const reached = await page.evaluate(async () => {
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts");
    frame.src = "/sandbox/frame.html";
    document.body.append(frame);
    await new Promise((resolve) => {
      frame.onload = resolve;
    });
    let document_: unknown;
    try {
      document_ = frame.contentWindow!.document;
    } catch (error) {
      document_ = (error as Error).name;
    }
    frame.remove();
    return document_;
  });
  expect(reached).toBe("SecurityError");
});

/** Runs in the sandbox's frame: everything that a document can load or reach, from elsewhere and from the site. */
async function inTheFrame(addresses: string[]): Promise<Record<string, string>> {
  const report: Record<string, string> = {};
  const attempt = async (name: string, work: () => unknown) => {
    const late = new Promise((_, reject) => setTimeout(reject, 1_000, new Error("no answer")));
    try {
      report[name] = `worked: ${await Promise.race([Promise.resolve().then(work), late])}`;
    } catch (error) {
      report[name] = `refused: ${(error as Error).name}`;
    }
  };
  const loaded = (tag: string, attributes: Record<string, string>) =>
    new Promise((resolve, reject) => {
      const element = document.createElement(tag);
      element.onload = () => resolve("load");
      element.onerror = () => reject(new Error("failed"));
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      document.body.append(element);
    });
  for (const address of addresses) {
    const where = `${address}/raw`;
    await attempt(`image of ${address}`, () => loaded("img", { src: `${where}-image` }));
    await attempt(`style of ${address}`, () => loaded("link", { rel: "stylesheet", href: `${where}-style` }));
    await attempt(`prefetch of ${address}`, () =>
      loaded("link", { rel: "prefetch", href: `${where}-prefetch` }),
    );
    await attempt(`script of ${address}`, () => loaded("script", { src: `${where}-script` }));
    await attempt(`object of ${address}`, () => loaded("object", { data: `${where}-object` }));
    await attempt(`audio of ${address}`, () => loaded("audio", { src: `${where}-audio` }));
    await attempt(`fetch of ${address}`, () => fetch(`${where}-fetch`));
    await attempt(`beacon to ${address}`, () => {
      // It answers true before the policy is asked: what counts is that nothing arrives.
      navigator.sendBeacon(`${where}-beacon`);
      throw new Error("see what arrives");
    });
    await attempt(`form to ${address}`, () => {
      const form = document.createElement("form");
      form.action = `${where}-form`;
      document.body.append(form);
      form.submit();
      throw new Error("see what arrives");
    });
    await attempt(`popup of ${address}`, () => {
      if (window.open(`${where}-popup`) === null) throw new Error("none");
    });
    await attempt(`top to ${address}`, () => (window.top!.location.href = `${where}-top`));
  }
  await attempt("the page's document", () => parent.document.title);
  await attempt("the page's storage", () => parent.localStorage.length);
  await attempt("storage", () => localStorage.length);
  await attempt("session storage", () => sessionStorage.length);
  await attempt("cookies", () => document.cookie);
  await attempt("an inline script", () => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.body.append(script);
    if (!("ran" in window)) throw new Error("it did not run");
  });
  await attempt("a question to the reader", () => {
    if (window.prompt("x") === null) throw new Error("not shown");
  });
  return report;
}
