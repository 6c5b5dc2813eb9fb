import { type Code, i32, ifElse, select } from "../instructions.ts";

/** Runs the code for 1, 2, …; the last for everything above. */
export function choose(index: Code, codes: readonly Code[]): Code {
  return codes.reduceRight((rest, code, i) => ifElse(i32.eq(index, i32.const(i + 1)), [code], [rest]));
}

/** The smaller of a value and a limit. */
export function atMost(value: Code, limit: number): Code {
  return select(value, i32.const(limit), i32.ltS(value, i32.const(limit)));
}
