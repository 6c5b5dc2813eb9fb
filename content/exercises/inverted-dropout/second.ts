export interface Settings {
  /** The probability with which a number is dropped, from 0 to 1. */
  p: number;
  training: boolean;
}

/** What every number is multiplied by: 0 where it is dropped. */
function factor(isKept: boolean, { p, training }: Settings): number {
  if (!training) return 1;
  return isKept ? 1 / (1 - p) : 0;
}

function checkShare(p: number): void {
  if (Number.isNaN(p) || p < 0 || p > 1) throw new RangeError(`p = ${p} is no probability`);
}

export function dropout(
  x: number[],
  settings: Settings,
  random: () => number,
): { y: number[]; kept: boolean[] } {
  checkShare(settings.p);
  const y: number[] = [];
  const kept: boolean[] = [];
  for (const value of x) {
    let isKept = true;
    if (settings.training) isKept = !(random() < settings.p);
    kept.push(isKept);
    y.push(value * factor(isKept, settings));
  }
  return { y, kept };
}

export function dropoutBackward(g: number[], kept: boolean[], settings: Settings): number[] {
  checkShare(settings.p);
  if (kept.length !== g.length) throw new RangeError(`${kept.length} choices for ${g.length} gradients`);
  const slopes = kept.map((isKept) => factor(isKept, settings));
  return slopes.map((slope, i) => slope * g[i]!);
}
