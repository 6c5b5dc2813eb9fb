import type { FoldedRun } from "../folded-run.ts";
import type { Point } from "../metrics.ts";
import { detailsOf, type RunDetails } from "../run-details.ts";
import { type RunRow, rowOf } from "../run-row.ts";
import type { BigValue, StoredValue } from "../values/value.ts";
import { type Medium, mediaOf } from "./media.ts";
import { spread } from "./pictures/histogram-picture.ts";

/** A run as a page has it: what a report is made from. */
export interface ReportRun {
  row: RunRow;
  details: RunDetails;
  points: ReadonlyMap<string, readonly Point[]>;
  /** Bytes of artifacts, by their SHA-256: those of `wantedArtifacts` that could be had. */
  artifacts?: ReadonlyMap<string, Uint8Array>;
}

export function reportRunOf(run: FoldedRun, artifacts?: ReadonlyMap<string, Uint8Array>): ReportRun {
  return {
    row: rowOf(run),
    details: detailsOf(run),
    points: run.metrics,
    ...(artifacts && { artifacts }),
  };
}

/** How many steps of a medium a report shows: without a script each has its own place. */
const mostSteps: Record<Medium["type"], number> = {
  image: 8,
  histogram: 120,
  distribution: 400,
  curve: 4,
  "confusion-matrix": 4,
  table: 2,
  text: 4,
};

/** The steps that a report shows, evenly over the run, the first and the last among them. */
export function shownSteps({ type, steps }: Medium): Medium["steps"] {
  return spread(steps, mostSteps[type]);
}

/** An artifact larger than this is named and not shown. */
export const mostArtifactBytes = 4_000_000;

/** What a report would show of a run's artifacts: values too big for their event, and the changes of the code. */
export function wantedArtifacts(details: RunDetails): string[] {
  const shown = mediaOf(details)
    .flatMap(shownSteps)
    .flatMap((one) => one.big ?? one.value ?? [])
    .flatMap((value: StoredValue | BigValue | object) =>
      "artifact" in value && typeof value.artifact === "string" ? [value] : [],
    )
    .filter((value) => !("bytes" in value) || Number(value.bytes) <= mostArtifactBytes)
    .map(({ artifact }) => String(artifact));
  const diff = diffOf(details);
  return [...new Set([...shown, ...(diff && (diff.bytes ?? 0) <= mostArtifactBytes ? [diff.hash] : [])])];
}

/** The changes that were made to the code since its commit. */
export function diffOf({ artifacts }: RunDetails): RunDetails["artifacts"][number] | undefined {
  return artifacts.findLast(({ type, name }) => type === "diff" && name === "code.diff");
}
