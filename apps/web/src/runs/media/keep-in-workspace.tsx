import { toBase64 } from "@blankfile/tracking";
import { useState } from "preact/hooks";
import { server } from "../../server/client.ts";
import { browserArtifacts, browserRun } from "../browser-runs.ts";

/** Copies a run that is in this browser only, with its artifacts, into the workspace. */
export function KeepInWorkspace({ id }: { id: string }) {
  const [state, setState] = useState<"copying" | "there" | { problem: string }>();
  const copy = async () => {
    setState("copying");
    try {
      const run = await browserRun(id);
      if (!run) throw new Error("this browser no longer has it");
      const artifacts = [...(await browserArtifacts(id))].map(([hash, bytes]) => [hash, toBase64(bytes)]);
      await server.importRun(run.record, run.events, Object.fromEntries(artifacts));
      setState("there");
    } catch (error) {
      setState({ problem: `It was not copied: ${(error as Error).message}` });
    }
  };
  if (state === "there")
    return (
      <p role="status" class="soft">
        The workspace has it now.
      </p>
    );
  return (
    <div>
      <button
        type="button"
        class="btn quiet small"
        disabled={state === "copying"}
        onClick={() => void copy()}
      >
        Copy into the workspace
      </button>
      {typeof state === "object" && <p class="bad">{state.problem}</p>}
    </div>
  );
}
