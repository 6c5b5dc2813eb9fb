import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "@blankfile/curriculum";
import { cacheRoot, readCached, writeCached } from "./disk-cache.ts";
import type { PageContext, PageSource } from "./page-context.ts";
import { type RenderedPage, renderMarkdown } from "./render-markdown.ts";
import { pageFolder, repository } from "./repository.ts";
import { type Answered, stillHolds, World } from "./world.ts";

interface Cached {
  answered: Answered[];
  page: RenderedPage;
}

/**
 * The HTML of one page and everything that is wrong with it. Kept on disk under the hash of the text, of this folder's
 * sources and of the versions of the plug-ins; a kept page counts while all that it refers to is as it was.
 */
export async function renderPage(source: PageSource, context: PageContext): Promise<RenderedPage> {
  const cache = cacheRoot(context.cache);
  const { base, screens, source: repositoryAddress } = context;
  const settings = { base, screens, repositoryAddress, renderer: rendererHash() };
  const key = createHash("sha256")
    .update(JSON.stringify([source, settings]))
    .digest("hex");
  const kept = readCached<Cached>(cache, "pages", key);
  if (kept !== undefined && stillHolds(context, kept.answered)) return inFile(kept.page, source, context);
  const world = new World(context);
  const page = await renderMarkdown(source, world);
  const certain = page.problems.every(({ field }) => field !== "ts run");
  if (certain) writeCached(cache, "pages", key, { answered: world.answered, page } satisfies Cached);
  return inFile(page, source, context);
}

/** Lines of the body become lines of the file: the front matter stands before it. */
function inFile(page: RenderedPage, { body, file }: PageSource, { root }: PageContext): RenderedPage {
  if (page.problems.length === 0) return page;
  const before = linesBefore(body, join(root, file));
  const problems = page.problems.map((problem): Problem => ({ ...problem, line: problem.line! + before }));
  return { ...page, problems };
}

function linesBefore(body: string, file: string): number {
  try {
    const text = readFileSync(file, "utf8").replaceAll("\r\n", "\n");
    const start = text.lastIndexOf(body);
    return start < 0 ? 0 : text.slice(0, start).split("\n").length - 1;
  } catch {
    return 0;
  }
}

let rendererHashed: string | undefined;

/** SHA-256 over this folder's sources and the lock file, which fixes every plug-in's version. */
function rendererHash(): string {
  if (rendererHashed !== undefined) return rendererHashed;
  const hash = createHash("sha256");
  const sources = globSync("*.ts", { cwd: pageFolder }).filter((file) => !file.endsWith(".test.ts"));
  for (const file of sources.sort()) hash.update(`${file}\0`).update(readFileSync(join(pageFolder, file)));
  hash.update(readFileSync(join(repository, "package-lock.json")));
  rendererHashed = hash.digest("hex");
  return rendererHashed;
}
