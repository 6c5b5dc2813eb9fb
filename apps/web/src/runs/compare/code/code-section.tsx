import { DiffView } from "../../diff/diff-view.tsx";
import type { OpenRun } from "../../run-source.ts";
import { type CodeInUse, codeVersions } from "./code-versions.ts";

interface Props {
  /** Runs that were read, and what each one's configuration is called. */
  runs: readonly OpenRun[];
  nameOf: (run: string) => string;
  /** How many there are. */
  of: number;
}

/** Whether the runs were made by the same code, and where not, by which. */
export function CodeSection({ runs, nameOf, of }: Props) {
  if (runs.length === 0) return null;
  const { versions, verdict } = codeVersions(runs);
  return (
    <section>
      <h2>Code</h2>
      <p>
        {verdict === "same" && `Same code: ${runs.length === 1 ? "one run" : `all ${runs.length} runs`}.`}
        {verdict === "different" &&
          `The runs were made by ${versions.length} versions of the code: a difference between them may come from there.`}
        {verdict === "unknown" && "Some runs do not say by which code they were made."}
        {runs.length < of && ` Looked at: the ${runs.length} runs that are drawn, of ${of}.`}
      </p>
      <ul class="versions">
        {versions.map((version) => (
          <Version
            key={version.runs[0]}
            version={version}
            changed={runs.find(({ row }) => row.id === version.diff?.run)}
            nameOf={nameOf}
            isOnly={versions.length === 1}
          />
        ))}
      </ul>
    </section>
  );
}

function Version({
  version: { commit, dirty, hash, diff, runs },
  changed,
  nameOf,
  isOnly,
}: {
  version: CodeInUse;
  /** The run that has the changes. */
  changed: OpenRun | undefined;
  nameOf: (run: string) => string;
  isOnly: boolean;
}) {
  const names = [...new Set(runs.map(nameOf))];
  return (
    <li>
      <div class="row">
        <span>
          {commit === undefined ? "no commit" : "commit "}
          {commit !== undefined && <code>{commit.slice(0, 12)}</code>}
        </span>
        {dirty !== undefined && <span>{dirty ? "with changes" : "as committed"}</span>}
        {hash !== undefined && (
          <span>
            sources <code>{hash.slice(0, 12)}</code>
          </span>
        )}
      </div>
      {!isOnly && (
        <small>
          {runs.length} {runs.length === 1 ? "run" : "runs"} of {names.slice(0, 6).join("; ")}
          {names.length > 6 && ` and ${names.length - 6} more`}
        </small>
      )}
      {diff && changed && <DiffView run={changed} hash={diff.hash} />}
    </li>
  );
}
