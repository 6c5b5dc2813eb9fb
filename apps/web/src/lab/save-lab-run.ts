import { lockPrediction, memoryRun, type RunEvent, type RunRecord } from "@blankfile/tracking";
import { saveBrowserRun } from "../runs/browser-runs.ts";
import { server, serverHere } from "../server/client.ts";
import type { LabState } from "./lab-address.ts";

export interface LabResult {
  slug: string;
  state: LabState;
  metrics: { step: number; values: Record<string, number> }[];
  summary: string;
  finished: boolean;
  /** Said before the run, and when. */
  prediction?: { text: string; at: number };
}

/** The lab's steps as a run, in the format of every other run. */
export function labRun(
  { slug, state, metrics, summary, finished, prediction }: LabResult,
  clock: () => number,
  random: Uint8Array,
): { record: RunRecord; events: readonly RunEvent[] } {
  const run = memoryRun({
    experiment: `lab/${slug}`,
    config: state.values,
    seed: state.seed,
    steps: metrics.at(-1)?.step ?? 0,
    clock,
    random,
  });
  for (const { step, values } of metrics) {
    if (step > 0) run.log(values, { step });
  }
  run.note(finished ? summary : `Saved before its end. ${summary}`);
  run.finish();
  const said = prediction && { prediction: lockPrediction({ text: prediction.text }, prediction.at) };
  return { record: { ...run.record, ...said }, events: run.events };
}

/** Keeps the run in the workspace, or in this browser where there is no server; answers its id. */
export async function saveLabRun(result: LabResult): Promise<string> {
  const random = crypto.getRandomValues(new Uint8Array(4));
  const { record, events } = labRun(result, Date.now, random);
  if (serverHere()) await server.importRun(record, events);
  else await saveBrowserRun({ record, events: [...events] });
  return record.id;
}
