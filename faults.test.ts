import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const docs = path.join(import.meta.dirname, "docs");
const page = readFileSync(path.join(docs, "faults.md"), "utf8");
const rows = page
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| fault "))
  .map((line) => line.slice(2, -2).split(" | "));

/** A title as it stands in the source: a whole text of the file. */
function isTitle(title: string, source: string): boolean {
  return ['"', "`", "'"].some((quote) => source.includes(`${quote}${title}${quote},`));
}

it("every fault has what holds then, and a test that is there under its title", () => {
  expect(rows.length).toBeGreaterThan(30);
  for (const [fault, holds, tests, ...more] of rows) {
    expect(
      [fault, holds].every((text) => text?.trim()),
      fault,
    ).toBe(true);
    expect(more, fault).toEqual([]);
    const links = [...tests!.matchAll(/\[(.+?)\]\((\.\.\/[^)]+\.test\.ts)\)/g)];
    expect(links.length, `tests of: ${fault}`).toBeGreaterThan(0);
    for (const [, title, file] of links) {
      const found = path.join(docs, file!);
      expect(existsSync(found), file).toBe(true);
      expect(isTitle(title!, readFileSync(found, "utf8")), `${file}: ${title}`).toBe(true);
    }
    expect(tests!.replaceAll(/\[.+?\]\([^)]+\)/g, "").replaceAll("<br>", ""), fault).toBe("");
  }
});
