// npm run screenshots: the pictures of the README, made from the built site and a fresh run of the digits experiment.
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { launch } from "../e2e/browser.ts";
import { startHub } from "../e2e/hub.ts";
import { root } from "./steps.ts";

const folder = path.join(root, "docs", "screenshots");
type Browser = Awaited<ReturnType<typeof launch>>;
type Page = Awaited<ReturnType<Browser["newPage"]>>;
type Session = Awaited<ReturnType<Awaited<ReturnType<Browser["newContext"]>>["storageState"]>>;

interface Shot {
  name: string;
  address: string;
  height: number;
  /** What must be there before the picture is taken. */
  ready: string;
}

mkdirSync(folder, { recursive: true });
const hub = await startHub();
const browser = await launch();
try {
  console.log("Running the digits experiment: about a minute.");
  const command = [
    "--disable-warning=ExperimentalWarning",
    "experiments/nn/digits-mlp.ts",
    ...["--variants", "stratified", "--group", "digits", "--workspace", hub.workspace],
  ];
  execFileSync(process.execPath, command, { cwd: root, stdio: "inherit" });
  const session = await learn(browser);
  const shots: Shot[] = [
    {
      name: "map",
      address: "/map/?mode=path&from=vectors&to=autograd-engine",
      height: 900,
      ready: "ol.stops",
    },
    { name: "topic", address: "/topics/backpropagation/", height: 1000, ready: "h1" },
    { name: "run", address: "/runs/view/?group=digits", height: 1000, ready: "figure.curve canvas" },
  ];
  for (const scheme of ["light", "dark"] as const) {
    const context = await browser.newContext({ storageState: session, colorScheme: scheme });
    const page = await context.newPage();
    for (const { name, address, height, ready } of shots) {
      await page.setViewportSize({ width: 1440, height });
      await page.goto(new URL(address, hub.url).href);
      await page.locator(ready).first().waitFor();
      if (name === "topic") await runLab(page);
      await page.waitForTimeout(1500);
      const file = path.join(folder, `${name}-${scheme}.png`);
      await page.screenshot({ path: file });
      console.log(path.relative(root, file));
    }
    await context.close();
  }
} finally {
  await browser.close();
  await hub.close();
}

/** Scrolls to the lab and runs it to its end. */
async function runLab(page: Page): Promise<void> {
  await page
    .locator("[id^=lab-]")
    .first()
    .evaluate((place) => place.scrollIntoView());
  const lab = page.locator(".lab-card").first();
  await lab.getByRole("button", { name: "Run without predicting" }).click();
  await lab.getByRole("button", { name: "Run", exact: true }).click();
  await lab.getByText("finished").first().waitFor();
  await lab.evaluate((card) => scrollBy(0, card.getBoundingClientRect().top - 90));
}

/** Claims some topics, so that the map shows a learner's state; returns the session that was opened for it. */
async function learn(browser: Browser): Promise<Session> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(hub.url);
  for (const slug of [
    "sets",
    "functions",
    "vectors",
    "matrices",
    "derivatives",
    "real-numbers",
    "continuity",
  ]) {
    const answer = await page.goto(new URL(`/topics/${slug}/`, hub.url).href);
    if (answer?.status() !== 200) continue;
    await page.getByRole("button", { name: "I know this" }).first().click();
  }
  await page.waitForTimeout(500);
  const session = await context.storageState();
  await context.close();
  return session;
}
