import type { Tone } from "@blankfile/curriculum/lab";

/** The design's colour for each role: the name of a custom property. */
export const toneColour: Record<Tone, string> = {
  accent: "--accent",
  amber: "--amber-dot",
  gap: "--gap",
  ok: "--ok",
  ink: "--ink",
  muted: "--ink3",
};

/** The same for text, where amber needs its darker form. */
export const toneText: Record<Tone, string> = { ...toneColour, amber: "--amber", muted: "--ink2" };

type Rgb = [number, number, number];

/** "#2a50a8" → [42, 80, 168]. */
export function rgb(hex: string): Rgb {
  const full = hex.length === 4 ? [...hex.slice(1)].map((c) => c + c).join("") : hex.slice(1, 7);
  return [0, 2, 4].map((i) => Number.parseInt(full.slice(i, i + 2), 16)) as Rgb;
}

/** t = 0 gives a, 1 gives b. */
export function mix(a: Rgb, b: Rgb, t: number): Rgb {
  return a.map((v, i) => v + (b[i]! - v) * t) as Rgb;
}
