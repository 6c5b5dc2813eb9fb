import { type Caption, drawing, escapeXml, place, shortened } from "./frame.ts";

/**
 * Which values are missing: a line for each column, from the first row to the last; a mark is as dark as the share of its rows without a value.
 */
export function missingMatrix(
  columns: readonly { name: string; isMissing: ArrayLike<boolean> }[],
  caption: Caption,
): string {
  const widest = Math.max(...columns.map(({ name }) => shortened(name).length));
  const left = 14 + 6.8 * widest;
  const [width, high, top] = [620, 18, 8];
  const room = width - left - 56;
  const marks = columns.map(({ name, isMissing }, i) => {
    const buckets = Math.min(150, isMissing.length);
    const y = top + i * high;
    const shares = new Array<number>(buckets).fill(0);
    const counts = new Array<number>(buckets).fill(0);
    let all = 0;
    for (let row = 0; row < isMissing.length; row++) {
      const bucket = Math.floor((row * buckets) / isMissing.length);
      counts[bucket]! += 1;
      shares[bucket]! += Number(isMissing[row]);
      all += Number(isMissing[row]);
    }
    const cells = shares.map((n, b) =>
      n === 0
        ? ""
        : `<rect class="gap" opacity="${(0.15 + (0.85 * n) / counts[b]!).toFixed(2)}" x="${place(left + (b * room) / buckets)}" y="${y + 2}" width="${place(room / buckets + 0.3)}" height="${high - 5}"/>`,
    );
    const share = (100 * all) / Math.max(1, isMissing.length);
    return `<text class="tick" x="${place(left - 8)}" y="${y + 13}" text-anchor="end">${escapeXml(shortened(name))}</text><rect class="soft" opacity=".12" x="${place(left)}" y="${y + 2}" width="${place(room)}" height="${high - 5}"/>${cells.join("")}<text class="note" x="${place(left + room + 6)}" y="${y + 13}">${share === 0 || share >= 10 ? share.toFixed(0) : share.toFixed(1)} %</text>`;
  });
  const height = top + columns.length * high + 26;
  const foot = `<text class="note" x="${place(left)}" y="${height - 8}">first row</text><text class="note" x="${place(left + room)}" y="${height - 8}" text-anchor="end">last row</text>`;
  return drawing(caption, [width, height], marks.join("") + foot);
}
