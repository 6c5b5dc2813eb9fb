import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import {
  claim,
  day,
  dist,
  event,
  exported,
  give,
  importText,
  lines,
  now,
  pass,
  profiles,
} from "./progress.fixture.ts";

const withProfile = profiles();

/** What the screen shows of the reader's progress. */
async function shown(page: Page): Promise<unknown> {
  if ((await page.locator(".day-table").count()) === 0) await page.getByText("As a table").click();
  return {
    layers: await page.locator("table.ladder tbody").textContent(),
    days: await page.locator(".day-table").textContent(),
    topics: await page.locator(".topic-list .topic-title").allTextContents(),
  };
}

it("what is exported here and imported in a fresh profile gives the same state, with the events of another version", async () => {
  const later = '{"id":"later-1","at":1790000000000,"kind":"taught","topic":"sets","whom":"a friend"}';
  let file = "";
  let before: unknown;
  await withProfile(async (open) => {
    const page = await open();
    await importText(page, lines(claim("chain-rule"), pass(["autograd-engine"], now - 9 * day)) + later);
    await page.getByText("1 of another version of Blankfile is kept").waitFor();
    const topic = await open("/topics/backpropagation/");
    await topic.getByRole("button", { name: "I know this" }).first().click();
    await topic.getByRole("button", { name: "Claimed: take it back" }).first().waitFor();
    await page.reload();
    await page.locator('.topic-list [data-slug="backpropagation"]').waitFor();
    before = await shown(page);
    file = await exported(page);
    expect(file.trim().split("\n")).toHaveLength(4);
    expect(file).toContain(later);
    await page.getByText("Last copy: today.").waitFor();
  });
  await withProfile(async (open) => {
    const page = await open();
    await importText(page, file);
    await page.locator('.topic-list [data-slug="backpropagation"]').waitFor();
    await expect.poll(() => shown(page)).toEqual(before);
    expect(await exported(page)).toBe(file);
    await page.reload();
    await expect.poll(() => shown(page)).toEqual(before);
    await importText(page, file);
    await page.getByText("3 events read, 0 of them new").waitFor();
    await page.getByText("1 event of another version, kept and exported again").waitFor();
  });
});

it("two tabs that import at once, and write at once, lose nothing and double nothing", async () => {
  await withProfile(async (open) => {
    const [left, right] = [await open(), await open()];
    const both = Array.from({ length: 3000 }, (_, i) => claim("sets", now - i));
    const [one, two] = [claim("chain-rule"), claim("backpropagation")];
    await Promise.all([
      importText(left, lines(...both, one)),
      importText(right, `${lines(two, ...both)}torn`),
    ]);
    const topics = await Promise.all([open("/topics/autograd-engine/"), open("/topics/autodiff-modes/")]);
    await Promise.all(
      topics.map((page) => page.getByRole("button", { name: "I know this" }).first().click()),
    );
    await left.getByText("3004 events").waitFor();
    await right.getByText("3004 events").waitFor();
    await left.reload();
    await left.getByText("Only in this browser, 3004 events.").waitFor();
    await left.getByText("1 damaged line set aside").waitFor();
    const ids = (await exported(left))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).id);
    expect(new Set(ids).size).toBe(3004);
    expect(ids).toHaveLength(3004);
  });
});

it("a file that is no progress is refused, and the screen says what was given and what is needed", async () => {
  await withProfile(async (open) => {
    const page = await open();
    const files: [string, string | Buffer, string][] = [
      ["people.csv", "name,age\nAda,36\n", "given a table whose first line is name,age"],
      ["cat.png", Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), "given a PNG picture"],
      ["package.json", '{\n"name": "x"\n}', "given JSON that is no event, an object with name"],
      ["empty.jsonl", "", "given an empty file"],
    ];
    for (const [name, text, given] of files) {
      await give(page, text, name);
      await page.getByText(`${name}: ${given}`).waitFor();
      await page.getByText('the file that "Export" writes is needed').waitFor();
    }
    await page.getByText("Only in this browser, 0 events.").waitFor();
    expect(await page.getByText("set aside").count()).toBe(0);
  });
});

