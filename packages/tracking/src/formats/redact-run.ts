import type { FoldedRun } from "../folded-run.ts";
import { redactText, redactValue } from "../redact.ts";

/** A run as it may leave the machine: older runs, and what a training said later, are looked through too. */
export function redactRun(run: FoldedRun): { run: FoldedRun; found: string[] } {
  const found: string[] = [];
  const text = (content: string, place: string) => {
    const redacted = redactText(content);
    found.push(...redacted.found.map((what) => `${place} (${what})`));
    return redacted.value;
  };
  const config = redactValue(run.config, "config");
  const summary = redactValue(run.summary, "summary");
  found.push(...config.found, ...summary.found);
  const { record } = run;
  const command = record?.command === undefined ? undefined : text(record.command, "the command");
  const clean: FoldedRun = {
    ...run,
    ...(record && {
      record: {
        ...record,
        config: redactValue(record.config, "config").value,
        ...(command !== undefined && { command }),
      },
    }),
    config: config.value,
    summary: summary.value,
    texts: run.texts.map((one) => ({ ...one, text: text(one.text, `text ${one.name}`) })),
    notes: run.notes.map((one) => ({ ...one, text: text(one.text, "a note") })),
  };
  return { run: clean, found: [...new Set(found)] };
}
