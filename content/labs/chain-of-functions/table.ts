import { type Chosen, type State, slopeOf } from "./chain.ts";
import { secantSlope } from "./difference.ts";
import { power, show } from "./numbers.ts";

type Row = (string | number)[];

/** The numbers behind the pictures: a row for each function, then a row for each step from 10⁻¹ to 10⁻¹⁴. */
export function numbersTable(state: State, chosen: Chosen): { columns: string[]; rows: Row[] } {
  return {
    columns: ["", "value", "slope here", "product so far", "secant", "secant − product"],
    rows: [...functionRows(state, chosen), ...(state.secant === undefined ? [] : stepRows(state, chosen))],
  };
}

function functionRows(state: State, { x, h, scheme }: Chosen): Row[] {
  return state.values.map((value, k) => {
    const product = state.products[k]!;
    const secant = secantSlope(state.chain.slice(0, k), x, h, scheme);
    const measured = state.secant === undefined ? ["", ""] : [show(secant), show(secant - product, 2)];
    const name = k === 0 ? "x" : `${k}: ${state.chain[k - 1]!.label}`;
    return [name, show(value), k === 0 ? "" : show(state.slopes[k - 1]!), show(product), ...measured];
  });
}

function stepRows(state: State, { x, scheme }: Chosen): Row[] {
  const slope = slopeOf(state);
  return Array.from({ length: 14 }, (_, i) => {
    const h = 10 ** -(i + 1);
    const secant = secantSlope(state.chain, x, h, scheme);
    return [`h = ${power(h)}`, "", "", show(slope), show(secant), show(secant - slope, 2)];
  });
}
