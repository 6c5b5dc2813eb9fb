import { layers } from "@blankfile/curriculum";
import type { CheckResult } from "@blankfile/curriculum/check";
import { type CheckedFile, loadTopic } from "@blankfile/curriculum/node";
import { repository } from "../places.ts";

/** One check's result for the terminal. */
export function resultText(result: CheckResult): string {
  if (result.pass) return `✓ ${result.name}`;
  const rows = [
    ["error", result.error],
    ["where", stoppedInCheck(result) ? "in the check, on what your code returned" : undefined],
    ["given", result.given],
    ["expected", result.expected],
    ["difference", result.difference],
    ["line", result.line],
    ["why", result.why],
    ["look at", result.probes === undefined ? undefined : topicText(result.probes)],
  ] as const;
  const shown = rows
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `    ${name.padEnd(10)} ${value}`);
  return [`✕ ${result.name}`, ...shown].join("\n");
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
  for (const layer of layers) {
    const { value } = loadTopic(repository, layer, slug);
    if (value !== undefined) return `${value.title} (topics/${slug})`;
  }
  return slug;
}
