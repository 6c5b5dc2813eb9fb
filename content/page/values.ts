import { visit } from "unist-util-visit";
import { nearestHint } from "./nearest-hint.ts";
import { lineOf, type Tree } from "./parse-markdown.ts";
import type { ExportedValue } from "./run-event.ts";

/** Says that a value cannot be shown; the line is one of the page's body. */
type Complain = (line: number, message: string, hint: string) => void;

/**
 * Replaces `{{name}}` and `{{name:3}}` in prose and in formulas by what the page's `ts run` blocks export. Code keeps its
 * braces.
 */
export function fillValues(tree: Tree, exports: Record<string, ExportedValue>, complain: Complain): void {
  visit(tree, ["text", "inlineMath", "math"], (node) => {
    if (node.type !== "text" && node.type !== "inlineMath" && node.type !== "math") return;
    const maths = node.type !== "text";
    const pattern = maths ? /\{\{([A-Za-z_]\w*)(?::(\d+))?\}\}/g : /\{\{([^{}]*?)(?::(\d+))?\}\}/g;
    node.value = node.value.replace(
      pattern,
      (whole, name: string, decimals: string | undefined, offset: number) => {
        const before = node.value.slice(0, offset).split("\n").length - 1;
        const line = lineOf(node) + before + (node.type === "math" ? 1 : 0);
        const value = Object.hasOwn(exports, name) ? exports[name] : undefined;
        if (value === undefined) {
          const none = "export a const of that name from a `ts run` block of this page";
          complain(
            line,
            `${whole} names no exported value of this page`,
            nearestHint(name, Object.keys(exports), none),
          );
          return whole;
        }
        if (value.type === "other" || (value.type === "string" && decimals !== undefined)) {
          const kind = value.type === "other" ? value.text : "string";
          complain(
            line,
            `${whole} is of kind ${kind}, a number is needed`,
            "export the number itself: tensor.item()",
          );
          return whole;
        }
        if (value.type === "string") return value.text;
        const text = numberText(Number(value.text), decimals === undefined ? undefined : Number(decimals));
        return maths ? inMaths(text) : inProse(text);
      },
    );
  });
}

/** Six significant digits, integers in full; with `decimals`, so many behind the point. */
export function numberText(value: number, decimals?: number): string {
  if (decimals !== undefined) return value.toFixed(Math.min(decimals, 100));
  return Number.isSafeInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
}

function inMaths(text: string): string {
  return text
    .replace("Infinity", "\\infty")
    .replace("NaN", "\\text{NaN}")
    .replace(/e\+?(-?\d+)$/, " \\times 10^{$1}");
}

const superscripts: Record<string, string> = Object.fromEntries(
  [..."0123456789-"].map((c, i) => [c, "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"[i]!]),
);

function inProse(text: string): string {
  return text
    .replace("Infinity", "∞")
    .replace(/e\+?(-?\d+)$/, (_, power: string) => ` × 10${[...power].map((c) => superscripts[c]).join("")}`)
    .replace(/^-/, "−");
}
