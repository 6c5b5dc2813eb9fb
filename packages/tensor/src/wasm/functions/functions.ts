import { erf } from "./erf.ts";
import { exp, expm1, sigmoid, tanh } from "./exponential.ts";
import { log, log1p } from "./logarithm.ts";
import { cos, sin } from "./trigonometric.ts";
import type { Emitter } from "./vector.ts";

/** The functions that the machine code knows, under the names of the operations. */
export const functions = { exp, expm1, log, log1p, tanh, sigmoid, erf, sin, cos } satisfies Record<
  string,
  Emitter
>;

export type FunctionName = keyof typeof functions;
