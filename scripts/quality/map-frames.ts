import type { Browser, Page } from "./browser-types.ts";

export interface Frames {
  what: string;
  /** Milliseconds between the frames that the browser began, as requestAnimationFrame tells them. */
  times: number[];
  /** Milliseconds of the page's thread a frame, scripts, layout and paint; other programs do not count. */
  work: number;
  topics: number;
}

const seconds = 3;

/** Zooms and drags the map of all topics with wheel and mouse, on a large screen, while every frame is timed. */
export async function measureFrames(browser: Browser, address: string): Promise<Frames[]> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    serviceWorkers: "block",
  });
  try {
    const page = await context.newPage();
    await page.goto(`${address}/map/`);
    await page.locator("svg.map g.tile[role=button]").first().waitFor();
    await page.waitForTimeout(1000);
    const found: Frames[] = [];
    found.push(await timed(page, "still, nothing moved", () => page.waitForTimeout(seconds * 1000)));
    found.push(await timed(page, "moving the pointer over the map", () => hover(page)));
    found.push(await timed(page, "zooming with the wheel", () => zoom(page)));
    await page.keyboard.down("Control");
    for (let i = 0; i < 12; i++) await page.mouse.wheel(0, -40);
    await page.keyboard.up("Control");
    await page.waitForTimeout(500);
    found.push(await timed(page, "dragging it, zoomed in", () => drag(page)));
    found.push(await timed(page, "scrolling it, zoomed in", () => scroll(page)));
    return found;
  } finally {
    await context.close();
  }
}

async function timed(page: Page, what: string, act: () => Promise<void>): Promise<Frames> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const worked = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration")!.value * 1000;
  };
  await page.evaluate(() => {
    const frames: number[] = [];
    let going = true;
    const note = (time: number) => {
      frames.push(time);
      if (going) requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
    const stop = () => {
      going = false;
      return frames;
    };
    Object.assign(globalThis, { stop });
  });
  const before = await worked();
  await act();
  const after = await worked();
  const frames = await page.evaluate(() => (globalThis as unknown as { stop(): number[] }).stop());
  const topics = await page.locator("svg.map circle.dot").count();
  await session.detach();
  const times = frames.slice(1).map((time, i) => time - frames[i]!);
  return { what, times, work: (after - before) / Math.max(1, times.length), topics };
}

/** Runs an input about every 16 ms for `seconds`; the clock decides, so that a slow machine does not make it longer. */
async function repeat(page: Page, input: (share: number) => Promise<void>): Promise<void> {
  const begun = performance.now();
  for (let now = 0; now < seconds * 1000; now = performance.now() - begun) {
    await input(now / (seconds * 1000));
    await page.waitForTimeout(8);
  }
}

async function hover(page: Page): Promise<void> {
  await repeat(page, (share) => page.mouse.move(300 + 500 * share, 300 + 200 * Math.sin(20 * share)));
}

/** In and out three times around a point of the map. */
async function zoom(page: Page): Promise<void> {
  await page.mouse.move(500, 450);
  await page.keyboard.down("Control");
  await repeat(page, (share) => page.mouse.wheel(0, (share * 6) % 2 < 1 ? -14 : 14));
  await page.keyboard.up("Control");
}

async function drag(page: Page): Promise<void> {
  await page.mouse.move(600, 450);
  await page.mouse.down();
  await repeat(page, (share) =>
    page.mouse.move(600 + 250 * Math.sin(12 * share), 450 + 200 * Math.sin(9 * share)),
  );
  await page.mouse.up();
}

async function scroll(page: Page): Promise<void> {
  await page.mouse.move(600, 450);
  await repeat(page, (share) => page.mouse.wheel(0, (share * 4) % 2 < 1 ? 24 : -24));
}
