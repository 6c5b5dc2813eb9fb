import { serverHere } from "../../server/client.ts";
import { href } from "../../shell/href.ts";
import "../curve/curve.css";
import "../runs.css";
import "./sweep.css";
import { SweepList } from "./sweep-list.tsx";
import { SweepView } from "./sweep-view.tsx";

/** `?id=` shows one sweep; without it, all of the workspace. */
export default function SweepIsland() {
  const id = new URLSearchParams(location.search).get("id");
  if (!serverHere())
    return (
      <>
        <p class="eyebrow">
          <a class="link" href={href("/runs/")}>
            Runs
          </a>{" "}
          / sweeps
        </p>
        <h1>Sweeps</h1>
        <p class="notice">
          A sweep is many runs in a workspace, which a browser alone does not have. On your machine:{" "}
          <code>npm start</code>, and <code>npx blankfile sweep lr.yaml</code> in a terminal.
        </p>
      </>
    );
  return id ? <SweepView id={id} /> : <SweepList />;
}
