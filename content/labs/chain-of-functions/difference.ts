import type { Stage } from "./stages.ts";

export function apply(chain: readonly Stage[], x: number): number {
  return chain.reduce((value, stage) => stage.value(value), x);
}

/** The points between which each kind of secant is drawn. */
const ends: Record<string, (x: number, h: number) => { from: number; to: number; width: number }> = {
  forward: (x, h) => ({ from: x, to: x + h, width: h }),
  backward: (x, h) => ({ from: x - h, to: x, width: h }),
  central: (x, h) => ({ from: x - h, to: x + h, width: 2 * h }),
};

/** The slope of a secant of the whole chain near x, from two calls and no derivative. */
export function secantSlope(chain: readonly Stage[], x: number, h: number, scheme: string): number {
  const { from, to, width } = ends[scheme]!(x, h);
  return (apply(chain, to) - apply(chain, from)) / width;
}

/** Steps from 10⁻¹ down to 10⁻¹⁴, four to a decade, with the distance of each secant's slope from `slope`. */
export function errorSweep(
  chain: readonly Stage[],
  x: number,
  scheme: string,
  slope: number,
): { h: number; error: number }[] {
  return Array.from({ length: 53 }, (_, i) => {
    const h = 10 ** (-1 - i / 4);
    return { h, error: Math.abs(secantSlope(chain, x, h, scheme) - slope) };
  });
}
