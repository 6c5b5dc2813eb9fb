import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { claim, importText, lines, profiles } from "./progress.fixture.ts";

const withProfile = profiles();

describe("a copy in a folder", () => {
  /** The browser's private folder stands for one of the reader's: a headless browser has nobody who picks. */
  const picked = () => {
    Object.assign(window, {
      showDirectoryPicker: async () =>
        (await navigator.storage.getDirectory()).getDirectoryHandle("Notes", { create: true }),
    });
    const handle = FileSystemHandle.prototype as unknown as Record<string, unknown>;
    const asks = () => localStorage.getItem("test-asks") !== null;
    handle.queryPermission = async () => (asks() ? "prompt" : "granted");
    handle.requestPermission = async () => {
      localStorage.removeItem("test-asks");
      return "granted";
    };
  };
  const file = (page: Page) =>
    page.evaluate(async () => {
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("Notes");
      return (await (await folder.getFileHandle("progress.jsonl")).getFile()).text();
    });
  /** Until no page writes: what is being written can be neither removed nor counted. */
  const written = (page: Page) =>
    expect
      .poll(() =>
        page.evaluate(async () => {
          const { held = [], pending = [] } = await navigator.locks.query();
          return [...held, ...pending].filter(({ name }) => name === "blankfile-folder").length;
        }),
      )
      .toBe(0);
  const complete = "and each new one is added at once";

  it("gets every event, from other pages too, and after a permission that was asked again", async () => {
    await withProfile(async (open) => {
      const page = await open();
      await importText(page, lines(claim("sets")));
      await page.getByRole("button", { name: "Choose a folder" }).click();
      await page.getByText(complete).waitFor();
      expect((await file(page)).trim().split("\n")).toHaveLength(1);

      await page.goto("/topics/chain-rule/");
      await page.getByRole("button", { name: "I know this" }).first().click();
      await expect.poll(async () => (await file(page)).trim().split("\n").length).toBe(2);

      await page.evaluate(() => localStorage.setItem("test-asks", "1"));
      await page.goto("/progress/");
      await importText(page, lines(claim("autodiff-modes")));
      await page.getByText("The browser wants your permission again before it writes to Notes").waitFor();
      expect((await file(page)).trim().split("\n")).toHaveLength(2);
      await page.getByRole("button", { name: "Allow writing to Notes" }).click();
      await page.getByText(complete).waitFor();
      expect((await file(page)).trim().split("\n")).toHaveLength(3);
    }, picked);
  });

  it("says what failed, and goes on from there; what another browser wrote is taken; cleared, nothing comes back", async () => {
    await withProfile(async (open) => {
      const page = await open();
      await page.getByRole("button", { name: "Choose a folder" }).click();
      await page.getByText(complete).waitFor();
      await page.evaluate(
        async (line) => {
          const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("Notes");
          const writer = await (
            await folder.getFileHandle("progress.jsonl", { create: true })
          ).createWritable();
          await writer.write(line);
          await writer.close();
        },
        lines(claim("backpropagation")),
      );
      await importText(page, lines(claim("sets")));
      await page.getByText("Only in this browser, 2 events.").waitFor();
      await written(page);
      expect((await file(page)).trim().split("\n")).toHaveLength(2);

      await page.evaluate(async () =>
        (await navigator.storage.getDirectory()).removeEntry("Notes", { recursive: true }),
      );
      await importText(page, lines(claim("autodiff-modes")));
      await page
        .getByText("Notes: the folder is not there any more. All events are still in this browser")
        .waitFor();
      await written(page);
      await page.evaluate(async () =>
        (await navigator.storage.getDirectory()).getDirectoryHandle("Notes", { create: true }),
      );
      await page.getByRole("button", { name: "Try again" }).click();
      await page.getByText(complete).waitFor();
      expect((await file(page)).trim().split("\n")).toHaveLength(3);

      const other = await open();
      await other.getByText(complete).waitFor();
      page.on("dialog", (dialog) => void dialog.accept());
      await page.getByRole("button", { name: "Clear this browser" }).click();
      await page.getByText("Cleared.").waitFor();
      await other.getByText("Only in this browser, 0 events.").waitFor();
      await other.reload();
      await other.getByText("Only in this browser, 0 events.").waitFor();
      expect((await file(page)).trim().split("\n")).toHaveLength(3);
    }, picked);
  });

  it("is not offered where the browser has no such thing, and the page says what to do", async () => {
    await withProfile(
      async (open) => {
        const page = await open();
        await page.getByText("This browser cannot keep a second copy in a folder by itself").waitFor();
        expect(await page.getByRole("button", { name: "Choose a folder" }).count()).toBe(0);
      },
      () => {
        delete (window as unknown as { showDirectoryPicker?: unknown }).showDirectoryPicker;
      },
    );
  });
});
