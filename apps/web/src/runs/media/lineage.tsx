import { useState } from "preact/hooks";
import { type Lineage as Found, server } from "../../server/client.ts";
import { href } from "../../shell/href.ts";

/** Which runs of the workspace made an artifact, and which worked with it: asked for when it is opened. */
export function Lineage({ hash, self }: { hash: string; self: string }) {
  const [found, setFound] = useState<Found>();
  const [problem, setProblem] = useState<string>();
  const open = (isOpen: boolean) => {
    if (isOpen && found === undefined)
      server.lineage(hash).then(setFound, (error: Error) => setProblem(error.message));
  };
  return (
    <details class="lineage" onToggle={(event) => open(event.currentTarget.open)}>
      <summary>where it comes from and who used it</summary>
      {problem !== undefined && <p class="bad">{problem}</p>}
      {found === undefined && problem === undefined && <p class="soft">Reading…</p>}
      {found && (
        <dl>
          <dt>made by</dt>
          <dd>
            {found.made.length === 0 ? "no run of the workspace" : <Runs runs={found.made} self={self} />}
          </dd>
          <dt>used by</dt>
          <dd>{found.used.length === 0 ? "no run yet" : <Runs runs={found.used} self={self} />}</dd>
        </dl>
      )}
    </details>
  );
}

function Runs({
  runs,
  self,
}: {
  runs: readonly { run: string; name?: string; step?: number }[];
  self: string;
}) {
  return (
    <ul>
      {runs.map(({ run, name, step }, i) => (
        <li key={`${i} ${run}`}>
          {run === self ? (
            "this run"
          ) : (
            <a class="link" href={href(`/runs/view/?id=${encodeURIComponent(run)}`)}>
              {run}
            </a>
          )}
          {name !== undefined && ` as ${name}`}
          {step !== undefined && `, step ${step}`}
        </li>
      ))}
    </ul>
  );
}
