import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { firstVisit } from "./first-visit.ts";

const dist = mkdtempSync(join(tmpdir(), "blankfile-dist-"));
afterAll(() => rmSync(dist, { recursive: true }));

it("takes pages, their sheets and scripts, what these import at once or later, and Latin faces only", () => {
  for (const page of ["", "map", "gaps", "topics", "progress"]) {
    mkdirSync(join(dist, page), { recursive: true });
    writeFileSync(
      join(dist, page, "index.html"),
      '<script type="module" src="/blankfile/_astro/page.A1.js"></script>',
    );
  }
  writeFileSync(
    join(dist, "index.html"),
    '<link href="/blankfile/_astro/page.B2.css"><script src="/blankfile/_astro/map.C3.js">',
  );
  mkdirSync(join(dist, "_astro"));
  const files = {
    "page.A1.js": 'import{a}from"./shared.D4.js";export const later=()=>import("./search.E5.js")',
    "page.B2.css":
      "@font-face{src:url(/_astro/inter-latin-wght-normal.F6.woff2)}@font-face{src:url(/_astro/inter-greek-wght-normal.G7.woff2)}",
    "map.C3.js": 'import"./shared.D4.js"',
    "shared.D4.js": 'import"./page.A1.js"',
    "search.E5.js": "",
    "lab.H8.js": "",
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dist, "_astro", name), text);
  const scripts = [
    "inter-latin-wght-normal.F6.woff2",
    "map.C3.js",
    "page.A1.js",
    "page.B2.css",
    "search.E5.js",
    "shared.D4.js",
  ];
  expect(firstVisit(dist)).toEqual([
    "",
    "map/",
    "gaps/",
    "topics/",
    "progress/",
    "data/atlas.json",
    "data/summaries.json",
    "data/migrations.json",
    ...scripts.map((name) => `_astro/${name}`),
  ]);
});
