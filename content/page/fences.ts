import { stripTypeScriptTypes } from "node:module";
import { visit } from "unist-util-visit";
import { languages } from "./code.ts";
import { nearestHint } from "./nearest-hint.ts";
import type { PageState } from "./page-state.ts";
import { lineOf, type NodeOf, type Tree } from "./parse-markdown.ts";
import { type RunResult, runBlocks } from "./run-blocks.ts";

/** A fenced block and what it is for. */
export interface Fence {
  node: NodeOf<"code">;
  /** Runs at build time. */
  run: boolean;
  /** Runs without being shown. */
  hidden: boolean;
}

const uses = ["ts", "ts run", "ts run hidden", "ts fragment", "or another language alone"];

/** All fenced blocks; complains of unknown languages and words, and of TypeScript that does not parse. */
export function fences(tree: Tree, page: PageState): Fence[] {
  const found: Fence[] = [];
  visit(tree, "code", (node) => {
    const language = node.lang ?? "text";
    const words = (node.meta ?? "").split(/\s+/).filter((word) => word !== "");
    const typescript = languages[language] === "typescript";
    const known = ["", ...(typescript ? ["run", "run hidden", "fragment"] : [])];
    if (!Object.hasOwn(languages, language)) {
      const hint = nearestHint(
        language,
        Object.keys(languages),
        `one of ${Object.keys(languages).join(", ")}`,
      );
      page.complain("code", lineOf(node), `the language is "${language}"`, hint);
    } else if (!known.includes(words.join(" "))) {
      const message = `"${language} ${words.join(" ")}" is no use of a block`;
      page.complain("code", lineOf(node), message, uses.join(", "));
    } else if (typescript && words.length === 0) checkSyntax(node, page);
    found.push({ node, run: words[0] === "run", hidden: words[1] === "hidden" });
  });
  return found;
}

/** Runs the page's `ts run` blocks and gives what they printed, block by block, and what they exported. */
export async function runFences(all: readonly Fence[], page: PageState): Promise<RunResult> {
  const running = all.filter(({ run }) => run);
  if (running.length === 0) return { outputs: [], exports: {} };
  const result = await runBlocks(
    running.map(({ node }) => node.value),
    page.world,
  );
  if (result.failure !== undefined) {
    const { block, line, message, hint } = result.failure;
    page.complain("ts run", lineOf(running[block]!.node) + line, message, hint);
  }
  return result;
}

function checkSyntax(node: NodeOf<"code">, page: PageState): void {
  try {
    stripTypeScriptTypes(node.value);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const line = Number(/^:(\d+)/.exec(error.stack ?? "")?.[1] ?? 0);
    const hint = "a piece that is no module by itself is marked: ```ts fragment";
    page.complain("code", lineOf(node) + line, `SyntaxError: ${error.message}`, hint);
  }
}
