import type { Browser } from "./browser-types.ts";
import { slowPhone } from "./slow-phone.ts";

export interface SearchFigures {
  /** Milliseconds of the page's thread for a keystroke: search, list, layout; other programs do not count. */
  work: number[];
  /** Milliseconds by the clock from the keystroke to the changed list. */
  clock: number[];
}

const queries = [
  "backpropagation",
  "bakcpropagaton of errors",
  "the gradient of the loss in every weight",
  "softmax cross entropy logits",
  "∇ f",
  "reinforcment lerning policy gradeint",
  "kl divergence",
];

/** Types queries letter by letter, some misspelt, with the whole index loaded. */
export async function measureSearch(
  browser: Browser,
  address: string,
  { slowed }: { slowed: boolean },
): Promise<SearchFigures> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    serviceWorkers: "block",
  });
  try {
    const page = await context.newPage();
    await page.goto(`${address}/tracks/`);
    await page.keyboard.press("/");
    await page.locator(".hits[data-whole]").waitFor({ state: "attached" });
    const session = await context.newCDPSession(page);
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    if (slowed) await session.send("Emulation.setCPUThrottlingRate", { rate: slowPhone.cpu });
    await page.evaluate(() => {
      const clock: number[] = [];
      Object.assign(globalThis, { clock });
      addEventListener(
        "input",
        ({ timeStamp }) => {
          let answered = false;
          const answer = () => {
            if (!answered) clock.push(performance.now() - timeStamp);
            answered = true;
            look.disconnect();
          };
          const look = new MutationObserver(answer);
          // A key that changes nothing in the list is answered as soon as the page is done with it.
          setTimeout(answer);
          look.observe(document.querySelector(".search-dialog")!, {
            ...{ subtree: true, childList: true, characterData: true, attributes: true },
          });
        },
        true,
      );
    });
    const worked = async () => {
      const { metrics } = await session.send("Performance.getMetrics");
      return metrics.find(({ name }) => name === "TaskDuration")!.value * 1000;
    };
    const work: number[] = [];
    const box = page.getByRole("dialog").getByRole("combobox");
    for (const query of queries) {
      await box.fill("");
      for (const letter of query) {
        const before = await worked();
        await page.keyboard.insertText(letter);
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
        work.push((await worked()) - before);
      }
    }
    const clock = await page.evaluate(() => (globalThis as unknown as { clock: number[] }).clock);
    return { work, clock };
  } finally {
    await context.close();
  }
}
