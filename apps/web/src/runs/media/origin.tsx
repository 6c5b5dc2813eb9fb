import { bytesText, diffLines, diffOf } from "@blankfile/tracking/report";
import { useEffect, useState } from "preact/hooks";
import { artifactBytes, type OpenRun } from "../run-source.ts";
import { Near } from "./near.tsx";

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
      {diff && (
        <details>
          <summary>
            Changes since the commit <small>{diff.bytes !== undefined && bytesText(diff.bytes)}</small>
          </summary>
          <Near height={60}>{() => <Diff run={run} hash={diff.hash} />}</Near>
        </details>
      )}
    </>
  );
}

/** Whether there is anything to show. */
export function hasOrigin({ details: { record } }: OpenRun): boolean {
  return record === undefined || Object.keys(record.code).length > 0 || record.environment !== undefined;
}

const mostCharacters = 300_000;

function Diff({ run, hash }: { run: OpenRun; hash: string }) {
  const [text, setText] = useState<string>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    artifactBytes(run, hash).then(
      (bytes) => setText(new TextDecoder().decode(bytes)),
      (error: Error) => setProblem(error.message),
    );
  }, [run.row.id, hash]);
  if (text === undefined) return <p class="soft">{problem ?? "Reading…"}</p>;
  const lines = diffLines(text.slice(0, mostCharacters)).map((line) => line.text);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <pre class="diff tall" tabIndex={0} dangerouslySetInnerHTML={{ __html: lines.join("") }} />
      {text.length > mostCharacters && (
        <p class="soft">
          The first {mostCharacters} of {text.length} characters; the whole is the artifact code.diff.
        </p>
      )}
    </>
  );
}
