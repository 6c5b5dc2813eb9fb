import { runsOf, trialStates } from "@blankfile/sweeps";
import { SweepStore } from "@blankfile/sweeps/node";
import { init } from "@blankfile/tracking/node";
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { launch, type StaticSite, serveStatic } from "./browser.ts";
import { dist } from "./built-site.fixture.ts";
import { type Hub, startHub } from "./hub.ts";
import { kinds } from "./kinds-of-page.ts";
import { openPage } from "./watched-page.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

interface Made {
  lr: number;
  seed: number;
  loss: (step: number) => number;
  group?: string;
  diff?: string;
}

/** A run of ten steps in a workspace, as an experiment writes it. */
async function make(workspace: string, { lr, seed, loss, group = `lr-${lr}`, diff }: Made): Promise<string> {
  const run = await init({
    ...{
      workspace,
      experiment: "test/net",
      config: { lr, layers: 2 },
      seed,
      group,
      systemMs: 0,
      diff: false,
    },
    code: { commit: "c".repeat(40), dirty: diff !== undefined },
    metrics: { "val/loss": { goal: "minimize" } },
    prediction: { text: "The loss ends below one.", metric: "val/loss", range: [0, 1] },
  });
  if (diff !== undefined) run.logArtifact("code.diff", new TextEncoder().encode(diff), { type: "diff" });
  for (let step = 1; step <= 10; step++) run.log({ "val/loss": loss(step), epoch: step / 2 }, { step });
  await run.finish();
  return run.record.id;
}

/** A grid of three rates with a seed each. */
function createSweep(workspace: string): SweepStore {
  const store = SweepStore.create(
    workspace,
    {
      ...{
        name: "rates",
        experiment: "test/net",
        question: "Which rate?",
        metric: "val/loss",
        goal: "minimize",
      },
      ...{ method: "grid", variant: "plain", set: {}, constraints: [], seeds: [0], heldOut: [1001, 1002] },
      search: { lr: { kind: "categorical", choices: [0.1, 0.5, 2] } },
      ...{ randomState: 0, budget: { runs: 100 }, parallel: 8, silenceMinutes: 10 },
    },
    "experiment: test/net\nsearch: { lr: [0.1, 0.5, 2] }\n",
    Date.now(),
  );
  for (const [trial, lr] of [0.1, 0.5, 2].entries()) {
    store.decisions();
    store.decide({ kind: "start", trial, params: { lr }, rung: 0, bracket: 0 });
  }
  return store;
}

/** Makes the runs of trials, those of the held-out seeds or the others. The seed that chose 0.5 was lucky: 0.5, then 0.7 and 0.9. */
async function makeRuns(store: SweepStore, wanted: { heldOut: boolean }): Promise<void> {
  const { workspace, record } = store;
  const { trials, confirmed } = trialStates(record, store.decisions(), () => ({
    ...{ state: "new" as const, step: 0, points: [], attempt: 0, updatedAt: 0 },
  }));
  for (const trial of trials)
    for (const { id, seed, heldOut } of runsOf(record, trial, trial.number === confirmed)) {
      if (heldOut !== wanted.heldOut) continue;
      const lr = Number(trial.params.lr);
      const run = await init({
        ...{ workspace, id, sweep: record.id, experiment: "test/net", config: { lr }, seed },
        ...{ steps: 1, code: {}, systemMs: 0, metrics: { "val/loss": { goal: "minimize" } } },
      });
      run.log({ "val/loss": heldOut ? 0.7 + 0.2 * (seed - 1001) : Math.abs(lr - 0.5) + 0.5 }, { step: 1 });
      await run.finish();
    }
}

