import { readFileSync } from "node:fs";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { launch, type StaticSite, serveStatic } from "./browser.ts";
import { type Listener, listen } from "./listener.ts";

const root = path.join(import.meta.dirname, "..");
const exercise = "stable-softmax";
const read = (file: string) => readFileSync(path.join(root, file), "utf8");

let browser: Browser;
let site: StaticSite;
let page: Page;
let listener: Listener;

beforeAll(async () => {
  listener = await listen();
  site = await serveStatic(path.join(root, "apps/web/dist"));
  browser = await launch();
  page = await browser.newPage();
  await page.goto(`${site.address}/practice/`);
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
  await listener?.close();
});

beforeEach(() => {
  listener.arrived.length = 0;
});

const program = (name: string) => read(`e2e/hostile/${name}.ts`).replaceAll("LISTENER", listener.address);

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
    ["endless-value", /was still running after 2 s/],
    ["endless-message", /was still running after 2 s/],
    ["endless-wait", /was still running after 2 s/],
    ["memory-strings", /memory that grows and grows|filled the memory/],
    ["memory-buffers", /memory that grows and grows|filled the memory/],
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

  it("microtask-storm: promises that double fill the time or the memory, or the checks have failed before them; nothing passes", async () => {
    const text = program("microtask-storm");
    expect((await run(text)).status).toMatch(/^((Time|Memory) limit|0 of \d+ checks passed$)/);
    await unharmed(text);
  });

  it("timers: what they change between two checks counts for nothing, and they end with the checks", async () => {
    const text = program("timers");
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
    ["forge-intrinsics", "0 of 45 worked"],
    ["forge-messages", "0 worked"],
    ["forge-stack", "found nothing"],
    ["forge-values", "23 values"],
    ["constructors", "nothing compiled"],
    ["leaves-its-worker", "alone"],
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

  it("forge-arguments: what is emptied under the checks' hands does not make zeros right", async () => {
    const text = program("forge-arguments");
    const passed = /^(\d+) of \d+ checks passed$/.exec((await run(text)).status)?.[1];
    expect(Number(passed)).toBeLessThanOrEqual(2);
    await unharmed(text);
  });

  it("forge-closures: outside the function that wraps a file, code is strict all the same and finds no caller", async () => {
    const text = program("forge-closures");
    const { status } = await run(text);
    expect(status).toMatch(/^0 of \d+ checks passed$/);
    await page.locator(".ex-log summary").click();
    const printed = await textOf(".ex-log pre");
    expect(printed).toContain("ran outside");
    expect(printed).toContain("found nothing");
    await unharmed(text);
  });

  it("exports-a-trap: exports that cannot be read are said to be so at once", async () => {
    const text = program("exports-a-trap");
    const verdict = await run(text);
    expect(verdict.status).toMatch(/^Load error/);
    expect(verdict.said).toMatch(/cannot be read \(Error: trapped\)/);
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
    await fetch(`${listener.address}/control`);
    expect(listener.arrived).toEqual(["/control"]);
  });

  it("network: each way is closed with a reason, and nothing arrives", async () => {
    const text = program("network");
    const { status } = await run(text);
    expect(status).not.toMatch(/^All/);
    await page.locator(".ex-log summary").click();
    expect(await textOf(".ex-log pre")).toContain("nothing worked");
    expect(listener.arrived).toEqual([]);
    const plain = `export const softmax = () => fetch("${listener.address}/plain");`;
    expect((await run(plain)).said).toContain("fetch: an exercise has no network");
    expect(listener.arrived).toEqual([]);
    await unharmed(plain);
  });
});
