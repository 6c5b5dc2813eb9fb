import type { RunRow } from "@blankfile/tracking";
import { plainText } from "@blankfile/tracking/report";
import { Breakable } from "../breakable.tsx";
import { metricText, runName } from "../format.ts";
import { intervalText } from "../interval-text.ts";

const few = 30;

/** Each metric and each figure of the summary, of each run, with the mean over the seeds. Long lists are folded. */
export function Figures({ rows, metrics }: { rows: readonly RunRow[]; metrics: readonly string[] }) {
  const goals = new Set(metrics.filter((key) => rows.some((row) => row.metrics[key]?.goal !== undefined)));
  const summaries = [...new Set(rows.flatMap((row) => Object.keys(row.summary)))].filter(
    (key) => !metrics.includes(key),
  );
  const table = <FiguresTable rows={rows} metrics={metrics} summaries={summaries} />;
  if (metrics.length + summaries.length <= few) return table;
  return (
    <>
      <FiguresTable rows={rows} metrics={metrics.filter((key) => goals.has(key))} summaries={summaries} />
      <details>
        <summary>
          All figures <small>{metrics.length + summaries.length}</small>
        </summary>
        {table}
      </details>
    </>
  );
}

function FiguresTable(given: {
  rows: readonly RunRow[];
  metrics: readonly string[];
  summaries: readonly string[];
}) {
  const { rows, metrics, summaries } = given;
  const several = rows.length > 1;
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">metric</th>
            {rows.map((row) => (
              <th scope="col" class="number" key={row.id}>
                {runName(row)}
              </th>
            ))}
            {several && (
              <th scope="col" class="number">
                mean ± 95 % interval
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {metrics.map((key) => (
            <tr key={key}>
              <th scope="row" class="name">
                <Breakable name={key} /> <small class="soft">{unitOf(rows, key)}</small>
              </th>
              {rows.map((row) => (
                <td class="number" key={row.id}>
                  {row.metrics[key] === undefined ? "–" : metricText(row.metrics[key].value)}
                </td>
              ))}
              {several && <td class="number">{intervalText(rows, key)}</td>}
            </tr>
          ))}
          {summaries.map((key) => (
            <tr key={`summary ${key}`}>
              <th scope="row" class="name">
                <Breakable name={key} />
              </th>
              {rows.map((row) => (
                <td class="number" key={row.id}>
                  {summaryText(row.summary[key])}
                </td>
              ))}
              {several && <td />}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function unitOf(rows: readonly RunRow[], key: string): string | undefined {
  return rows.map((row) => row.metrics[key]?.unit).find((unit) => unit !== undefined);
}

function summaryText(value: RunRow["summary"][string] | undefined): string {
  return typeof value === "number" ? metricText(value) : plainText(value);
}
