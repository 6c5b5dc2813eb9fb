import { secantSlope } from "./difference.ts";
import { apart, power, show } from "./numbers.ts";
import { type Stage, stages } from "./stages.ts";

export interface State {
  chain: Stage[];
  /** values[k] has gone through k functions; values[0] is x. */
  values: number[];
  /** slopes[k] is the slope of function k at values[k]. */
  slopes: number[];
  /** products[k] is the slope of the first k functions together; products[0] is 1. */
  products: number[];
  /** The slope of the secant, once it is measured. */
  secant: number | undefined;
  said: string[];
}

/** What the reader set. */
export interface Chosen {
  f1: string;
  f2: string;
  f3: string;
  f4: string;
  f5: string;
  times: number;
  x: number;
  h: number;
  scheme: string;
}

export function chainOf({ f1, f2, f3, f4, f5, times }: Chosen): Stage[] {
  const once = [f1, f2, f3, f4, f5].flatMap((name) => stages[name] ?? []);
  return Array.from({ length: times }, () => once).flat();
}

export function start(chosen: Chosen): State {
  const chain = chainOf(chosen);
  const said =
    chain.length > 0
      ? "Step to send x through the first function."
      : "The chain is empty: it returns x itself, and the product of no slopes is 1.";
  return { chain, values: [chosen.x], slopes: [], products: [1], secant: undefined, said: [said] };
}

/** The slope of all functions passed so far, together. */
export function slopeOf(state: State): number {
  return state.products.at(-1)!;
}

/** The chain rule, one function further: the slope is taken before the value moves on. */
export function passOne(state: State): State {
  const k = state.slopes.length;
  const stage = state.chain[k]!;
  const x = state.values[k]!;
  const slope = stage.slope(x);
  const value = stage.value(x);
  const before = state.products[k]!;
  const product = before * slope;
  const remark = stage.remark?.(x);
  return {
    ...state,
    values: [...state.values, value],
    slopes: [...state.slopes, slope],
    products: [...state.products, product],
    said: [
      `${stage.label} at ${show(x)} gives ${show(value)}; its slope there is ${show(slope)}.`,
      `Product so far: ${show(before)} × ${show(slope)} = ${show(product)}.`,
      ...(remark ? [`Mind: ${remark}.`] : []),
    ],
  };
}

export function measure(state: State, { x, h, scheme }: Chosen): State {
  const secant = secantSlope(state.chain, x, h, scheme);
  const slope = slopeOf(state);
  const said = [
    `The secant for h = ${power(h)} has the slope ${show(secant)}.`,
    `The product of the slopes is ${show(slope)}: ${apart(secant, slope)}.`,
  ];
  return { ...state, secant, said };
}

/** Where the theory stops on the way that x has taken: each remark once, in the order of the chain. */
export function remarks(state: State): string[] {
  return [...new Set(state.slopes.flatMap((_, k) => state.chain[k]!.remark?.(state.values[k]!) ?? []))];
}

/** Of the steps `candidates`, the one whose secant comes closest to the product; undefined if none is within 1 % of it (0.01 of a product of 0). */
export function bestStep(chosen: Chosen, candidates: readonly number[]): number | undefined {
  let state = start(chosen);
  while (state.slopes.length < state.chain.length) state = passOne(state);
  const slope = slopeOf(state);
  const close = candidates
    .map((h) => {
      const secant = secantSlope(state.chain, chosen.x, h, chosen.scheme);
      return { h, error: Math.abs(secant - slope) };
    })
    .filter(({ error }) => error <= 0.01 * (Math.abs(slope) || 1))
    .sort((a, b) => a.error - b.error);
  return close[0]?.h;
}
