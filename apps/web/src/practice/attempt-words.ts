import type { KeptAttempt } from "./attempts.ts";

/** What came of an attempt: "3 of 8 checks passed", "time limit, 2 of 8 checks passed", "set aside, not checked". */
export function outcomeWords({ outcome, checks }: Pick<KeptAttempt, "outcome" | "checks">): string {
  if (outcome === "set aside") return "set aside, not checked";
  const [some, all] = checks ?? [0, 0];
  const count = some === all ? `all ${all} checks passed` : `${some} of ${all} checks passed`;
  if (outcome === "passed" || outcome === "failed") return all === 0 ? outcome : count;
  return some === 0 ? outcome : `${outcome}, ${count}`;
}

/** Without attempts that repeat the one after them, and without texts set aside that were checked too; newest first, as they come. */
export function distinctAttempts(kept: readonly KeptAttempt[]): KeptAttempt[] {
  const checked = new Set(kept.filter(({ outcome }) => outcome !== "set aside").map(({ text }) => text));
  return kept
    .filter(({ outcome, text }) => outcome !== "set aside" || !checked.has(text))
    .filter((attempt, i, all) => {
      const newer = all[i - 1];
      return (
        newer === undefined ||
        newer.text !== attempt.text ||
        newer.outcome !== attempt.outcome ||
        newer.checks?.[0] !== attempt.checks?.[0]
      );
    });
}

/** The next older attempt that has another text; undefined for the first one. */
export function attemptBefore(kept: readonly KeptAttempt[], attempt: KeptAttempt): KeptAttempt | undefined {
  const place = kept.indexOf(attempt);
  return kept.slice(place + 1).find(({ text }) => text !== attempt.text);
}
