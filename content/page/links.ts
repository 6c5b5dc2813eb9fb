import { dirname, join } from "node:path/posix";
import { visit } from "unist-util-visit";
import { exercisePath, href, labPath, topicPath } from "./href.ts";
import { nearestHint } from "./nearest-hint.ts";
import { defaultScreens } from "./page-context.ts";
import type { PageState } from "./page-state.ts";
import { lineOf, type NodeOf, type Tree } from "./parse-markdown.ts";

type Link = NodeOf<"link"> | NodeOf<"definition">;
type Resolved =
  | { url: string; tag?: string; properties?: Record<string, string | null> }
  | { message: string; hint: string };

const forms =
  "topic:slug, lab:slug, exercise:slug, code:path, #heading, or an address that begins with https://";

/** Gives each link its address on the site, and refuses those that lead nowhere. `ids` are those of this page. */
export function resolveLinks(tree: Tree, ids: ReadonlySet<string>, page: PageState): void {
  visit(tree, (node) => {
    if (node.type === "link" || node.type === "definition") resolveLink(node, ids, page);
    else if (node.type === "image" || node.type === "imageReference")
      page.complain(
        "image",
        lineOf(node),
        "pages have no pictures of their own",
        "use a lab, a formula or a table",
      );
    else if (node.type === "inlineCode") checkPath(node, page);
    else if (node.type === "text" && node.value.includes("]("))
      page.complain(
        "link",
        lineOf(node),
        `"${node.value.trim().slice(0, 60)}" is not read as a link`,
        "no blank inside the address; a formula or code in the text needs its closing sign before the ]",
      );
  });
}

function resolveLink(node: Link, ids: ReadonlySet<string>, page: PageState): void {
  const resolved = resolve(node.url, ids, page);
  if ("message" in resolved) {
    page.complain("link", lineOf(node), `${node.url} ${resolved.message}`, resolved.hint);
    return;
  }
  node.url = resolved.url;
  if (resolved.tag !== undefined) node.data = { ...node.data, hName: resolved.tag };
  if (resolved.properties !== undefined) node.data = { ...node.data, hProperties: resolved.properties };
}

function resolve(url: string, ids: ReadonlySet<string>, page: PageState): Resolved {
  const { context } = page.world;
  if (url.startsWith("#")) return ownHeading(url, ids);
  if (/^https?:\/\//.test(url)) return { url, properties: { rel: "external noopener" } };
  if (url.startsWith("mailto:")) return { url };
  if (url.startsWith("/")) return sitePath(url, page);
  const [, scheme, rest] = /^([a-z][a-z0-9+.-]*):(.*)$/i.exec(url) ?? [];
  if (scheme === undefined) return relativePath(url, page);
  if (scheme === "topic") return topic(rest!, page);
  if (scheme === "lab") return thing("lab", rest!, context.labs.keys(), labPath, page);
  if (scheme === "exercise") return thing("exercise", rest!, context.exercises.keys(), exercisePath, page);
  if (scheme === "code") return code(rest!, page);
  return { message: "is of an unknown kind", hint: forms };
}

function ownHeading(url: string, ids: ReadonlySet<string>): Resolved {
  const id = decodeURIComponent(url.slice(1));
  if (ids.has(id)) return { url };
  return {
    message: "is no heading of this page",
    hint: nearestHint(id, ids, `this page has ${[...ids].map((one) => `#${one}`).join(", ") || "none"}`),
  };
}

/** `slug` or `slug#heading`. */
function topic(rest: string, page: PageState): Resolved {
  const { context } = page.world;
  const [slug, id] = rest.split("#") as [string, string | undefined];
  if (page.world.title("topic", slug) === "")
    return {
      message: "names no topic",
      hint: nearestHint(slug, context.topics.keys(), "see content/topics/"),
    };
  if (id !== undefined && !page.world.hasHeading(slug, id))
    return { message: `leads to no heading: ${slug} has no #${id}`, hint: `read the headings of ${slug}` };
  return { url: href(context.base, topicPath(slug)) + (id === undefined ? "" : `#${id}`) };
}

function thing(
  kind: "lab" | "exercise",
  slug: string,
  known: Iterable<string>,
  path: (slug: string) => string,
  page: PageState,
): Resolved {
  if (page.world.title(kind, slug) === "")
    return { message: `names no ${kind}`, hint: nearestHint(slug, known, `see content/${kind}s/`) };
  return { url: href(page.world.context.base, path(slug)) };
}

/** "/topics/ppo", "/labs/ppo-clip?eps=0.3", "/runs/": checked like the short forms. */
function sitePath(url: string, page: PageState): Resolved {
  const { context } = page.world;
  const [, path, tail] = /^([^?#]*)(.*)$/.exec(url)!;
  const [, room, slug] = /^\/(topics|labs|practice)\/([^/]+)\/?$/.exec(path!) ?? [];
  if (room === "topics") return topic(slug! + (/#.*$/.exec(tail!)?.[0] ?? ""), page);
  if (room === "labs" || room === "practice") {
    const kind = room === "labs" ? "lab" : "exercise";
    const known = room === "labs" ? context.labs : context.exercises;
    const resolved = thing(kind, slug!, known.keys(), room === "labs" ? labPath : exercisePath, page);
    return "url" in resolved ? { url: resolved.url + tail } : resolved;
  }
  const screens = context.screens ?? defaultScreens;
  const screen = screens.find((one) => one === path || one === `${path}/`);
  if (screen !== undefined) return { url: href(context.base, screen) + tail };
  return {
    message: "is no address of the site",
    hint: nearestHint(path!, screens, `screens: ${screens.join(", ")}`),
  };
}

/** "../0A/limits.md" from the file that the link stands in; only topics have a page. */
function relativePath(url: string, page: PageState): Resolved {
  const [path, id] = url.split("#") as [string, string | undefined];
  const target = join(dirname(page.source.file), path);
  const slug = /^content\/topics\/[^/]+\/([^/]+)\.md$/.exec(target)?.[1];
  if (slug !== undefined) return topic(id === undefined ? slug : `${slug}#${id}`, page);
  if (page.world.file(target) !== "") return code(target, page);
  return { message: `leads to ${target}, which does not exist`, hint: forms };
}

/** A link where the site knows an address for the repository's files, else the bare words with the path. */
function code(path: string, page: PageState): Resolved {
  const file = path.replace(/#.*$/, "");
  const { source } = page.world.context;
  if (page.world.file(file) === "")
    return {
      message: "names no file of the repository",
      hint: "the path from the repository's root, packages/…",
    };
  const properties = { className: "code-path", dataPath: file };
  if (source === undefined) return { url: path, tag: "span", properties: { ...properties, href: null } };
  return { url: source + path, properties: { ...properties, rel: "external noopener" } };
}

/** A path of the repository in code type, `packages/nn/src/sgd.ts`, must exist. */
function checkPath({ value, position }: NodeOf<"inlineCode">, page: PageState): void {
  if (!/^(packages|content|experiments|apps|golden|scripts)\/[\w./-]+$/.test(value)) return;
  if (page.world.file(value.replace(/\/$/, "")) !== "") return;
  const hint = "name a file or folder that exists, or set the text without code type";
  page.complain(
    "code path",
    position?.start.line ?? 1,
    `\`${value}\` is in no folder of the repository`,
    hint,
  );
}
