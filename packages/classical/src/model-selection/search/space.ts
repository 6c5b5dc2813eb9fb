import type { Philox } from "@blankfile/tensor";

/** What a parameter may be, as plain data that a file can hold. */
export type Domain =
  | { readonly kind: "float"; readonly low: number; readonly high: number; readonly log?: boolean }
  | { readonly kind: "int"; readonly low: number; readonly high: number; readonly log?: boolean }
  | { readonly kind: "categorical"; readonly choices: readonly unknown[] };

/** A parameter that is asked for only where another one has one of these values. */
export interface Conditional {
  readonly when?: Readonly<Record<string, readonly unknown[]>>;
}

/** Parameters by name, in the order in which they are drawn: those that others depend on come first. */
export type Space = Readonly<Record<string, Domain & Conditional>>;

export type ParameterValues = Record<string, unknown>;

/** Numbers from low to high, evenly; with `log` evenly in their logarithm. */
export function float(low: number, high: number, { log = false } = {}): Domain {
  return { kind: "float", low, high, log };
}

/** Whole numbers from low to high, both included. */
export function int(low: number, high: number, { log = false } = {}): Domain {
  return { kind: "int", low, high, log };
}

/** One of these. */
export function categorical(...choices: unknown[]): Domain {
  return { kind: "categorical", choices };
}

/** Tells what is wrong with a space, by the parameter's name. */
export function checkSpace(where: string, space: Space): void {
  const names = Object.keys(space);
  if (names.length === 0) throw new RangeError(`${where}: the space has no parameters, one is needed`);
  for (const [at, name] of names.entries()) {
    const fault = faultOf(space[name]!);
    if (fault)
      throw new RangeError(`${where}: ${name} is ${JSON.stringify(space[name])}, ${fault} is needed`);
    const late = Object.keys(space[name]!.when ?? {}).find(
      (other) => names.indexOf(other) >= at || !(other in space),
    );
    if (late === undefined) continue;
    throw new RangeError(
      `${where}: ${name} depends on ${JSON.stringify(late)}, a parameter before it is needed`,
    );
  }
}

function faultOf(domain: Domain): string | undefined {
  if (domain.kind === "categorical") return domain.choices.length > 0 ? undefined : "at least one choice";
  if (domain.kind !== "float" && domain.kind !== "int") return 'kind "float", "int" or "categorical"';
  const { low, high, log, kind } = domain;
  const fits = kind === "int" ? Number.isSafeInteger : Number.isFinite;
  if (!(fits(low) && fits(high) && low <= high))
    return `${kind === "int" ? "whole numbers" : "numbers"} with low ≤ high`;
  return log && low <= 0 ? "low > 0 for a logarithm" : undefined;
}

/** Whether a parameter is asked for, given those before it. */
export function isActive({ when = {} }: Conditional, values: ParameterValues): boolean {
  return Object.entries(when).every(([other, allowed]) =>
    allowed.some((value) => isSame(value, values[other])),
  );
}

/** Whether two choices are one: a list that came back from a file is another object with the same values. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  return typeof a === "object" && typeof b === "object" && JSON.stringify(a) === JSON.stringify(b);
}

/** One draw of the whole space; parameters that are not asked for are left out. */
export function sampleSpace(space: Space, rng: Philox): ParameterValues {
  const values: ParameterValues = {};
  for (const [name, domain] of Object.entries(space)) {
    if (isActive(domain, values)) values[name] = sampleDomain(domain, rng);
  }
  return values;
}

export function sampleDomain(domain: Domain, rng: Philox): unknown {
  if (domain.kind === "categorical") return domain.choices[rng.integer(domain.choices.length)];
  const [low, high] = inner(domain);
  return outer(domain, low + (high - low) * rng.uniform());
}

/** The ends of the axis on which a numeric domain is even: logarithms with `log`; half a step beyond whole numbers, so that each has the same room. */
export function inner(domain: Exclude<Domain, { kind: "categorical" }>): [low: number, high: number] {
  const half = domain.kind === "int" ? 0.5 : 0;
  const ends: [number, number] = [domain.low - half, domain.high + half];
  return domain.log ? [Math.log(ends[0]), Math.log(ends[1])] : ends;
}

/** The value at a place of that axis. */
export function outer(domain: Exclude<Domain, { kind: "categorical" }>, place: number): number {
  const value = domain.log ? Math.exp(place) : place;
  const whole = domain.kind === "int" ? Math.round(value) : value;
  return Math.min(domain.high, Math.max(domain.low, whole));
}