describe("storage", () => {
  it("that is denied: work goes on through the tab's pages, the page says that it is not kept, and it can be exported", async () => {
    await withProfile(
      async (open) => {
        const page = await open("/topics/chain-rule/");
        await page.getByRole("button", { name: "I know this" }).first().click();
        await page.getByRole("button", { name: "Claimed: take it back" }).first().waitFor();
        const bar = page.locator("#store-problem");
        await bar
          .getByText(
            "this browser refuses to store data (SecurityError), and 1 event is kept in this tab only",
          )
          .waitFor();
        await bar.getByRole("button", { name: "Export progress.jsonl" }).waitFor();
        await page.goto("/progress/");
        await page
          .getByText("Not kept: this browser refuses to store data (SecurityError), and 1 event is kept")
          .waitFor();
        await importText(page, lines(claim("sets")));
        expect((await exported(page)).trim().split("\n")).toHaveLength(2);
        await page.locator(".topic-list").getByText("The chain rule").waitFor();
      },
      () => {
        IDBFactory.prototype.open = () => {
          throw new DOMException("denied", "SecurityError");
        };
      },
    );
  });

  it("that is full: the page says so, and stores everything once there is room", async () => {
    await withProfile(
      async (open) => {
        const page = await open();
        await importText(page, lines(claim("sets"), claim("chain-rule")));
        await page
          .locator(".backup")
          .getByText("this browser's storage is full, and 2 events are kept in this tab only")
          .waitFor();
        await page.evaluate(() => {
          (window as unknown as { room: boolean }).room = true;
        });
        await page.getByRole("button", { name: "Try to store again" }).click();
        await page.getByText("Only in this browser, 2 events.").waitFor();
        const other = await open("/topics/chain-rule/");
        await other.getByRole("button", { name: "Claimed: take it back" }).first().waitFor();
      },
      () => {
        const put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (...given) {
          if (!(window as unknown as { room?: boolean }).room)
            throw new DOMException("full", "QuotaExceededError");
          return put.apply(this, given);
        };
      },
    );
  });
});

it("events that an earlier version stored one by one are all there, and packed", async () => {
  await withProfile(async (open, context) => {
    const page = await context.newPage();
    await page.goto("/data/migrations.json");
    await page.evaluate(
      async (events) => {
        const request = indexedDB.open("blankfile-progress", 1);
        request.onupgradeneeded = () => {
          for (const name of ["events", "outbox"]) request.result.createObjectStore(name, { keyPath: "id" });
          request.result.createObjectStore("aside", { autoIncrement: true });
          request.result.createObjectStore("facts");
        };
        await new Promise((resolve) => {
          request.onsuccess = resolve;
        });
        const transaction = request.result.transaction("events", "readwrite");
        for (const one of events) transaction.objectStore("events").put(one);
        await new Promise((resolve) => {
          transaction.oncomplete = resolve;
        });
        request.result.close();
      },
      Array.from({ length: 1500 }, (_, i) => claim("sets", now - i)),
    );
    const progress = await open();
    await progress.getByText("Only in this browser, 1500 events.").waitFor();
    const counts = () =>
      progress.evaluate(async () => {
        const result = <T>(request: IDBRequest<T>) =>
          new Promise<T>((resolve) => {
            request.onsuccess = () => resolve(request.result);
          });
        const database = await result(indexedDB.open("blankfile-progress"));
        const transaction = database.transaction(["events", "packed"]);
        const found = ["events", "packed"].map((name) => result(transaction.objectStore(name).count()));
        database.close();
        return Promise.all(found);
      });
    await expect.poll(counts).toEqual([0, 1]);
    await importText(progress, lines(claim("chain-rule")));
    await progress.reload();
    await progress.getByText("Only in this browser, 1501 events.").waitFor();
    expect(await counts()).toEqual([1, 1]);
  });
});

it("100,000 events are imported, and pages open with them", async () => {
  await withProfile(async (open) => {
    const page = await open();
    const slugs = (
      JSON.parse(readFileSync(path.join(dist, "data/atlas.json"), "utf8")).topics as [string][]
    ).map(([slug]) => slug);
    const many = Array.from({ length: 100_000 }, (_, i) => {
      const [topic, at] = [slugs[i % slugs.length]!, now - Math.floor((i * 700 * day) / 100_000)];
      return Math.floor(i / slugs.length) % 3 === 0
        ? claim(topic, at)
        : Math.floor(i / slugs.length) % 3 === 1
          ? pass([topic], at)
          : event({ kind: "use", topic, run: `r${i % 997}` }, at);
    });
    const text = lines(...many);
    const folder = mkdtempSync(path.join(tmpdir(), "blankfile-e2e-"));
    const file = path.join(folder, "progress.jsonl");
    writeFileSync(file, text);
    let start = performance.now();
    await page.getByLabel("File to import").setInputFiles(file);
    await page.getByText("100,000 events read; storing them").waitFor();
    await page.getByText("100,000 events read, 100,000 of them new").waitFor({ timeout: 120_000 });
    rmSync(folder, { recursive: true });
    const took: Record<string, number> = { import: performance.now() - start };
    for (const [name, address, ready] of [
      ["progress", "/progress/", ".calendar-day"],
      ["map", "/map/?view=list", "[data-rung=used]"],
      ["topic", "/topics/chain-rule/", ".evidence[data-rung=used]"],
    ] as const) {
      start = performance.now();
      await page.goto(address);
      await page.locator(ready).first().waitFor({ state: "attached" });
      took[name] = performance.now() - start;
    }
    start = performance.now();
    await page.locator("[data-claim]").first().click();
    await page.locator('[data-claim][aria-pressed="false"]').first().waitFor();
    took.claim = performance.now() - start;
    console.log(
      `100,000 events, ${Math.round(text.length / 1e6)} MB, in ms:`,
      JSON.stringify(took, (_, value) => (typeof value === "number" ? Math.round(value) : value)),
    );
    await page.goto("/progress/");
    expect((await exported(page)).trim().split("\n").length).toBeGreaterThanOrEqual(100_000);
    // Far above what it takes, so that a busy machine does not fail it; what it takes stands in the log.
    for (const [what, most] of [
      ["import", 30_000],
      ["progress", 8000],
      ["map", 8000],
      ["topic", 8000],
      ["claim", 3000],
    ] as const)
      expect(took[what], what).toBeLessThan(most);
  });
});

