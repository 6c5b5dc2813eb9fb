import { serverHere } from "../server/client.ts";
import { href } from "../shell/href.ts";
import { RunsList } from "./list/runs-list.tsx";
import { useRows } from "./list/use-rows.ts";
import "./runs.css";
import { StartExperiment } from "./start-experiment.tsx";

/** What can be started, and all runs so far, live while one runs. */
export default function RunsIsland() {
  const { loaded, problem } = useRows();
  const hasSweeps = serverHere() || loaded?.rows.some(({ sweep }) => sweep !== undefined);
  return (
    <>
      <div class="begin">
        {(loaded !== undefined || problem !== undefined) && (
          <StartExperiment isFirst={loaded === undefined || loaded.total === 0} />
        )}
        {hasSweeps && (
          <a class="link elsewhere" href={href("/runs/sweep/")}>
            Sweeps
          </a>
        )}
      </div>
      {problem !== undefined && <p class="notice problem">{problem}</p>}
      {loaded === undefined && problem === undefined && <p class="notice">Reading the runs…</p>}
      {loaded?.total === 0 && (
        <p class="notice">
          None yet. {serverHere() ? "Start an experiment above, or save" : "Save"}{" "}
          <a class="link" href={href("/labs/")}>
            a lab
          </a>{" "}
          as a run.
        </p>
      )}
      {loaded !== undefined && loaded.total > 0 && <RunsList loaded={loaded} />}
    </>
  );
}
