import type { FoldedArtifact } from "@blankfile/tracking";
import { bytesText } from "@blankfile/tracking/report";
import { useState } from "preact/hooks";
import { server } from "../../server/client.ts";
import { href } from "../../shell/href.ts";
import { saveFile } from "../../shell/save-file.ts";
import { Breakable } from "../breakable.tsx";
import { artifactBytes, type OpenRun } from "../run-source.ts";
import { Lineage } from "./lineage.tsx";

const few = 20;

/** What the run made and kept, the newest first, and what it worked with. */
export function Artifacts({ run }: { run: OpenRun }) {
  const [isWhole, setWhole] = useState(false);
  const { artifacts, uses } = run.details;
  const newest = artifacts.toReversed();
  const shown = isWhole ? newest : newest.slice(0, few);
  // Those of a training are written as texts, without their size.
  const rolling = artifacts.filter(({ type, bytes }) => type === "checkpoint" && bytes === undefined);
  const removed = new Set(rolling.slice(0, -2));
  return (
    <>
      {rolling.length > 2 && (
        <p class="soft">
          Of the {rolling.length} checkpoints of the training the last two stay; earlier ones were removed as
          it went on.
        </p>
      )}
      <ul class="artifacts">
        {shown.map((artifact, i) => (
          <Artifact
            key={`${i} ${artifact.hash}`}
            run={run}
            artifact={artifact}
            isRemoved={removed.has(artifact)}
          />
        ))}
      </ul>
      {shown.length < newest.length && (
        <button type="button" class="btn quiet small" onClick={() => setWhole(true)}>
          {newest.length - shown.length} earlier ones
        </button>
      )}
      {uses.length > 0 && (
        <>
          <h3>Worked with</h3>
          <ul class="artifacts">
            {uses.map(({ hash, run: maker, name }, i) => (
              <li key={`${i} ${hash}`}>
                <b>{name ?? "a file"}</b> {maker !== undefined && <RunLink id={maker} />}
                <code>{hash.slice(0, 12)}…</code>
                {run.inBrowser !== true && <Lineage hash={hash} self={run.row.id} />}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

interface ArtifactProps {
  run: OpenRun;
  artifact: FoldedArtifact;
  /** Its bytes were given up for those of a later one. */
  isRemoved: boolean;
}

function Artifact({ run, artifact, isRemoved }: ArtifactProps) {
  const [problem, setProblem] = useState<string>();
  const { name, type, step, bytes, hash, mediaType, meta } = artifact;
  const file = name.split(/[/\\]/).at(-1)!;
  const fromBrowser = () =>
    artifactBytes(run, hash).then(
      (found) => saveFile(file, found, "application/octet-stream"),
      (error: Error) => setProblem(error.message),
    );
  return (
    <li>
      <b>
        <Breakable name={name} />
      </b>{" "}
      <span>{type}</span> <span>step {step}</span> {bytes !== undefined && <span>{bytesText(bytes)}</span>}{" "}
      {mediaType !== undefined && <span>{mediaType}</span>} <code title={hash}>{hash.slice(0, 12)}…</code>{" "}
      {isRemoved ? (
        "removed"
      ) : run.inBrowser !== true ? (
        <a class="link" href={server.artifact(run.row.id, hash)} download={file}>
          download<span class="heard"> {name}</span>
        </a>
      ) : (
        <button type="button" class="link" onClick={fromBrowser}>
          download<span class="heard"> {name}</span>
        </button>
      )}
      {meta !== undefined && <code class="meta">{JSON.stringify(meta)}</code>}
      {problem !== undefined && <p class="bad">{problem}</p>}
      {run.inBrowser !== true && <Lineage hash={hash} self={run.row.id} />}
    </li>
  );
}

function RunLink({ id }: { id: string }) {
  return (
    <>
      of{" "}
      <a class="link" href={href(`/runs/view/?id=${encodeURIComponent(id)}`)}>
        {id}
      </a>{" "}
    </>
  );
}
