import { readFileSync } from "node:fs";
import path from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { expect, it } from "vitest";
import { profiles } from "./progress.fixture.ts";

const root = path.join(import.meta.dirname, "..");
const withProfile = profiles();

/** The parts of a small GPT that a learner can have written, and what they are called in the library. */
const parts = {
  "attention-forward-backward": "scaledDotProductAttention",
  "layer-norm-forward-backward": "LayerNorm",
  "batch-cross-entropy": "crossEntropy",
  "adam-step": "Adam",
  "byte-pair-merges": "BytePairTokenizer",
};
const solutionOf = (exercise: string) =>
  readFileSync(path.join(root, "content/exercises", exercise, "solution.ts"), "utf8");

/** Passes an exercise in the page, as a learner who has written this text. */
async function pass(page: Page, exercise: string): Promise<void> {
  await page.goto("/practice/");
  const draft = { text: solutionOf(exercise), base: null, dirty: false, hintsSeen: 0, solutionSeen: false };
  await page.evaluate(
    ([key, value]) => localStorage.setItem(key!, value!),
    [`blankfile-exercise:${exercise}`, JSON.stringify(draft)],
  );
  await page.goto(`/practice/${exercise}/`);
  await page.locator(".cm-content").waitFor();
  await page.getByRole("button", { name: "Run checks" }).click();
  await page.getByText(/^All \d+ checks passed$/).waitFor();
}

/** A text that this browser holds for one that passed, as an earlier version of the checks may have let it through. */
function keepAsPassed(page: Page, exercise: string, text: string): Promise<void> {
  return page.evaluate(
    (attempt) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open("blankfile-practice", 1);
        request.onerror = () => reject(request.error);
        request.onupgradeneeded = () =>
          request.result
            .createObjectStore("attempts", { autoIncrement: true })
            .createIndex("exercise", "exercise");
        request.onsuccess = () => {
          const work = request.result.transaction("attempts", "readwrite");
          work.objectStore("attempts").add({ ...attempt, at: Date.now(), outcome: "passed" });
          work.oncomplete = () => {
            request.result.close();
            resolve();
          };
        };
      }),
    { exercise, text },
  );
}

const address = "/labs/small-gpt/?text=count&merges=20&context=4&layers=1&channels=8";

/** The loss after so many pictures, from the table under the lab. */
async function lossAfter(page: Page, pictures: number): Promise<number> {
  for (let i = 1; i <= pictures; i++) {
    await page.getByRole("button", { name: "Step", exact: true }).click();
    await expect
      .poll(() => page.locator(".lab-status").textContent(), { timeout: 60_000 })
      .toContain(`Step ${i}`);
  }
  const cells = await page
    .locator(".lab-card table")
    .first()
    .locator("tbody tr")
    .last()
    .locator("td, th")
    .allTextContents();
  return Number(cells.at(-1)!.replace("−", "-"));
}

async function openLab(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address);
  await page.getByRole("button", { name: /run without predicting/i }).click();
  return page;
}

it("a small GPT trains on five parts of the learner's own, and reaches the same loss", async () => {
  await withProfile(async (open, context) => {
    const page = await open("/practice/");
    for (const exercise of Object.keys(parts)) await pass(page, exercise);

    const lab = await openLab(context);
    const ours = await lossAfter(lab, 4);
    expect(ours).toBeGreaterThan(0);

    await lab.getByText("Run it on your own code").click();
    for (const name of Object.values(parts)) await lab.getByRole("checkbox", { name, exact: true }).waitFor();
    await lab.getByRole("button", { name: "Run on mine" }).click();
    await lab.getByText(/^Running on your /).waitFor();
    await expect.poll(() => lab.locator(".lab-status").textContent(), { timeout: 60_000 }).toBe("Step 0");
    const mine = await lossAfter(lab, 4);
    expect(mine).toBeCloseTo(ours, 3);

    await lab.getByRole("button", { name: "Compare with ours" }).click();
    for (const name of Object.values(parts)) {
      const row = lab.getByRole("row", { name: new RegExp(`^${name} `) });
      await row.waitFor({ timeout: 60_000 });
      expect(await row.textContent()).toContain("yesthe same numbers");
    }
    expect(await lab.locator("iframe").count()).toBe(1);
    await lab.getByRole("button", { name: "Back to the library's" }).click();
    await expect.poll(() => lab.locator("iframe").count()).toBe(0);
  });
});

it("says what is not passed yet, and what the learner's own code throws", async () => {
  await withProfile(async (open, context) => {
    const page = await open("/practice/");
    await keepAsPassed(
      page,
      "batch-cross-entropy",
      'export function crossEntropy(): never { throw new Error("not today"); }\n',
    );
    const lab = await openLab(context);
    await lab.getByText("Run it on your own code").click();
    await lab.getByText("no passing solution of yours here yet").first().waitFor();
    expect(await lab.getByText("no passing solution of yours here yet").count()).toBe(4);
    await lab.getByRole("button", { name: "Run on mine" }).click();
    await lab.getByText(/^Running on your crossEntropy/).waitFor();
    await expect.poll(() => lab.locator(".lab-status").textContent(), { timeout: 60_000 }).toBe("Step 0");
    await lab.getByRole("button", { name: "Step", exact: true }).click();
    await lab.getByText("not today").first().waitFor();
  });
});

it("a run to its end on code that gives other numbers records nothing, and says why", async () => {
  await withProfile(async (open, context) => {
    const page = await open("/practice/");
    // A loss above 50 ends the lab.
    await keepAsPassed(
      page,
      "batch-cross-entropy",
      "export const crossEntropy = (scores: number[][]) => ({ loss: 99, gradient: scores.map((row) => row.map(() => 0)), counted: 1 });\n",
    );
    const lab = await openLab(context);
    await lab.getByText("Run it on your own code").click();
    await lab.getByText(/called your code, and your code gives the library's numbers/).waitFor();
    await lab.getByRole("button", { name: "Run on mine" }).click();
    await lab.getByText(/^Running on your crossEntropy/).waitFor();
    await expect.poll(() => lab.locator(".lab-status").textContent(), { timeout: 60_000 }).toBe("Step 0");
    await lab.getByRole("button", { name: "Step", exact: true }).click();
    await lab
      .getByText("crossEntropy not recorded: yours gives other numbers than the library's")
      .waitFor({ timeout: 60_000 });
    await page.goto("/topics/softmax-cross-entropy/");
    await page.getByText("No evidence yet.").waitFor();
  });
});
