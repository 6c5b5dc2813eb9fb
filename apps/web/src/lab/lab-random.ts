import type { LabRandom } from "@blankfile/curriculum/lab";

/**
 * A lab's random numbers: the same seed gives the same numbers for ever, so that a link shows what its sender saw.
 *
 *   splitmix32: s ← s + 0x9e3779b9; z = s; z ← (z ⊕ z≫16) · 0x21f0aaad; z ← (z ⊕ z≫15) · 0x735a2d97; z ⊕ z≫15
 *   normal: Box–Muller, cosine and sine in turn
 */
export function labRandom(seed: number): LabRandom & { used: () => boolean } {
  let state = seed >>> 0;
  let spare: number | undefined;
  let used = false;
  const next = () => {
    used = true;
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  // 53 bits from two draws.
  const uniform = () => ((next() >>> 5) * 2 ** 26 + (next() >>> 6)) / 2 ** 53;
  const normal = () => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
  return { uniform, normal, used: () => used };
}
