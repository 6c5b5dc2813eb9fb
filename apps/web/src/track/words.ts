import type { Proof } from "@blankfile/curriculum";

/** "4 to 8 weeks", "1 week". */
export function spanWords(span: number | readonly [number, number], unit: string): string {
  if (typeof span === "number") return `${span} ${unit}${span === 1 ? "" : "s"}`;
  return span[0] === span[1] ? spanWords(span[0], unit) : `${span[0]} to ${span[1]} ${unit}s`;
}

/** "once a week", "every day", "3 times in two weeks" for 1.5. */
export function oftenWords(perWeek: number): string {
  if (perWeek === 7) return "every day";
  const [times, span] =
    Number.isInteger(2 * perWeek) && !Number.isInteger(perWeek)
      ? [2 * perWeek, "in two weeks"]
      : [perWeek, "a week"];
  return `${times === 1 ? "once" : `${times} times`} ${span}`;
}

/** What stands behind a milestone, in a word or two. */
export const proofWords: Record<Proof["kind"], string> = {
  checked: "checked here",
  run: "a run here",
  artifact: "a file of yours",
  self: "you judge it",
  external: "shown elsewhere, not by us",
  planned: "its check is still to come",
};

/** A day as people write it: "30 November 2026". */
export function dayWords(day: string): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
}

/** A predicate as people write it: "< 0.00000001" becomes "< 10⁻⁸". */
export function predicateWords(is: string): string {
  const [sign, bound] = is.split(" ") as [string, string];
  const value = Number(bound);
  const power = Math.log10(Math.abs(value));
  const words = { "<=": "≤", ">=": "≥" }[sign] ?? sign;
  if (value <= 0 || power > -4 || !Number.isInteger(Math.round(power * 1e9) / 1e9))
    return `${words} ${bound}`;
  return `${words} 10⁻${[...String(-Math.round(power))].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]).join("")}`;
}
