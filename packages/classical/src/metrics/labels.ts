import type { Label } from "../estimator/labels.ts";

export type { Label };

/** One class a sample, [N]: a plain or a typed array. */
export type Labels = ArrayLike<Label>;

/**
 * The different labels in order: numbers by size, texts by their code units, false before true. All must be of one
 * kind.
 */
export function uniqueLabels(where: string, ...lists: readonly Labels[]): Label[] {
  const seen = new Set<Label>();
  for (const list of lists) for (let i = 0; i < list.length; i++) seen.add(list[i]!);
  const found = [...seen];
  for (const label of found) requireLabel(where, label);
  const other = found.find((label) => typeof label !== typeof found[0]);
  if (other !== undefined) {
    throw new TypeError(
      `${where}: labels ${show(found[0]!)} and ${show(other)} are of two kinds, one kind is needed; String(label) or Number(label) makes one`,
    );
  }
  return found.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** The place of each label in `classes`, [N]; −1 where it is not among them. */
export function codesOf(labels: Labels, classes: readonly Label[]): Int32Array {
  const places = new Map(classes.map((label, k) => [label, k]));
  const out = new Int32Array(labels.length);
  for (let i = 0; i < out.length; i++) out[i] = places.get(labels[i]!) ?? -1;
  return out;
}

/** Codes of labels that must all be among `classes`. */
export function knownCodes(where: string, labels: Labels, classes: readonly Label[]): Int32Array {
  const codes = codesOf(labels, classes);
  const at = codes.indexOf(-1);
  if (at < 0) return codes;
  throw new RangeError(
    `${where}: yTrue[${at}] is ${show(labels[at]!)}, one of labels ${showLabels(classes)} is needed`,
  );
}

/** Labels that the caller gives: at least `least` of them, no two alike. */
export function requireDistinct(where: string, labels: readonly Label[], least = 1): readonly Label[] {
  const twice = labels.find((label, at) => labels.indexOf(label) < at);
  if (twice !== undefined)
    throw new RangeError(`${where}: labels have ${show(twice)} twice, each is needed once`);
  if (labels.length >= least) return labels;
  throw new RangeError(`${where}: ${labels.length} labels, at least ${least} are needed`);
}

/** The class that counts as positive where none is named: 1 of {0, 1} or {−1, 1}, true of booleans. */
export function positiveLabel(where: string, classes: readonly Label[], posLabel: Label | undefined): Label {
  if (posLabel !== undefined) {
    if (classes.includes(posLabel) || classes.length < 2) return posLabel;
    throw new RangeError(`${where}: posLabel ${show(posLabel)}, one of ${showLabels(classes)} is needed`);
  }
  if (classes.every((label) => typeof label === "boolean")) return true;
  if (classes.every((label) => label === 1 || label === 0 || label === -1) && classes.length < 3) {
    if (classes.length < 2 || classes.includes(1)) return 1;
  }
  throw new RangeError(
    `${where}: classes ${showLabels(classes)}, which of them is positive is needed; give posLabel`,
  );
}

export function show(label: Label): string {
  return typeof label === "string" ? JSON.stringify(label) : String(label);
}

/** At most ten of them, in brackets. */
export function showLabels(labels: readonly Label[]): string {
  const shown = labels.slice(0, 10).map(show).join(", ");
  return labels.length > 10 ? `[${shown}, … ${labels.length} in all]` : `[${shown}]`;
}

function requireLabel(where: string, label: unknown): void {
  if (typeof label === "string" || typeof label === "boolean" || Number.isInteger(label)) return;
  if (typeof label === "number") {
    throw new RangeError(
      `${where}: label ${label}, a whole number, a text or a boolean is needed; threshold scores or use a regression metric`,
    );
  }
  throw new TypeError(
    `${where}: label ${String(label)} is ${typeof label}, a number, text or boolean is needed`,
  );
}
