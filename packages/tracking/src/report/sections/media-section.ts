import { toBase64 } from "../../values/base64.ts";
import { sniffPicture } from "../../values/sniff-picture.ts";
import { type Markup, markup } from "../markup.ts";
import { type Medium, type MediumStep, plainText } from "../media.ts";
import { bytesText } from "../number-text.ts";
import { curvePicture } from "../pictures/curve-picture.ts";
import { distributionsPicture } from "../pictures/distribution-picture.ts";
import { histogramsPicture } from "../pictures/histogram-picture.ts";
import { matrixTable } from "../pictures/matrix-table.ts";
import { shownSteps } from "../report-run.ts";
import type { Group, TitledRun } from "./group.ts";

export interface MediaBudget {
  /** Bytes of images that may still go in. */
  bytes: number;
  /** What was left out, in words. */
  leftOut: string[];
}

const mostRows = 50;
const mostCharacters = 2000;

/** What the runs logged beside numbers, run by run: pictures over the steps, the rest at a few of them. */
export function mediaSection(groups: readonly Group[], budget: MediaBudget): Markup {
  const filled = groups.flatMap(({ runs }) => runs).filter((run) => run.media.length > 0);
  if (filled.length === 0) return markup``;
  return markup`<section id="media"><h2>Logged beside numbers</h2>${filled.map(
    (run, i) =>
      markup`<details${i === 0 && markup` open`}><summary>${run.title}</summary>${mediaOfRun(run, budget)}</details>`,
  )}</section>`;
}

function mediaOfRun(run: TitledRun, budget: MediaBudget): Markup {
  const isSmall = ({ type }: Medium) => type === "histogram" || type === "distribution" || type === "curve";
  const pictures = run.media.filter(isSmall).map((medium) => shown(medium, run, budget));
  const rest = run.media.filter((medium) => !isSmall(medium)).map((medium) => shown(medium, run, budget));
  return markup`<div class="grid2">${pictures}</div>${rest}`;
}

function shown(medium: Medium, run: TitledRun, budget: MediaBudget): Markup {
  const steps = shownSteps(medium);
  const missing = steps.filter((one) => one.big !== undefined).length;
  if (missing > 0)
    budget.leftOut.push(
      `${run.title}: ${missing} of ${steps.length} of ${medium.name} (too big, or not at hand)`,
    );
  const body = bodies[medium.type](steps, { medium, run, budget });
  const count = medium.steps.length;
  const note = count > steps.length && `${steps.length} of ${count} steps`;
  return markup`<figure class="card"><figcaption>${medium.name} <small>${[medium.type, note].filter(Boolean).join(" · ")}</small></figcaption>${body}</figure>`;
}

interface Place {
  medium: Medium;
  run: TitledRun;
  budget: MediaBudget;
}

const bodies: Record<Medium["type"], (steps: readonly MediumStep[], place: Place) => Markup> = {
  histogram: (steps, { medium }) => {
    const found = valuesOf(steps, "histogram");
    return found.length === 0 ? none : histogramsPicture(found, { name: medium.name }).svg;
  },
  distribution: (steps, { medium }) => {
    const found = valuesOf(steps, "distribution");
    return found.length === 0 ? none : distributionsPicture(found, { name: medium.name }).svg;
  },
  curve: (steps, { medium }) => {
    const found = valuesOf(steps, "curve");
    return found.length === 0 ? none : curvePicture(found, { name: medium.name }).svg;
  },
  "confusion-matrix": (steps, { medium: { name } }) =>
    each(
      valuesOf(steps, "confusion-matrix").map(
        ({ step, value }) =>
          [
            `step ${step}`,
            markup`<div class="scroll">${matrixTable(value, { name, step, as: "counts" })}</div>`,
          ] as const,
      ),
    ),
  image: (steps, { medium, run, budget }) =>
    markup`<div class="images">${steps.map((one) => image(one, { medium, run, budget }))}</div>`,
  table: (steps) =>
    each(
      valuesOf(steps, "table").map(
        ({ step, value }) => [`step ${step}`, rows(value.columns, value.rows)] as const,
      ),
    ),
  text: (steps) =>
    each(
      valuesOf(steps, "text").map(({ step, value: { text } }) => {
        const cut =
          text.length > mostCharacters && `the first ${mostCharacters} of ${text.length} characters`;
        const shown = text.slice(0, mostCharacters);
        return [`step ${step}`, markup`<small>${`step ${step}`} ${cut}</small><pre>${shown}</pre>`] as const;
      }),
    ),
};

const none = markup`<p class="soft">Its values are artifacts that are not at hand.</p>`;

type Whole = Exclude<Extract<MediumStep, { big?: never }>["value"], undefined>;

function valuesOf<Type extends Whole["type"]>(
  steps: readonly MediumStep[],
  type: Type,
): { step: number; value: Extract<Whole, { type: Type }> }[] {
  return steps.flatMap(({ step, value }) =>
    value?.type === type ? [{ step, value: value as Extract<Whole, { type: Type }> }] : [],
  );
}

/** The last step open, the earlier ones folded. */
function each(steps: readonly (readonly [string, Markup])[]): Markup {
  if (steps.length === 0) return none;
  const [last, ...earlier] = steps.toReversed();
  return markup`${last![1]}${earlier.map(([title, body]) => markup`<details><summary>${title}</summary>${body}</details>`)}`;
}

function image(one: MediumStep, { medium, run, budget }: Place): Markup {
  const bytes = run.images.get(one);
  const name = `${medium.name}, step ${one.step}`;
  if (!bytes || one.value?.type !== "image") {
    budget.leftOut.push(`${run.title}: image ${name} (not at hand)`);
    return markup``;
  }
  if (bytes.length > budget.bytes) {
    budget.leftOut.push(
      `${run.title}: image ${name} (${bytesText(bytes.length)}, over the limit of all images)`,
    );
    return markup``;
  }
  const { picture } = sniffPicture(bytes);
  if (!picture) {
    budget.leftOut.push(`${run.title}: image ${name} (its bytes are no PNG or JPEG)`);
    return markup``;
  }
  budget.bytes -= bytes.length;
  const { caption } = one.value;
  const isSmall = picture.width < 128;
  const width = isSmall ? picture.width * Math.max(1, Math.floor(224 / picture.width)) : picture.width;
  return markup`<figure><img src="data:${picture.mediaType};base64,${toBase64(bytes)}" width="${width}" ${isSmall && markup`class="small"`} alt="${`${name}${caption === undefined ? "" : `: ${caption}`}, ${picture.width} × ${picture.height} pixels`}"><small>step ${one.step}${caption !== undefined && `: ${caption}`}</small></figure>`;
}

function rows(
  columns: readonly string[],
  all: readonly (readonly Parameters<typeof plainText>[0][])[],
): Markup {
  const cut =
    all.length > mostRows && markup`<p class="soft">${`The first ${mostRows} of ${all.length} rows.`}</p>`;
  return markup`<div class="scroll"><table><thead><tr>${columns.map((name) => markup`<th scope="col">${name}</th>`)}</tr></thead><tbody>${all.slice(0, mostRows).map((row) => markup`<tr>${row.map((cell) => markup`<td>${plainText(cell)}</td>`)}</tr>`)}</tbody></table></div>${cut}`;
}
