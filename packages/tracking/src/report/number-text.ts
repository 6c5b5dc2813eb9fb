import { numberOf } from "../non-finite.ts";
import type { NonFinite } from "../run.ts";

/** Four significant digits; very small and very large ones with their power of ten; NaN and infinities by name. */
export function numberText(value: number | NonFinite): string {
  const number = numberOf(value);
  const size = Math.abs(number);
  const text =
    Number.isFinite(number) && size !== 0 && (size < 1e-3 || size >= 1e6)
      ? number.toExponential(2)
      : String(Number.isFinite(number) ? Number(number.toPrecision(4)) : number);
  return text.replaceAll("-", "−");
}

/** "1.5 kB", "23 MB": thousands, as disks are sold. */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const power = Math.min(4, Math.floor(Math.log10(bytes) / 3));
  return `${Number((bytes / 1000 ** power).toPrecision(3))} ${["B", "kB", "MB", "GB", "TB"][power]}`;
}
