import type { Browser, Page, Session } from "./browser-types.ts";
import { median } from "./spread.ts";

/** A slow phone: processor four times slower than this machine's, 1.6 Mbit/s down, 750 kbit/s up, 150 ms away. */
export const slowPhone = {
  cpu: 4,
  down: 1_600_000,
  up: 750_000,
  latency: 150,
  screen: { width: 412, height: 823 },
};

export interface PageFigures {
  path: string;
  /** Milliseconds from the start of the navigation, medians of the visits: first text or picture; the largest of them. */
  firstPaint: number;
  largestPaint: number;
  /** Milliseconds by which tasks exceed 50, after the first paint. */
  blocked: number;
  /** Milliseconds of processor time of the page's thread until all is quiet, slowing included; other programs do not count. */
  work: number;
  /** Bytes over the wire until all is quiet, without scrolling. */
  bytes: { script: number; style: number; font: number; html: number; other: number };
  /** Where a map is: when its tiles answer, and how long a click's answer then takes. */
  map?: { ready: number; answer: number };
}

interface VisitOptions {
  /** Of the site, and the page's path below it. */
  address: string;
  path: string;
  /** Whether there is a map to click. */
  map?: boolean;
  /** Whether processor and network are slowed; true unless told. */
  slowed?: boolean;
}

/** Visits a page `visits` times with an empty cache. */
export async function measurePage(
  browser: Browser,
  { visits, ...given }: VisitOptions & { visits: number },
): Promise<PageFigures> {
  const { path, map = false } = given;
  const all: PageFigures[] = [];
  for (let i = 0; i < visits; i++) all.push(await visit(browser, given));
  const of = (figure: (one: PageFigures) => number) => median(all.map(figure));
  return {
    path,
    firstPaint: of((one) => one.firstPaint),
    largestPaint: of((one) => one.largestPaint),
    blocked: of((one) => one.blocked),
    work: of((one) => one.work),
    bytes: all[0]!.bytes,
    ...(map && { map: { ready: of(({ map }) => map!.ready), answer: of(({ map }) => map!.answer) } }),
  };
}

async function visit(
  browser: Browser,
  { address, path, map = false, slowed = true }: VisitOptions,
): Promise<PageFigures> {
  // The service worker starts after the page has loaded and speaks past the slowed network.
  const context = await browser.newContext({
    viewport: slowPhone.screen,
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    serviceWorkers: "block",
  });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    await session.send("Network.enable");
    if (slowed) await slowDown(session);
    const bytes = count(session);
    await page.addInitScript(watch);
    await page.goto(`${address}/${path}`);
    const ready = map ? await page.waitForFunction(() => (globalThis as Watched).mapReady) : undefined;
    const answer = map ? await clickTile(page) : Number.NaN;
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(500);
    const seen = await page.evaluate(() => {
      const { largest, tasks } = globalThis as unknown as Required<Watched>;
      const [paint] = performance.getEntriesByName("first-contentful-paint");
      return { firstPaint: paint!.startTime, largest, tasks };
    });
    const { metrics } = await session.send("Performance.getMetrics");
    const work = metrics.find(({ name }) => name === "TaskDuration")!.value * 1000;
    const late = seen.tasks.filter(([start]) => start >= seen.firstPaint);
    return {
      path,
      firstPaint: seen.firstPaint,
      largestPaint: seen.largest,
      blocked: late.reduce((total, [, length]) => total + Math.max(0, length - 50), 0),
      work,
      bytes,
      ...(ready && { map: { ready: (await ready.jsonValue()) as number, answer } }),
    };
  } finally {
    await context.close();
  }
}

async function slowDown(session: Session): Promise<void> {
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowPhone.cpu });
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: slowPhone.latency,
    downloadThroughput: slowPhone.down / 8,
    uploadThroughput: slowPhone.up / 8,
  });
}

/** Adds up what comes over the wire, by kind, from now on. */
function count(session: Session): PageFigures["bytes"] {
  const bytes = { script: 0, style: 0, font: 0, html: 0, other: 0 };
  const kinds = new Map<string, keyof typeof bytes>();
  const names: Record<string, keyof typeof bytes> = {
    Script: "script",
    Stylesheet: "style",
    Font: "font",
    Document: "html",
  };
  session.on("Network.responseReceived", ({ requestId, type }) => {
    kinds.set(requestId, names[type] ?? "other");
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    bytes[kinds.get(requestId) ?? "other"] += encodedDataLength;
  });
  return bytes;
}

/** What the page itself notes. */
interface Watched {
  largest?: number;
  /** Start and length of tasks over 50 ms. */
  tasks?: [number, number][];
  mapReady?: number;
}

/** Runs in the page before its own scripts: notes paints and long tasks, and when the map's tiles take clicks. */
function watch(): void {
  const seen = globalThis as Watched;
  seen.largest = 0;
  seen.tasks = [];
  const observe = (type: string, note: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  observe("largest-contentful-paint", ({ startTime }) => {
    seen.largest = startTime;
  });
  observe("longtask", ({ startTime, duration }) => seen.tasks!.push([startTime, duration]));
  const look = new MutationObserver(() => {
    if (!document.querySelector("svg.map g.tile[role=button]")) return;
    look.disconnect();
    // After the frame that shows them.
    requestAnimationFrame(() =>
      setTimeout(() => {
        seen.mapReady = performance.now();
      }),
    );
  });
  look.observe(document, { subtree: true, childList: true });
}

/** Clicks the first tile that is on the screen; milliseconds from the click to the change of the panel. */
async function clickTile(page: Page): Promise<number> {
  const spot = await page.evaluate(() => {
    const tiles = [...document.querySelectorAll("svg.map g.tile[role=button] .tile-box")];
    const boxes = tiles.map((tile) => tile.getBoundingClientRect());
    const box = boxes.find(({ top, bottom }) => top > 120 && bottom < innerHeight - 20)!;
    const answered = new Promise<number>((resolve) => {
      addEventListener(
        "click",
        ({ timeStamp }) => {
          const look = new MutationObserver(() => {
            look.disconnect();
            resolve(performance.now() - timeStamp);
          });
          look.observe(document.querySelector(".atlas")!, { subtree: true, childList: true });
        },
        { capture: true, once: true },
      );
    });
    Object.assign(globalThis, { answered });
    return { x: box.left + 6, y: box.top + 6 };
  });
  await page.mouse.click(spot.x, spot.y);
  return page.evaluate(() => (globalThis as unknown as { answered: Promise<number> }).answered);
}
