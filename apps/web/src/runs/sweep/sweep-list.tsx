import { type SweepRow, server } from "../../server/client.ts";
import { href } from "../../shell/href.ts";
import { metricText, timeText } from "../format.ts";
import { plusMinus } from "./plus-minus.ts";
import { countsText, SweepState } from "./sweep-state.tsx";
import { useSweep } from "./use-sweep.ts";

/** All sweeps of the workspace, newest first, live. */
export function SweepList() {
  const { answer, problem } = useSweep(server.sweeps, () => true);
  return (
    <>
      <p class="eyebrow">
        <a class="link" href={href("/runs/")}>
          Runs
        </a>{" "}
        / sweeps
      </p>
      <h1>Sweeps</h1>
      {problem !== undefined && <p class="notice problem">{problem}</p>}
      {answer === undefined && problem === undefined && <p class="notice">Reading the sweeps…</p>}
      {answer?.length === 0 && (
        <p class="notice">
          None yet. Write what is searched into a file and start it: <code>npx blankfile sweep lr.yaml</code>
        </p>
      )}
      {answer !== undefined && answer.length > 0 && (
        <div class="scroll">
          <table class="sweeps">
            <thead>
              <tr>
                <th scope="col">sweep</th>
                <th scope="col">experiment</th>
                <th scope="col">state</th>
                <th scope="col">method</th>
                <th scope="col" class="number">
                  best, on held-out seeds
                </th>
                <th scope="col">runs</th>
                <th scope="col">begun</th>
              </tr>
            </thead>
            <tbody>
              {answer.map((sweep) => (
                <Row key={sweep.id} sweep={sweep} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function Row({ sweep }: { sweep: SweepRow }) {
  const { id, name, question, experiment, method, metric, report, damaged, createdAt } = sweep;
  if (damaged !== undefined)
    return (
      <tr>
        <th scope="row" class="name">
          {id}
        </th>
        <td colSpan={6} class="bad why">
          {damaged}
        </td>
      </tr>
    );
  return (
    <tr>
      <th scope="row" class="name">
        <a class="link" href={href(`/runs/sweep/?id=${encodeURIComponent(id)}`)}>
          {name}
        </a>
        {question !== undefined && <small>{question}</small>}
      </th>
      <td>{experiment}</td>
      <td>
        <SweepState {...sweep} />
      </td>
      <td>{method}</td>
      <td class="number">
        {report.heldOut === undefined ? (
          "–"
        ) : (
          <>
            {metric} {metricText(report.heldOut.mean ?? Number.NaN)}
            <small>{plusMinus(report.heldOut.half)}</small>
          </>
        )}
      </td>
      <td>{countsText(report.counts)}</td>
      <td>{timeText(createdAt, Date.now())}</td>
    </tr>
  );
}
