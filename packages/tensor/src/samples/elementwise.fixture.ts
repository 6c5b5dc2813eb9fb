import * as l from "../index.ts";
import { each, empty, normal, positive, type Sample, small } from "./make.fixture.ts";

export const elementwise: Record<string, Sample[]> = {
  erf: each(l.erf),
  floor: each(l.floor),
  ceil: each(l.ceil),
  trunc: each(l.trunc),
  round: each(l.round),
  tan: each(l.tan, undefined, small),
  asin: each(l.asin, undefined, small),
  acos: each(l.acos, undefined, small),
  atan: each(l.atan),
  sinh: each(l.sinh),
  cosh: each(l.cosh),
  asinh: each(l.asinh),
  acosh: each((x) => l.acosh(l.add(x, 1)), [[2, 3], [], empty], positive),
  atanh: each(l.atanh, undefined, small),
  reciprocal: each(l.reciprocal, undefined, positive),
  rsqrt: each(l.rsqrt, undefined, positive),
  square: each(l.square, undefined, normal),
};
