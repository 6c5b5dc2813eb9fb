import {
  type Configuration,
  comparedFigure,
  isClear,
  type SeedDifference,
  seedDifference,
} from "@blankfile/tracking";
import { useState } from "preact/hooks";
import { Breakable } from "../breakable.tsx";
import { metricText } from "../format.ts";
import { IntervalPicture } from "./interval-picture.tsx";

interface Props {
  configurations: readonly Configuration[];
  baseline: Configuration;
  onBaseline: (id: string) => void;
  metrics: readonly string[];
  nameOf: (one: Configuration) => string;
}

const firstRows = 40;

/** How each configuration differs from a baseline, with the interval of the difference. */
export function AblationTable({ configurations, baseline, onBaseline, metrics, nameOf }: Props) {
  const [isWhole, setWhole] = useState(false);
  const all = configurations.filter(({ id }) => id !== baseline.id);
  const others = all.filter((one) => metrics.some((metric) => differenceOf(one, baseline, metric)));
  const columns = metrics
    .map((metric) => ({ metric, cells: others.map((one) => differenceOf(one, baseline, metric)) }))
    .filter(({ cells }) => cells.some((cell) => cell !== undefined));
  const ways = new Set(
    columns.flatMap(({ cells }) => cells.flatMap((cell) => (cell?.half === undefined ? [] : cell.by))),
  );
  return (
    <section>
      <h2>Against a baseline</h2>
      <label class="baseline">
        Baseline{" "}
        <select class="field" value={baseline.id} onChange={(event) => onBaseline(event.currentTarget.value)}>
          {configurations.map((one) => (
            <option key={one.id} value={one.id}>
              {nameOf(one)}
            </option>
          ))}
        </select>
      </label>
      {columns.length === 0 ? (
        <p class="notice">
          No finished run of the baseline and of another configuration have a metric with a goal in common.
        </p>
      ) : (
        <>
          <p class="how">
            Difference from the baseline ± half of its 95 % interval. {waysText(ways)} An interval that leaves
            out 0 is drawn solid. Each stands for itself: of twenty configurations that change nothing, one is
            expected to look as if it did.
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
          <div class="scroll" tabIndex={0}>
            <table class="ablation">
              <thead>
                <tr>
                  <th scope="col">configuration</th>
                  {columns.map(({ metric }) => (
                    <th scope="col" class="name" key={metric} colSpan={2}>
                      <Breakable name={metric} />
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {others.slice(0, isWhole ? others.length : firstRows).map((one, i) => (
                  <tr key={one.id}>
                    <th scope="row" class="name">
                      {nameOf(one)}
                    </th>
                    {columns.map(({ metric, cells }) => (
                      <Cells key={metric} {...{ metric, one, found: cells[i], scale: scaleOf(cells) }} />
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {!isWhole && others.length > firstRows && (
            <p>
              {firstRows} of {others.length} shown.{" "}
              <button type="button" class="btn quiet small" onClick={() => setWhole(true)}>
                Show all
              </button>
            </p>
          )}
          {others.length < all.length && (
            <p class="how">
              {all.length - others.length} of the others have no finished run yet, or no metric in common.
            </p>
          )}
        </>
      )}
    </section>
  );
}

interface CellsProps {
  metric: string;
  one: Configuration;
  found: SeedDifference | undefined;
  scale: { low: number; high: number };
}

function Cells({ metric, one, found, scale }: CellsProps) {
  if (!found)
    return (
      <td colSpan={2} class="number">
        –
      </td>
    );
  const { difference, half, by, degrees } = found;
  const isBetter = difference > 0 === (goalOf(one, metric) === "maximize");
  const clear = isClear(found);
  const title = half === undefined ? undefined : `${by}, ${metricText(degrees!)} degrees of freedom`;
  return (
    <>
      <td class="number" title={title}>
        {signed(difference)}
        {half === undefined ? (
          <small class="bad"> one seed</small>
        ) : (
          <small> ± {metricText(Number(half.toPrecision(2)))}</small>
        )}
        {clear && <small class={isBetter ? "met" : "missed"}> {isBetter ? "better" : "worse"}</small>}
      </td>
      <td class="picture">
        <IntervalPicture value={difference} half={half} scale={scale} />
      </td>
    </>
  );
}

function differenceOf(
  one: Configuration,
  baseline: Configuration,
  metric: string,
): SeedDifference | undefined {
  const [of, from] = [comparedFigure(one, metric), comparedFigure(baseline, metric)];
  return of && from && seedDifference(of, from);
}

function goalOf({ rows }: Configuration, metric: string): string | undefined {
  return rows.map(({ metrics }) => metrics[metric]?.goal).find((goal) => goal !== undefined);
}

/** Over all intervals of a column and 0; one that is very wide may run out of the picture rather than flatten the others. */
function scaleOf(cells: readonly (SeedDifference | undefined)[]): { low: number; high: number } {
  const known = cells.filter(
    (cell) => cell !== undefined && Number.isFinite(cell.difference),
  ) as SeedDifference[];
  const reach = Math.max(0, ...known.map(({ difference }) => Math.abs(difference)));
  const ends = known.flatMap(({ difference, half }) => {
    const most = Math.min(half !== undefined && Number.isFinite(half) ? half : 0, 3 * reach || (half ?? 0));
    return [difference - most, difference + most];
  });
  return { low: Math.min(0, ...ends), high: Math.max(0, ...ends) };
}

function waysText(ways: ReadonlySet<string>): string {
  const paired = "Paired by seed: what a seed does to both falls out.";
  const welch = "Welch's interval: the two have different seeds.";
  if (ways.has("paired") && ways.has("Welch"))
    return "Paired by seed where both have the same seeds, else Welch's interval.";
  return ways.has("paired") ? paired : ways.has("Welch") ? welch : "";
}

function signed(value: number): string {
  return value > 0 ? `+${metricText(value)}` : metricText(value);
}