describe("with the server", () => {
  let hub: Hub;
  let context: BrowserContext;
  const at = (path: string) => new URL(path, hub.url).href;
  beforeAll(async () => {
    hub = await startHub();
    const { workspace } = hub;
    for (const seed of [0, 1, 2]) {
      await make(workspace, { lr: 0.1, seed, loss: (step) => 2 / step + seed / 10 });
      await make(workspace, { lr: 0.5, seed, loss: (step) => 2 / step + seed / 10 + 0.5 + seed / 100 });
    }
    await make(workspace, { lr: 9, seed: 0, loss: (step) => (step < 4 ? 3 - step : Number.NaN) });
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.goto(hub.url);
    await page.close();
  });
  // Each holds a stream of events, and a browser opens six connections to a host.
  afterEach(async () => {
    for (const page of context.pages()) await page.close();
  });
  afterAll(async () => {
    await context.close();
    await hub.close();
  });

  it("configurations stand beside each other: what differs, intervals, one-seed stamp, prediction beside outcome", async () => {
    const { page, troubles } = await openPage(context);
    await page.goto(at("/runs/compare/?where=experiment%3Dtest/net"));
    const table = page.locator("table.configurations");
    const row = (lr: string) =>
      table.locator("tbody tr").filter({ has: page.getByText(lr, { exact: true }) });
    await row("0.1").getByText("3 seeds").waitFor();
    // By hand: 0.2, 0.3 and 0.4 are 0.3 ± 4.303 · 0.1/√3.
    expect(await row("0.1").textContent()).toMatch(/0\.3 ± 0\.25/);
    expect(await row("0.1").textContent()).toContain("3 of 3 inside 0 to 1");
    expect(await row("9").textContent()).toContain("one seed");
    expect(await table.locator("thead").textContent()).not.toContain("layers");
    await page.getByText("The loss ends below one.").waitFor();

    await table.getByRole("button", { name: "val/loss" }).click();
    await table.getByRole("button", { name: "val/loss" }).click();
    expect(await table.locator("tbody tr").first().textContent()).toMatch(/0\.81/);
    // Paired by seed: 0.5, 0.51 and 0.52 are 0.51 ± 4.303 · 0.01/√3.
    const ablation = page.locator("table.ablation tbody tr", { hasText: "lr 0.5" });
    expect(await ablation.textContent()).toMatch(/\+0\.51 ± 0\.025 worse/);
    await page.getByLabel("Baseline").selectOption({ label: "lr 0.5" });
    expect(await page.locator("table.ablation tbody tr", { hasText: "lr 0.1" }).textContent()).toMatch(
      /−0\.51 ± 0\.025 better/,
    );
    await page.getByText("Same code: all 7 runs.").waitFor();
    expect(troubles).toEqual([]);
  });

  it("curves have a band, name each seed under the pointer, say what they leave out, and the address keeps the view", async () => {
    const { page, troubles } = await openPage(context);
    await page.goto(at("/runs/compare/?where=experiment%3Dtest/net"));
    const chart = page.locator("figure.curve").first();
    await chart.locator("canvas").waitFor();
    await chart.getByText("7 values are NaN or infinite").waitFor();
    const over = chart.locator(".u-over");
    await over.scrollIntoViewIfNeeded();
    const box = (await over.boundingBox())!;
    const names = new Set<string>();
    for (let y = 0; y <= 60; y++) {
      await page.mouse.move(box.x + box.width - 2, box.y + (box.height * y) / 60);
      names.add((await chart.locator(".readout").textContent())!);
    }
    const said = [...names].join("\n");
    expect(said).toMatch(/seed 0 of lr 0\.1: 0\.2 at step 10/);
    expect(said).toMatch(/seed 2 of lr 0\.5: 0\.92 at step 10/);

    await page.getByLabel("y logarithmic").check();
    await chart.getByText("1 value of 0 or below left out: the axis is logarithmic").waitFor();
    await page.getByRole("combobox", { name: "against" }).selectOption("epoch");
    await page.getByRole("combobox", { name: "smoothing" }).selectOption("0.9");
    await chart.getByText("smoothed: moving average, factor 0.9").waitFor();
    await page.getByLabel("Draw lr 9").uncheck();
    await page.getByText("2 of 3 configurations are drawn").waitFor();
    const address = page.url();
    expect(address).toMatch(/x=epoch&logy=1&smooth=0\.9/);
    await page.reload();
    await page.getByText("2 of 3 configurations are drawn").waitFor();
    expect(await page.getByRole("combobox", { name: "against" }).inputValue()).toBe("epoch");
    expect(await page.getByLabel("Draw lr 9").isChecked()).toBe(false);
    await chart.locator("canvas").waitFor();
    await chart.getByRole("img", { name: /^val\/loss against epoch: mean of 3 seeds/ }).waitFor();
    expect(troubles).toEqual([]);
  });

  it("a seed that ends while the page is open is in the table, without a reload", async () => {
    const { page } = await openPage(context);
    await page.goto(at("/runs/compare/?group=live"));
    await page.getByText("No run has the name “live”.").waitFor();
    const loss = (step: number) => 1 / step;
    for (const seed of [0, 1]) await make(hub.workspace, { lr: 3, seed, loss, group: "live" });
    await page.locator("table.configurations").getByText("2 seeds").waitFor();
    await page.locator("figure.curve canvas").first().waitFor();
  });

  it("other code is said, and its changes are shown line by line", async () => {
    const { page } = await openPage(context);
    const diff = (to: string) =>
      `diff --git a/x.ts b/x.ts\n@@ -1 +1 @@\n-const rate = 1;\n+const rate = ${to};\n`;
    for (const [seed, to] of ["2", "<img src=x onerror=alert(1)>"].entries())
      await make(hub.workspace, { lr: 4, seed, loss: () => 1, group: "changed", diff: diff(to) });
    await page.goto(at("/runs/compare/?group=changed"));
    await page.getByText("The runs were made by 2 versions of the code").waitFor();
    await page.getByText("Changes since the commit").last().click();
    await page.locator(".diff .added").getByText("+const rate = <img src=x onerror=alert(1)>;").waitFor();
    expect(await page.locator(".diff img").count()).toBe(0);
  });

  it("a sweep tells its best by the seeds that chose nothing, live, and parts of its axes are chosen from the keyboard", async () => {
    const { page, troubles } = await openPage(context);
    const store = createSweep(hub.workspace);
    await makeRuns(store, { heldOut: false });
    await page.goto(at("/runs/sweep/"));
    await page.getByRole("link", { name: "rates" }).click();
    await page.getByRole("heading", { level: 1, name: "rates" }).waitFor();
    await page.getByText("Which rate?").waitFor();
    const best = page.locator(".best");
    await best.getByText("Not judged yet: its 2 held-out seeds run when the search is through.").waitFor();
    await page.getByText(`npx blankfile sweep --resume ${store.record.id}`).waitFor();
    store.decisions();
    store.decide({ kind: "confirm", trial: 1 });
    await makeRuns(store, { heldOut: true });
    // By hand: 0.7 and 0.9 are 0.8 ± 12.706 · 0.1414/√2; the seed that chose it had 0.5.
    await best.getByText("with 2 seeds that chose nothing, 95 % interval: 0.7, 0.9").waitFor();
    expect(await best.locator(".worth").textContent()).toBe("0.8 ± 1.3");
    await best.getByText("With the seed that chose it: 0.5, the luckiest of 3.").waitFor();
    const rows = page.locator("table.trials tbody tr");
    expect(await rows.count()).toBe(3);
    expect(await rows.first().textContent()).toMatch(/^1 judged/);
    const axis = page.getByRole("slider", { name: "Part of lr" });
    await axis.focus();
    await page.keyboard.press("ArrowDown");
    await page.getByText("2 of 3 configurations are chosen.").waitFor();
    expect(await rows.count()).toBe(2);
    // What is chosen is in the address.
    await page.reload();
    await page.getByText("2 of 3 configurations are chosen.").waitFor();
    await axis.focus();
    await page.keyboard.press("Escape");
    await rows.nth(2).waitFor();
    await page.getByRole("link", { name: "compare its configurations" }).click();
    await page.locator("table.configurations tbody tr").nth(2).waitFor();
    expect(page.url()).toContain(`sweep=${store.record.id}`);
    expect(troubles).toEqual([]);
  });
});

describe("on a static host", () => {
  let site: StaticSite;
  beforeAll(async () => {
    site = await serveStatic(dist);
  });
  afterAll(() => site.close());

  it("runs of this browser are compared as well; sweeps say that they need a workspace", async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const { page, troubles } = await openPage(context);
    const lab = kinds.find(({ name }) => name === "run, saved from a lab")!;
    await page.goto(`${site.address}${lab.address}`);
    await page.locator(lab.ready).first().waitFor();
    await lab.also!(page);
    await page.goto(`${site.address}/runs/compare/?where=break-the-engine`);
    await page.locator("table.configurations").getByText("one seed").first().waitFor();
    await page.locator("figure.curve canvas").first().waitFor();
    await page.goto(`${site.address}/runs/sweep/`);
    await page.getByText("A sweep is many runs in a workspace").waitFor();
    expect(troubles).toEqual([]);
    expect(site.requests.filter((asked) => asked.startsWith("/api"))).toEqual([]);
    await context.close();
  });
});
