import { configurations, differing, nameOf, type RunRow } from "@blankfile/tracking";
import { plainText } from "@blankfile/tracking/report";
import { Breakable } from "../breakable.tsx";
import { metricText } from "../format.ts";
import { intervalText } from "../interval-text.ts";
import { runNames } from "../run-names.ts";

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

interface Props {
  rows: readonly RunRow[];
  metrics: readonly string[];
  summaries: readonly string[];
}

/** A column a run, and one a configuration that has several. */
function FiguresTable({ rows, metrics, summaries }: Props) {
  const names = runNames(rows);
  const all = configurations(rows);
  const means = all.filter((one) => one.rows.length > 1);
  const flags = differing(all);
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">metric</th>
            {rows.map((row) => (
              <th scope="col" class="number" key={row.id}>
                {names.get(row.id)}
              </th>
            ))}
            {means.map((one) => (
              <th scope="col" class="number" key={one.id}>
                mean ± 95 % interval{all.length > 1 && `, ${nameOf(one, flags)}`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...metrics, ...summaries].map((key) => (
            <tr key={key}>
              <th scope="row" class="name">
                <Breakable name={key} /> <small class="soft">{aboutOf(rows, key)}</small>
              </th>
              {rows.map((row) => (
                <td class="number" key={row.id}>
                  {cellText(row, key)}
                </td>
              ))}
              {means.map((one) => (
                <td class="number" key={one.id}>
                  {intervalText(one.rows, key)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Its unit, and which of its points it is where that is not the last. */
function aboutOf(rows: readonly RunRow[], key: string): string {
  const { unit, of } = rows.find((row) => row.metrics[key] !== undefined)?.metrics[key] ?? {};
  return [unit, of && { min: "least", max: "greatest" }[of]].filter(Boolean).join(", ");
}

function cellText({ metrics, summary }: RunRow, key: string): string {
  if (metrics[key] !== undefined) return metricText(metrics[key].value);
  const told = summary[key];
  return typeof told === "number" ? metricText(told) : plainText(told);
}
