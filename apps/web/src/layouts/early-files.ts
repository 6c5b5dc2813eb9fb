/**
 * A page as the build wrote it, made to need fewer round trips before it can be read and used: its sheets stand in it, and where an
 * island is the page's content, the head names every script that the island needs, those included that the browser would otherwise
 * learn of only from other scripts.
 */

/** The text of a file in `_astro/`, by its name. */
export type ReadFile = (name: string) => string;

/**
 * Sheets of the head written out where they were linked. The link stays, disabled, so that nothing is fetched for it: a script that
 * brings its own sheet sees that it is here already, and the service worker which files a page is made of.
 */
export function inlineSheets(html: string, read: ReadFile): string {
  const written = html.replace(
    /<link rel="stylesheet" href="([^"]*\/_astro\/([\w.~-]+\.css))">/g,
    (_, address: string, name: string) =>
      `<style>${read(name).trim()}</style><link rel="stylesheet" href="${address}" disabled>`,
  );
  const left = written.match(/<link [^>]*rel="?stylesheet"?(?![^>]* disabled)[^>]*>/)?.[0];
  if (left !== undefined)
    throw new Error(
      `early files: ${left} is not written as the build writes its sheets, and one in _astro/ is needed`,
    );
  return written;
}

/** Asks for an island's scripts from the head, before the first sheet. A page whose islands only accompany its text stays as it is. */
export function nameScripts(html: string, read: ReadFile): string {
  const island = html.match(/<astro-island[^>]* client="only"[^>]*>/)?.[0];
  if (island === undefined) return html;
  const folder = island.match(/ component-url="([^"]*\/_astro\/)/)?.[1];
  if (folder === undefined)
    throw new Error(
      `early files: ${island} names no script of its own, and a component-url in _astro/ is needed`,
    );
  const begin = [...island.matchAll(/ (?:component|renderer)-url="[^"]*\/_astro\/([\w.~-]+\.js)"/g)];
  const names = importsOf(
    begin.map(([, name]) => name!),
    read,
  );
  const links = names.map((name) => `<link rel="modulepreload" href="${folder}${name}">`).join("");
  const at = html.search(/<link rel="stylesheet"|<style|<\/head>/);
  return html.slice(0, at) + links + html.slice(at);
}

/** The scripts themselves and all that they import at once, each one time. */
function importsOf(names: readonly string[], read: ReadFile): string[] {
  const found = new Set(names);
  for (const name of found)
    for (const [, other] of read(name).matchAll(/(?:from|import)\s*["']\.\/([\w.~-]+\.js)["']/g))
      found.add(other!);
  return [...found];
}
