import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Pages that are kept from the first visit on, whichever page it was to, and the data they fetch. */
const pages = ["", "map/", "gaps/", "topics/", "progress/"];
const data = ["data/atlas.json", "data/summaries.json", "data/migrations.json"];

/**
 * Paths below `dist` that these pages need: themselves, their sheets, their scripts and what those import, the faces of
 * Latin letters.
 */
export function firstVisit(dist: string): string[] {
  const files = new Set<string>();
  const add = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    const text = readFileSync(join(dist, "_astro", file), "utf8");
    if (file.endsWith(".js"))
      for (const [, name] of text.matchAll(/["'`]\.\/([\w.~-]+\.js)["'`]/g)) add(name!);
    if (file.endsWith(".css"))
      for (const [, name] of text.matchAll(/([\w-]+-latin-[a-z]+-normal\.[\w-]+\.woff2)/g)) files.add(name!);
  };
  for (const page of pages) {
    const html = readFileSync(join(dist, page, "index.html"), "utf8");
    for (const [, name] of html.matchAll(/\/_astro\/([\w.~-]+\.(?:js|css))/g)) add(name!);
  }
  return [...pages, ...data, ...[...files].sort().map((file) => `_astro/${file}`)];
}
