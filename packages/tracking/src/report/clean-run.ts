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
  /** Bytes of images, by `imageKey`. */
  images: ReadonlyMap<MediumStep, Uint8Array>;
  /** The changes since the commit, where they are at hand. */
  diff?: string;
  /** What was taken out, in words. */
  found: string[];
}

/** Looks through everything that a report shows as text, and takes out what looks like a secret. */
export function cleanRun({ row, details, points, artifacts }: ReportRun): CleanRun {
  const { run, found } = redactRun(foldedOf(row, details));
  const text = (content: string, place: string) => {
    const redacted = redactText(content);
    found.push(...redacted.found.map((what) => `${place} (${what})`));
    return redacted.value;
  };
  const value = <T extends ConfigValue>(content: T, place: string) => {
    const redacted = redactValue(content, place);
    found.push(...redacted.found);
    return redacted.value;
  };
  const { message, prediction, command: _, ...rest } = row;
  const { record } = run;
  const cleanRow: RunRow = {
    ...rest,
    config: run.config,
    summary: run.summary,
    ...(message !== undefined && { message: text(message, "its message") }),
    ...(record?.command !== undefined && { command: record.command }),
    ...(prediction && { prediction: { ...prediction, text: text(prediction.text, "the prediction") } }),
  };
  const cleanDetails: RunDetails = {
    ...details,
    ...(record && {
      record: {
        ...record,
        ...(record.environment?.variables && {
          environment: {
            ...record.environment,
            variables: value(record.environment.variables, "environment"),
          },
        }),
      },
    }),
    notes: run.notes,
    texts: run.texts,
    problems: details.problems.map((problem) => text(problem, "a damaged line")),
  };
  const images = new Map<MediumStep, Uint8Array>();
  const media = mediaOf(cleanDetails).map((medium) => ({
    ...medium,
    steps: medium.steps.map((one) => {
      const read = readIn(one, artifacts);
      const clean = cleanStep(read, `${medium.type} ${medium.name}`, text, value);
      const bytes = clean.value?.type === "image" ? bytesOf(clean.value, artifacts) : undefined;
      if (bytes) images.set(clean, bytes);
      return clean;
    }),
  }));
  const diff = artifacts?.get(diffOf(details)?.hash ?? "");
  return {
    row: cleanRow,
    details: cleanDetails,
    points,
    media,
    images,
    ...(diff && { diff: text(new TextDecoder().decode(diff), "code.diff") }),
    found: [...new Set(found)],
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

function cleanStep(
  one: MediumStep,
  place: string,
  text: (content: string, place: string) => string,
  value: <T extends ConfigValue>(content: T, place: string) => T,
): MediumStep {
  const found = one.value;
  if (found?.type === "text")
    return { step: one.step, at: one.at, value: { ...found, text: text(found.text, place) } };
  if (found?.type === "table")
    return {
      step: one.step,
      at: one.at,
      value: { ...found, rows: cleanRows(found.columns, found.rows, place, value) },
    };
  if (found?.type === "image" && found.caption !== undefined)
    return { step: one.step, at: one.at, value: { ...found, caption: text(found.caption, place) } };
  return one;
}

/** A column's name tells of its cells what a setting's name tells of its value. */
function cleanRows(
  columns: readonly string[],
  rows: readonly ConfigValue[][],
  place: string,
  value: <T extends ConfigValue>(content: T, place: string) => T,
): ConfigValue[][] {
  return rows.map((row) => row.map((cell, c) => value(cell, `${place}.${columns[c]}`)));
}
