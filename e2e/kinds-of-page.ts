import type { Page } from "playwright-core";

/** One page of each kind: its address, and what stands on it once it is all there. */
export interface Kind {
  name: string;
  address: string;
  /** A selector. */
  ready: string;
  /** What brings up the rest of it. */
  also?: (page: Page) => Promise<void>;
}

export const kinds: Kind[] = [
  { name: "map", address: "/", ready: "svg.map" },
  { name: "map, a topic chosen", address: "/map/?topic=backpropagation", ready: ".panel .topic-list" },
  { name: "map, a path", address: "/map/?from=vectors&to=backpropagation", ready: "ol.stops" },
  { name: "map as a list", address: "/map/?view=list", ready: ".list-view" },
  { name: "topic, written", address: "/topics/backpropagation/", ready: "[data-claim]", also: scrollThrough },
  { name: "topic, an outline", address: "/topics/flow-matching/", ready: "[data-claim]" },
  { name: "topics", address: "/topics/", ready: "form.filter:not([hidden])" },
  { name: "tracks", address: "/tracks/", ready: ".card-list" },
  { name: "track", address: "/tracks/core/", ready: ".follow form" },
  { name: "track, followed", address: "/tracks/map-tour/", ready: ".follow form", also: follow },
  { name: "plan check", address: "/tracks/check/", ready: "textarea", also: checkPlan },
  { name: "projects", address: "/projects/", ready: ".card-list" },
  { name: "project", address: "/projects/rebuild-gpt-2-small/", ready: "h1" },
  { name: "seeds", address: "/seeds/", ready: ".phrases" },
  { name: "reading", address: "/reading/", ready: ".sources" },
  { name: "practice", address: "/practice/", ready: ".card-list" },
  { name: "exercise", address: "/practice/scalar-autograd/", ready: ".cm-content" },
  { name: "labs", address: "/labs/", ready: ".card-list" },
  { name: "lab", address: "/labs/computation-graph/", ready: ".lab-card" },
  { name: "runs", address: "/runs/", ready: "h2, .notice" },
  { name: "run", address: "/runs/view/?group=none", ready: ".notice, h1" },
  { name: "comparison, of nothing", address: "/runs/compare/", ready: ".notice" },
  { name: "sweeps", address: "/runs/sweep/", ready: ".notice, table" },
  { name: "run, saved from a lab", address: "/labs/break-the-engine/", ready: ".lab-card", also: saveRun },
  { name: "comparison", address: "/labs/break-the-engine/", ready: ".lab-card", also: compareRun },
  { name: "progress", address: "/progress/", ready: "h2" },
  { name: "review, no cards yet", address: "/review/", ready: ".review-card h2" },
  { name: "gaps", address: "/gaps/?to=dpo", ready: "ol.stops.gaps" },
  { name: "gaps, a placement", address: "/gaps/?to=backpropagation", ready: "ol.stops.gaps", also: place },
  { name: "search", address: "/tracks/", ready: ".card-list", also: search },
  {
    name: "list of keys",
    address: "/tracks/",
    ready: ".card-list",
    also: listKeys,
  },
  { name: "no such page", address: "/topics/backpropagtion/", ready: "[data-near] a" },
  // Last, since the claim that it makes stays in the profile.
  { name: "review, a card", address: "/topics/backpropagation/", ready: "[data-claim]", also: review },
];

/** Labs and editors load when they are near. */
async function scrollThrough(page: Page): Promise<void> {
  const parts = [page.locator(".cm-content").first(), page.locator(".lab-card").first()];
  const there = async () => (await Promise.all(parts.map((part) => part.isVisible()))).every(Boolean);
  for (let y = 0; y < 300 && (y < 30 || !(await there())); y++) {
    await page.evaluate((top) => scrollTo(0, top), (y % 30) * 700);
    await page.waitForTimeout(40);
  }
  for (const part of parts) await part.waitFor();
  await page.evaluate(() => scrollTo(0, 0));
}

async function saveRun(page: Page): Promise<void> {
  await page.getByLabel("below 0.01 degrees").check();
  await page.getByRole("button", { name: "Say it" }).click();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByText("So it came out.").waitFor({ timeout: 60_000 });
  await page.getByRole("button", { name: "Save as run" }).click();
  await page.getByRole("link", { name: "Open the run" }).click();
  await page.locator("figure.curve canvas").first().waitFor();
}

async function compareRun(page: Page): Promise<void> {
  await saveRun(page);
  const run = new URL(page.url()).searchParams.get("id")!;
  await page.goto(new URL(`/runs/compare/?run=${run}`, page.url()).href);
  await page.locator("figure canvas").first().waitFor();
}

async function search(page: Page): Promise<void> {
  await page.keyboard.type("/chain rule");
  await page.locator(".hits[data-whole] [role=option]").first().waitFor();
}

async function listKeys(page: Page): Promise<void> {
  await page.keyboard.press("?");
  await page.locator("dialog.keys-dialog[open] dt").first().waitFor();
}

async function review(page: Page): Promise<void> {
  await page.locator("[data-claim]").first().click();
  await page.locator('[data-claim][aria-pressed="true"]').first().waitFor();
  await page.goto(new URL("/review/", page.url()).href);
  await page.getByRole("button", { name: "Show the answer" }).click();
  await page.getByRole("button", { name: "Good" }).waitFor();
}

async function follow(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Follow this track" }).click();
  await page.locator("ol.calendar").waitFor();
}

async function checkPlan(page: Page): Promise<void> {
  await page.locator("textarea").fill("Week 1\nBackpropagation\nVectors\nsomething else");
  await page.locator("form button, .row button").first().click();
  await page.getByText("What the linter says").waitFor();
}

async function place(page: Page): Promise<void> {
  await page
    .getByRole("button", { name: /placement|questions/i })
    .first()
    .click();
  await page
    .getByRole("region", { name: "Placement" })
    .getByText(/Question 1,/)
    .waitFor();
}
