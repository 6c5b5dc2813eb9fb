import { diffOf } from "@blankfile/tracking/report";
import { DiffView } from "../diff/diff-view.tsx";
import type { OpenRun } from "../run-source.ts";

/** The code and the machine that made the numbers. */
export function Origin({ run }: { run: OpenRun }) {
  const { record } = run.details;
  if (!record) return <p class="notice">Its run.json is damaged: nothing is known of the code.</p>;
  const { code, environment } = record;
  const cores = environment?.cores === undefined ? "" : `, ${environment.cores} cores`;
  const lines: [string, string | undefined][] = [
    ["commit", code.commit && `${code.commit}${code.dirty === true ? ", with changes" : ""}`],
    ["sources", code.hash],
    ["runtime", environment?.runtime],
    ["platform", environment?.platform],
    ["processor", environment?.cpu && `${environment.cpu}${cores}`],
    ["memory", environment?.memoryGiB === undefined ? undefined : `${environment.memoryGiB} GiB`],
    ...Object.entries(environment?.variables ?? {}),
  ];
  const known = lines.filter(([, value]) => value !== undefined);
  const diff = diffOf(run.details);
  return (
    <>
      <dl class="config origin">
        {known.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {diff && <DiffView run={run} hash={diff.hash} />}
    </>
  );
}

/** Whether there is anything to show. */
export function hasOrigin({ details: { record } }: OpenRun): boolean {
  return record === undefined || Object.keys(record.code).length > 0 || record.environment !== undefined;
}