it("evidence under old names is seen under the new ones, on the progress page, the map and the topic", async () => {
  await withProfile(async (open, context) => {
    const date = "2026-11-01";
    const old = lines(
      claim("old-chain"),
      pass(["old-engine"]),
      claim("half-one"),
      claim("half-two"),
      claim("broken-up"),
      event({ kind: "claim", topic: "nowhere" }),
      event({ kind: "plan", destinations: ["old-engine"] }),
    );
    let page = await open();
    await importText(page, old);
    await page.getByText("6 topics of your progress are not on this map").waitFor();
    await page.close();

    await context.route("**/data/migrations.json", (route) =>
      route.fulfill({
        json: [
          { kind: "renamed", from: "old-chain", to: "chain-rule", date },
          { kind: "renamed", from: "old-engine", to: "autograd-engine", date },
          { kind: "merged", from: ["half-one", "half-two"], to: "backpropagation", date },
          { kind: "split", from: "broken-up", to: ["sets", "autodiff-modes"], date },
          { kind: "removed", slug: "nowhere", reason: "no topic of its own", date },
        ],
      }),
    );
    page = await open();
    const list = page.locator(".topic-list");
    for (const slug of ["chain-rule", "autograd-engine", "backpropagation"])
      await list.locator(`[data-slug="${slug}"]`).waitFor();
    await expect.poll(() => list.locator("li").count()).toBe(5);
    await page
      .getByText("1 event of topics that were removed from the map: nowhere. They are kept")
      .waitFor();
    expect(await page.getByText("not on this map").count()).toBe(0);
    expect((await exported(page)).trim().split("\n")).toHaveLength(7);

    await page.goto("/topics/autograd-engine/");
    await page.getByText("Your code passed the checks.").waitFor();
    await page.goto("/map/?view=list");
    for (const [slug, rung] of [
      ["autograd-engine", "checked"],
      ["sets", "claimed"],
      ["autodiff-modes", "claimed"],
      ["backpropagation", "claimed"],
    ] as const)
      await page
        .locator(`[data-slug="${slug}"] [data-rung="${rung}"]`)
        .first()
        .waitFor({ state: "attached" });
    await page.goto("/topics/chain-rule/");
    await page.getByRole("button", { name: "Claimed: take it back" }).first().click();
    await page.getByRole("button", { name: "I know this" }).first().waitFor();
    await page.goto("/progress/");
    await list.locator('[data-slug="backpropagation"]').waitFor();
    await expect.poll(() => list.locator("li").count()).toBe(4);
  });
});

it("a clock that stood in 2031: the claim can be taken back today, and the screen says what happened", async () => {
  await withProfile(async (open, context) => {
    const page = await context.newPage();
    await page.addInitScript(() => {
      Date.now = () => Date.UTC(2031, 0, 1, 12);
    });
    await page.goto("/topics/chain-rule/");
    await page.getByRole("button", { name: "I know this" }).first().click();
    await page.getByRole("button", { name: "Claimed: take it back" }).first().waitFor();
    await page.close();
    const today = await open("/topics/chain-rule/");
    await today.getByRole("button", { name: "Claimed: take it back" }).first().click();
    await today.getByRole("button", { name: "I know this" }).first().waitFor();
    await today.reload();
    await today.getByText("No evidence yet.").waitFor();
    await today.goto("/progress/");
    await today.getByText("1 event is dated after today: a clock was wrong when it was made.").waitFor();
  });
});

it("the calendar says in words what was done on a day, walked by arrow keys, and axe finds nothing", async () => {
  await withProfile(async (open) => {
    const page = await open();
    await importText(page, lines(pass(["chain-rule"], now), claim("sets", now - 7 * day)));
    const detail = page.locator(".calendar-day");
    await detail.getByText("Exercise of-chain-rule: 1 attempt, passed").waitFor();
    await page.locator('.calendar [data-work="1"]').first().focus();
    await page.keyboard.press("ArrowLeft");
    await detail.getByText("Claimed:").waitFor();
    expect(await page.evaluate(() => document.activeElement!.getAttribute("aria-label"))).toMatch(
      /\d{4}: claims or plans$/,
    );
    await page.keyboard.press("ArrowUp");
    await detail.getByText("Nothing recorded.").waitFor();
    await page.getByText("As a table").click();
    await expect.poll(() => page.locator(".day-table tbody tr").count()).toBe(2);
    await page.evaluate(axe.source);
    const found = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run(document));
    expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 120)}`)).toEqual([]);
  });
});
