import type { Campaign } from "../campaign/campaign.ts";
import type { Look } from "../look/look.ts";
import { shortNumber } from "../pictures/frame.ts";
import type { ColumnFacts } from "../table/column-facts.ts";
import { type Block, figure, heading, list, table, text } from "./blocks.ts";

const percent = (share: number): string => `${(100 * share).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;

export function dataBlocks({ settings, y, classes }: Campaign, look: Look): Block[] {
  const { facts, associations, drift } = look;
  const gaps = facts.filter(({ missing }) => missing > 0).sort((a, b) => b.missing - a.missing);
  const drifting = drift.filter(({ pvalue }) => pvalue < 0.01);
  const [first, second] = associations;
  return [
    heading("The data"),
    text(
      `\`${settings.files.train}\` has ${look.rows.toLocaleString("en-US")} rows with a target and ${facts.length} columns${look.testRows === null ? "" : `; \`${settings.files.test}\` has ${look.testRows.toLocaleString("en-US")} rows to predict`}.`,
      look.unlabelled > 0 && `${look.unlabelled} rows without a target are left out.`,
      gaps.length > 0
        ? `Values are missing in ${gaps.length} ${gaps.length === 1 ? "column" : "columns"}, most in \`${gaps[0]!.name}\` (${percent(gaps[0]!.missing / look.rows)}).`
        : "No value is missing.",
      look.duplicates > 0 && `${look.duplicates} rows repeat an earlier one in all inputs.`,
    ),
    ...(look.cleanings.length > 0
      ? [list(look.cleanings.map(({ column, what }) => `\`${column}\`: ${what}`))]
      : []),
    ...(classes.length === 0 ? pileText(y, settings.target) : []),
    figure("1-look", "target", `The target, \`${settings.target}\`.`),
    table(
      ["column", "type", "missing", "different", "values"],
      facts.map((one) => [
        `\`${one.name}\``,
        one.type,
        one.missing === 0 ? "0" : `${one.missing} (${percent(one.missing / one.rows)})`,
        String(one.different),
        valuesText(one),
      ]),
      [2, 3],
    ),
    ...(gaps.length > 0
      ? [figure("1-look", "missing", "Where values are missing, row by row from left to right.")]
      : []),
    ...(first
      ? [
          text(
            `Alone, \`${first.column}\` tells most of the target: ${percent(first.share)} of its variation between bins${second ? `; next is \`${second.column}\` with ${percent(second.share)}` : ""}.`,
            "This counts no interplay of columns, and the locked rows are not in it.",
          ),
          figure(
            "1-look",
            "associations",
            "Share of the target's variation that each column explains alone, less what chance would give.",
          ),
        ]
      : []),
    ...(facts.filter(({ type }) => type === "number").length > 2
      ? [figure("1-look", "correlations", "Correlations of number columns.")]
      : []),
    ...(drift.length > 0 ? [driftText(drifting, drift.length)] : []),
  ];
}

/** Many rows at the very end of a target look like values that were cut there. */
function pileText(y: Float64Array, target: string): Block[] {
  const [low, high] = [y.reduce((a, b) => Math.min(a, b)), y.reduce((a, b) => Math.max(a, b))];
  return [high, low]
    .map((end) => ({ end, count: y.filter((value) => value === end).length }))
    .filter(({ end, count }) => count >= 10 && count >= y.length / 100 && end !== 0)
    .map(({ end, count }) =>
      text(
        `${count.toLocaleString("en-US")} rows (${percent(count / y.length)}) have exactly the ${end === high ? "largest" : "least"} \`${target}\`, ${end.toLocaleString("en-US")}: it looks cut there, and no model can tell such rows apart.`,
      ),
    );
}

function driftText(drifting: Look["drift"], count: number): Block {
  if (drifting.length === 0)
    return text(
      `The rows to predict differ from the labelled ones in none of ${count} columns (each test at 1 %, corrected for their number).`,
    );
  return text(
    `The rows to predict differ from the labelled ones in ${drifting.map(({ column, distance }) => `\`${column}\` (distance ${distance.toFixed(2)} of 1)`).join(", ")}; scores of cross-validation may not hold for them.`,
  );
}

function valuesText({ numbers, frequent, type }: ColumnFacts): string {
  if (numbers)
    return `${shortNumber(numbers.min)} to ${shortNumber(numbers.max)}, median ${shortNumber(numbers.median)}${numbers.outliers > 0 ? `; ${numbers.outliers} far out` : ""}`;
  if (type === "key" || type === "text") return frequent[0] ? `such as ${shown(frequent[0].value)}` : "none";
  const more = frequent.slice(0, 3).map(({ value, count }) => `${shown(value)} ${count}`);
  return more.join(", ");
}

const shown = (word: string): string => (word.length > 28 ? `${word.slice(0, 27)}…` : word);
