import type { CheckResult } from "@blankfile/curriculum/check";
import type { CheckedFile } from "@blankfile/curriculum/node";
import { table } from "../table.ts";
import { topicOf } from "../topics.ts";

/** A picture of more lines, or wider ones, is no help in a terminal. */
const largestPicture = { lines: 12, columns: 60 };

/** One check's result for the terminal. */
export function resultText(result: CheckResult): string {
  if (result.pass) return `✓ ${result.name}`;
  const rows = [
    ["error", result.error],
    ["where", stoppedInCheck(result) ? "in the check, on what your code returned" : undefined],
    ["given", result.given],
    ["expected", result.expected],
    ["difference", result.difference],
    ["differ", differText(result)],
    ["line", result.line],
    ["why", result.why],
    ["look at", result.probes === undefined ? undefined : topicText(result.probes)],
  ] as const;
  const shown = rows
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) => `    ${name.padEnd(10)} ${String(value).replaceAll("\n", `\n${" ".repeat(15)}`)}`,
    );
  return [`✕ ${result.name}`, ...shown].join("\n");
}

/** Arrays of so few numbers are read at a glance. */
const glance = 4;

/**
 * Which numbers of an array differ: how many, where in a small picture, and the first of them side by side. Undefined where `given`, `expected` and
 * `difference` tell it all: one number differs, or there are only a few.
 */
function differText({ picture, places }: CheckResult): string | undefined {
  const listed = places?.split("\n") ?? [];
  const few = picture !== undefined && picture.length <= glance && !picture.includes("\n");
  if (listed.length < 2 || few) return undefined;
  const lines = picture?.split("\n") ?? [];
  const cells = lines.join("");
  const wrong = [...cells].filter((cell) => cell !== "·").length;
  const parts: string[] = [];
  if (picture !== undefined) parts.push(`${wrong} of ${cells.length} numbers`);
  if (
    cells.length > listed.length &&
    lines.length <= largestPicture.lines &&
    lines[0]!.length <= largestPicture.columns
  )
    parts.push(...lines, legendOf(cells));
  parts.push(table([["at", "given", "expected", "difference"], ...listed.map((line) => line.split("\t"))]));
  const left = wrong - listed.length;
  if (left > 0) parts.push(`and ${left} more`);
  return parts.join("\n");
}

const signs = { "·": "agrees", "+": "too large", "−": "too small", "?": "no number" };

function legendOf(cells: string): string {
  const seen = Object.entries(signs).filter(([sign]) => cells.includes(sign));
  return `(${seen.map(([sign, says]) => `${sign} ${says}`).join(", ")})`;
}

/** An error that none of the learner's lines threw: the check stumbled over what it was given. */
export function stoppedInCheck({ error, line }: CheckResult): boolean {
  return line === undefined && error !== undefined && /^[A-Z]\w*(Error|Exception)\b/.test(error);
}

/** What came of all checks, below their results. */
export function verdictText(attempt: CheckedFile): string {
  const { outcome, names } = attempt;
  if (outcome === "passed") return `\nAll ${names.length} checks passed.`;
  const count = names.length > 0 ? `${countText(attempt)} checks passed.` : "No check was run.";
  return outcome === "failed" ? `\n${count}` : `\n${problemText(attempt)}\n${count}`;
}

/** "3 of 8". */
export function countText({ results, names }: CheckedFile): string {
  return `${results.filter(({ pass }) => pass).length} of ${names.length}`;
}

/** "syntax error: line 3: …". */
export function problemText({ outcome, line, message }: CheckedFile): string {
  const place = line === undefined ? "" : `line ${line}: `;
  return `${outcome}: ${place}${message ?? ""}`;
}

/** "Jacobians and the multivariable chain rule (topics/jacobian)". */
function topicText(slug: string): string {
  const topic = topicOf(slug);
  return topic === undefined ? slug : `${topic.title} (topics/${slug})`;
}
