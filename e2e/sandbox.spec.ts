import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { stripTypeScriptTypes } from "node:module";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { launch, type StaticSite, serveStatic } from "./browser.ts";

const root = path.join(import.meta.dirname, "..");
const exercise = "stable-softmax";
const read = (file: string) => readFileSync(path.join(root, file), "utf8");

let browser: Browser;
let site: StaticSite;
let page: Page;
/** A server of somebody else: it counts what reaches it, and would answer anybody. */
let listener: Server;
let elsewhere: string;
const arrived: string[] = [];

beforeAll(async () => {
  listener = createServer((request, response) => {
    arrived.push(request.url ?? "");
    response.writeHead(200, { "access-control-allow-origin": "*", "content-type": "text/javascript" });
    response.end("1");
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  elsewhere = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  site = await serveStatic(path.join(root, "apps/web/dist"));
  browser = await launch();
  page = await browser.newPage();
  await page.goto(`${site.address}/practice/`);
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
  listener?.closeAllConnections();
  listener?.close();
});

beforeEach(() => {
  arrived.length = 0;
});

const program = (name: string) => read(`e2e/hostile/${name}.ts`).replaceAll("LISTENER", elsewhere);

/** Opens the exercise with this text in the editor, as a reader who comes back to it. */
async function open(text: string): Promise<void> {
  await page.evaluate(
    ([key, draft]) => localStorage.setItem(key!, draft!),
    [
      `blankfile-exercise:${exercise}`,
      JSON.stringify({ text, base: null, dirty: false, hintsSeen: 0, solutionSeen: false }),
    ],
  );
  await page.goto(`${site.address}/practice/${exercise}/`);
  await page.locator(".cm-content").waitFor();
}

const textOf = async (selector: string) => (await page.locator(selector).first().textContent()) ?? "";

interface Verdict {
  status: string;
  /** Everything that the results say. */
  said: string;
}

async function run(text: string): Promise<Verdict> {
  await open(text);
  await page.getByRole("button", { name: "Run checks" }).click();
  const status = page.locator(".ex-status b");
  await status.waitFor({ timeout: 30_000 });
  return { status: await textOf(".ex-status b"), said: await textOf(".ex-results") };
}

/** After any program: the page answers, keeps the text, and nothing of the sandbox is left. */
async function unharmed(text: string): Promise<void> {
  await expect.poll(() => page.locator("iframe").count()).toBe(0);
  const [first] = text.split("\n");
  expect(await textOf(".cm-line")).toBe(first);
  expect(
    await page.evaluate(
      (key) => JSON.parse(localStorage.getItem(key)!).text,
      `blankfile-exercise:${exercise}`,
    ),
  ).toBe(text);
  await expect.poll(() => page.getByRole("button", { name: "Run checks" }).isEnabled()).toBe(true);
}

describe("a right solution", () => {
  it("passes all checks, and counts at once", async () => {
    const verdict = await run(read(`content/exercises/${exercise}/solution.ts`));
    expect(verdict.status).toMatch(/^All \d+ checks passed$/);
    await expect.poll(() => textOf(".ex-status")).toMatch(/: (checked|rebuilt|used)$/);
  });

  it("typed and run by keyboard, with the checks again at Ctrl+Enter", async () => {
    await open("const empty = 1;");
    await page.locator(".cm-content").click();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("export const softmax = () => [1];");
    await page.keyboard.press("ControlOrMeta+Enter");
    await page.locator(".ex-status b").waitFor();
    expect(await textOf(".ex-status b")).toMatch(/^\d+ of \d+ checks passed$/);
    expect(await textOf(".ex-results")).toContain("it must export logSoftmax");
  });
});

describe("code that does not run", () => {
  const cases: [string, string, RegExp, RegExp][] = [
    ["a syntax error that the compiler sees", "const a = 1;\nexport function ( {", /^Syntax error/, /line 2/],
    [
      "a syntax error that the browser sees",
      "const a = 1;\n\nconst a = 2;",
      /^Syntax error/,
      /line 3: .*already/,
    ],
    ["a throw at its top level", "const a = 1;\n\nnull.x;", /^Load error/, /line 3: TypeError/],
    ["no exports", "const softmax = 1;", /^Load error/, /exports nothing; it must export softmax/],
    [
      "an import from elsewhere",
      'import fs from "node:fs";\nexport const softmax = fs;',
      /^Load error/,
      /import of "node:fs"/,
    ],
    ["nothing at all", "", /^Load error/, /exports nothing/],
  ];
  for (const [what, text, status, said] of cases)
    it(`${what} is told with its line, and the text stays`, async () => {
      const verdict = await run(text);
      expect(verdict.status).toMatch(status);
      expect(verdict.said).toMatch(said);
      await unharmed(text);
    });
});

describe("code that does not end", () => {
  const cases: [string, RegExp][] = [
    ["endless-loop", /was still running after 2 s and was stopped: a loop that never ends/],
    ["endless-load", /still running its top level after 5 s/],
    ["regular-expression", /was still running after 2 s/],
    ["flood", /was still running after 2 s/],
    ["memory-objects", /memory that grows and grows|filled the memory/],
    ["memory-arrays", /memory that grows and grows|filled the memory/],
    ["endless-machine-code", /was still running after 2 s/],
    ["memory-machine-code", /memory that grows and grows|filled the memory/],
  ];
  for (const [name, said] of cases)
    it(`${name}: it is stopped, and the page says why`, async () => {
      const text = program(name);
      const verdict = await run(text);
      expect(verdict.status).toMatch(/^(Time|Memory) limit/);
      expect(verdict.said).toMatch(said);
      await unharmed(text);
    });

  it("endless-microtasks: promises without end do not hold up the checks, and end with them", async () => {
    const text = program("endless-microtasks");
    expect((await run(text)).status).toMatch(/^0 of \d+ checks passed$/);
    await unharmed(text);
  });

  it("can be stopped by hand", async () => {
    await open(program("endless-loop"));
    await page.getByRole("button", { name: "Run checks" }).click();
    await page.getByRole("button", { name: "Stop" }).click();
    await page.getByRole("button", { name: "Run checks" }).waitFor();
    await expect.poll(() => page.locator("iframe").count()).toBe(0);
  });

  it("a process that dies, as when the memory is full, is noticed by a page that lives", async () => {
    const text = program("endless-loop");
    await open(text);
    // Playwright gives a page up when one of its frames crashes, so this page is asked behind its back.
    const ask = await speakTo(page);
    await page.getByRole("button", { name: "Run checks" }).click();
    await page.getByText("running…").waitFor();
    const frame = page.frames().find((one) => one.url().includes("/sandbox/"));
    const cdp = await page.context().newCDPSession(frame!);
    cdp.send("Page.crash").catch(() => {});
    const results = `document.querySelector(".ex-results .ex-message")?.textContent ?? ""`;
    const until = Date.now() + 20_000;
    while ((await ask(results)) === "" && Date.now() < until) await new Promise((go) => setTimeout(go, 200));
    expect(await ask(results)).toContain("may have filled the memory");
    expect(await ask(`document.querySelector(".ex-status b").textContent`)).toMatch(/^Memory limit/);
    expect(await ask(`String(document.querySelectorAll("iframe").length)`)).toBe("0");
    expect(await ask(`document.querySelector(".cm-line").textContent`)).toBe(text.split("\n")[0]);
    await page.close();
    page = await browser.newPage();
    await page.goto(`${site.address}/practice/`);
  });
});

/** Evaluates in a page over a session of its own; answers strings. */
async function speakTo(target: Page): Promise<(expression: string) => Promise<string>> {
  const own = await target.context().newCDPSession(target);
  const { targetInfo } = await own.send("Target.getTargetInfo");
  const cdp = await browser.newBrowserCDPSession();
  const { sessionId } = await cdp.send("Target.attachToTarget", {
    targetId: targetInfo.targetId,
    flatten: false,
  });
  const waiting = new Map<number, (value: string) => void>();
  cdp.on("Target.receivedMessageFromTarget", (event: { message: string }) => {
    const { id, result } = JSON.parse(event.message) as {
      id: number;
      result?: { result?: { value?: string } };
    };
    waiting.get(id)?.(result?.result?.value ?? "");
  });
  let id = 0;
  return (expression) =>
    new Promise((resolve) => {
      waiting.set(++id, resolve);
      const message = JSON.stringify({ id, method: "Runtime.evaluate", params: { expression } });
      void cdp.send("Target.sendMessageToTarget", { sessionId, message });
    });
}

describe("code that lies", () => {
  const cases: [string, string][] = [
    ["forge-intrinsics", "0 of 23 worked"],
    ["forge-messages", "0 worked"],
    ["forge-stack", "found nothing"],
  ];
  for (const [name, printed] of cases)
    it(`${name}: no check passes that should not`, async () => {
      const text = program(name);
      const verdict = await run(text);
      const passed = /^(\d+) of \d+ checks passed$/.exec(verdict.status)?.[1];
      // The wrong functions leave their argument alone and can do nothing else.
      expect(Number(passed)).toBeLessThanOrEqual(2);
      await page.locator(".ex-log summary").click();
      expect(await textOf(".ex-log pre")).toContain(printed);
      await unharmed(text);
    });

  it("throws-anything: what cannot be read is said to be unreadable", async () => {
    const text = program("throws-anything");
    expect((await run(text)).status).not.toMatch(/^All/);
    await unharmed(text);
  });

  it("leaves: closing its own worker is refused", async () => {
    const text = program("leaves");
    expect((await run(text)).said).toContain("close: an exercise runs alone");
    await unharmed(text);
  });
});

describe("code that wants out", () => {
  it("the listener would hear a request", async () => {
    await fetch(`${elsewhere}/control`);
    expect(arrived).toEqual(["/control"]);
  });

  it("network: each way is closed with a reason, and nothing arrives", async () => {
    const text = program("network");
    const { status } = await run(text);
    expect(status).not.toMatch(/^All/);
    await page.locator(".ex-log summary").click();
    expect(await textOf(".ex-log pre")).toContain("nothing worked");
    expect(arrived).toEqual([]);
    const plain = `export const softmax = () => fetch("${elsewhere}/plain");`;
    expect((await run(plain)).said).toContain("fetch: an exercise has no network");
    expect(arrived).toEqual([]);
    await unharmed(plain);
  });

  it("the frame's policy alone stops a worker that was robbed of nothing", async () => {
    const script = stripTypeScriptTypes(program("raw-worker").replaceAll("SITE", site.address));
    await page.goto(`${site.address}/practice/`);
    site.requests.length = 0;
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
    expect(arrived).toEqual([]);
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
});
