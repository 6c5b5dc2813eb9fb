import type { FoldedRun } from "../folded-run.ts";
import { redactRun } from "../formats/redact-run.ts";
import type { Point } from "../metrics.ts";
import { redactText, redactValue } from "../redact.ts";
import type { ConfigValue } from "../run.ts";
import type { RunDetails } from "../run-details.ts";
import type { RunRow } from "../run-row.ts";
import { parseBigValue } from "../values/check-value.ts";
import { imageBytes } from "../values/image.ts";
import { type Medium, type MediumStep, mediaOf } from "./media.ts";
import { diffOf, type ReportRun } from "./report-run.ts";

/** A run as it may leave the machine, its media read in. */
export interface CleanRun {
  row: RunRow;
  details: RunDetails;
  points: ReadonlyMap<string, readonly Point[]>;
  media: Medium[];
  /** Bytes of images, by the step of their medium. */
  images: ReadonlyMap<MediumStep, Uint8Array>;
  /** The changes since the commit, where they are at hand. */
  diff?: string;
  /** What was taken out, in words. */
  found: string[];
}

/** Looks through everything that a report shows as text, and takes out what looks like a secret. */
export function cleanRun({ row, details, points, artifacts }: ReportRun): CleanRun {
  const { run, found } = redactRun(foldedOf(row, details));
  const cleaning = new Cleaning(found);
  const clean = detailsOf(details, run, cleaning);
  const images = new Map<MediumStep, Uint8Array>();
  const media = mediaOf(clean).map((medium) => ({
    ...medium,
    steps: medium.steps.map((one) => {
      const step = cleanStep(readIn(one, artifacts), `${medium.type} ${medium.name}`, cleaning);
      const bytes = step.value?.type === "image" ? bytesOf(step.value, artifacts) : undefined;
      if (bytes) images.set(step, bytes);
      return step;
    }),
  }));
  const diff = artifacts?.get(diffOf(details)?.hash ?? "");
  return {
    row: rowOf(row, run, cleaning),
    details: clean,
    points,
    media,
    images,
    ...(diff && { diff: cleaning.text(new TextDecoder().decode(diff), "code.diff") }),
    found: [...new Set(cleaning.found)],
  };
}

/** Notes what it takes out, and where. */
class Cleaning {
  readonly found: string[];

  constructor(found: readonly string[]) {
    this.found = [...found];
  }

  text(content: string, place: string): string {
    const { value, found } = redactText(content);
    this.found.push(...found.map((what) => `${place} (${what})`));
    return value;
  }

  value<T extends ConfigValue>(content: T, place: string): T {
    const { value, found } = redactValue(content, place);
    this.found.push(...found);
    return value;
  }
}

function rowOf(row: RunRow, run: FoldedRun, cleaning: Cleaning): RunRow {
  const { message, prediction, command: _, ...rest } = row;
  const command = run.record?.command;
  return {
    ...rest,
    config: run.config,
    summary: run.summary,
    ...(message !== undefined && { message: cleaning.text(message, "its message") }),
    ...(command !== undefined && { command }),
    ...(prediction && {
      prediction: { ...prediction, text: cleaning.text(prediction.text, "the prediction") },
    }),
  };
}

function detailsOf(details: RunDetails, { record, notes, texts }: FoldedRun, cleaning: Cleaning): RunDetails {
  const { environment } = record ?? {};
  const variables = environment?.variables && cleaning.value(environment.variables, "environment");
  return {
    ...details,
    ...(record && {
      record: { ...record, ...(variables && { environment: { ...environment!, variables } }) },
    }),
    notes,
    texts,
    problems: details.problems.map((problem) => cleaning.text(problem, "a damaged line")),
  };
}

/** What `redactRun` reads of a run. */
function foldedOf(row: RunRow, details: RunDetails): FoldedRun {
  const { id, state, attempt, step, updatedAt, config, summary, problems } = row;
  return {
    ...details,
    ...{ id, state, attempt, step, updatedAt, config, summary, problemCount: problems },
    metrics: new Map(),
    system: new Map(),
  };
}

/** A big value becomes a whole one where its artifact is at hand and is what it says. */
function readIn(one: MediumStep, artifacts: ReportRun["artifacts"]): MediumStep {
  if (!one.big) return one;
  const bytes = artifacts?.get(one.big.artifact);
  if (!bytes) return one;
  try {
    const value = parseBigValue(one.big.type, new TextDecoder().decode(bytes));
    return value.type === "image" ? one : { step: one.step, at: one.at, value };
  } catch {
    return one; // It stays an artifact, which the report names.
  }
}

function bytesOf(
  image: Extract<NonNullable<MediumStep["value"]>, { type: "image" }>,
  artifacts: ReportRun["artifacts"],
): Uint8Array | undefined {
  return image.artifact === undefined ? imageBytes(image) : artifacts?.get(image.artifact);
}

function cleanStep(one: MediumStep, place: string, cleaning: Cleaning): MediumStep {
  const { step, at, value: found } = one;
  if (found?.type === "text")
    return { step, at, value: { ...found, text: cleaning.text(found.text, place) } };
  if (found?.type === "table") {
    const columns = found.columns.map((name) => cleaning.text(name, place));
    // A column's name tells of its cells what a setting's name tells of its value.
    const rows = found.rows.map((row) =>
      row.map((cell, c) => cleaning.value(cell, `${place}.${found.columns[c]}`)),
    );
    return { step, at, value: { ...found, columns, rows } };
  }
  if (found?.type === "image" && found.caption !== undefined)
    return { step, at, value: { ...found, caption: cleaning.text(found.caption, place) } };
  return one;
}
