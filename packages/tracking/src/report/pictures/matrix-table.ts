import type { ConfusionMatrix } from "../../values/confusion-matrix.ts";
import { type Markup, markup } from "../markup.ts";
import { numberText } from "../number-text.ts";

export interface MatrixOptions {
  name: string;
  step: number;
  /** How often; or which part of its row, which is a true class. */
  as: "counts" | "shares";
}

/** More classes than this are no longer read as a table. */
export const mostClasses = 60;

/** A confusion matrix as a table: rows are true classes, columns what was said, darker for a larger part of the row. */
export function matrixTable(matrix: ConfusionMatrix, { name, step, as }: MatrixOptions): Markup {
  const classes = matrix.classes.slice(0, mostClasses);
  const head = classes.map((label) => markup`<th scope="col" title="${label}">${label}</th>`);
  const rows = classes.map((label, r) => {
    const counts = matrix.counts[r]!;
    const sum = counts.reduce((a, b) => a + b, 0);
    const cells = classes.map((said, c) => {
      const share = sum === 0 ? 0 : counts[c]! / sum;
      const shown = as === "counts" ? numberText(counts[c]!) : percent(share);
      return markup`<td${r === c && markup` class="right"`} style="--v:${share.toFixed(3)}" title="${`${label} taken for ${said}: ${numberText(counts[c]!)} of ${numberText(sum)} (${percent(share)})`}">${shown}</td>`;
    });
    return markup`<tr><th scope="row" title="${label}">${label}</th>${cells}</tr>`;
  });
  return markup`<table class="heat-table"><caption>${`${name}, step ${step}: ${inWords(matrix)}`}</caption><thead><tr><th scope="col">true ↓ said →</th>${head}</tr></thead><tbody>${rows}</tbody></table>`;
}

/** "437 of 450 right (97.1 %); most often wrong: cat taken for dog (3)". */
export function inWords({ classes, counts }: ConfusionMatrix): string {
  let [right, all, most] = [0, 0, 0];
  let pair = "";
  counts.forEach((row, r) => {
    row.forEach((count, c) => {
      all += count;
      if (r === c) right += count;
      else if (count > most) {
        most = count;
        pair = `${classes[r]} taken for ${classes[c]}`;
      }
    });
  });
  const share = all === 0 ? "" : ` (${percent(right / all)})`;
  const left = classes.length > mostClasses ? `; the first ${mostClasses} of ${classes.length} classes` : "";
  return `${numberText(right)} of ${numberText(all)} right${share}${pair === "" ? "" : `; most often wrong: ${pair} (${numberText(most)})`}${left}`;
}

function percent(share: number): string {
  return `${numberText(Number((share * 100).toFixed(1)))} %`;
}
