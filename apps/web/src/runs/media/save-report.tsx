import { useState } from "preact/hooks";
import { saveFile } from "../../shell/save-file.ts";
import { artifactBytes, type OpenRun } from "../run-source.ts";

/** One HTML file of what the page shows, made here and saved by the browser; it says what is not in it. */
export function SaveReport({ runs, name }: { runs: readonly OpenRun[]; name: string }) {
  const [state, setState] = useState<"making" | { said: string[] } | { problem: string }>();
  const save = async () => {
    setState("making");
    try {
      const { htmlReport, mostArtifactBytes, wantedArtifacts } = await import("@blankfile/tracking/report");
      const given = [];
      for (const run of runs) {
        const artifacts = new Map<string, Uint8Array>();
        for (const hash of wantedArtifacts(run.details)) {
          const bytes = await artifactBytes(run, hash).catch(() => undefined);
          if (bytes && bytes.length <= mostArtifactBytes) artifacts.set(hash, bytes);
        }
        given.push({ ...run, artifacts });
      }
      const { html, found, leftOut } = htmlReport(given, { madeAt: Date.now() });
      saveFile(`${name.replaceAll(/[^A-Za-z0-9._-]+/g, "-")}.html`, html, "text/html");
      setState({
        said: [
          ...found.map((what) => `Taken out, because it looks like a secret: ${what}`),
          ...leftOut.map((what) => `Left out: ${what}`),
        ],
      });
    } catch (error) {
      setState({ problem: `The file was not made: ${(error as Error).message}` });
    }
  };
  return (
    <div class="save-report">
      <button type="button" class="btn quiet small" disabled={state === "making"} onClick={() => void save()}>
        {state === "making" ? "Making the file…" : "Save as one file"}
      </button>
      {typeof state === "object" && "problem" in state && <p class="bad">{state.problem}</p>}
      {typeof state === "object" && "said" in state && (
        <div role="status" class="soft">
          Saved.
          {state.said.slice(0, 12).map((line) => (
            <div key={line}>{line}</div>
          ))}
          {state.said.length > 12 && <div>and {state.said.length - 12} more; the file lists them</div>}
        </div>
      )}
    </div>
  );
}
