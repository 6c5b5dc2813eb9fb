import { type Configuration, comparedFigure, predictionOutcome, valueText } from "@blankfile/tracking";
import { useState } from "preact/hooks";
import { href } from "../../shell/href.ts";
import { Swatch } from "../curve/swatch.tsx";
import { metricText, timeText } from "../format.ts";
import { SeedStamp } from "../seed-stamp.tsx";
import { shortValue } from "./short-value.ts";
import { SortHead } from "./sort-head.tsx";
import type { Column } from "./sorted-configurations.ts";

interface Props {
  /** In the order in which they are shown. */
  configurations: readonly Configuration[];
  flags: readonly string[];
  metrics: readonly string[];
  hasExperiments: boolean;
  nameOf: (one: Configuration) => string;
  sort: string | undefined;
  /** The sort where none is chosen. */
  usual: string | undefined;
  onSort: (sort: string | undefined) => void;
  /** Ids that are drawn, with their colours. */
  tones: ReadonlyMap<string, number>;
  onDraw: (id: string, isDrawn: boolean) => void;
}

const firstRows = 60;

/** A row a configuration: the flags that differ, its seeds, its figures, and what was predicted beside what came out. */
export function ConfigurationTable(props: Props) {
  const { configurations, flags, metrics, hasExperiments, sort, usual, onSort } = props;
  const [isWhole, setWhole] = useState(false);
  const hasLaunches = configurations.some(({ launchedAt }) => launchedAt !== undefined);
  const texts = configurations.flatMap((one) => predictionOutcome(one)?.text ?? []);
  const hasPredictions = texts.length > 0;
  const said = new Set(texts).size === 1 ? texts[0] : undefined;
  const shown = isWhole ? configurations : configurations.slice(0, firstRows);
  const head = (column: Column, name: string, isNumber = false) => (
    <SortHead key={column} {...{ column, name, sort, usual, onSort, isNumber }} />
  );
  return (
    <>
      <div class="scroll">
        <table class="configurations">
          <thead>
            <tr>
              <th scope="col">drawn</th>
              {hasExperiments && head("experiment", "experiment")}
              {flags.map((flag) => head(`flag ${flag}`, flag))}
              {hasLaunches && head("launched", "launched")}
              {head("seeds", "seeds")}
              {metrics.map((metric) => head(`metric ${metric}`, metric, true))}
              {hasPredictions && head("predicted", "predicted")}
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <Row key={one.id} one={one} {...props} {...{ hasLaunches, hasPredictions, said }} />
            ))}
          </tbody>
        </table>
      </div>
      {said !== undefined && (
        <p class="how">
          Predicted before the first step: <span class="words">{said}</span>
        </p>
      )}
      {shown.length < configurations.length && (
        <p>
          {shown.length} of {configurations.length} shown.{" "}
          <button type="button" class="btn quiet small" onClick={() => setWhole(true)}>
            Show all
          </button>
        </p>
      )}
    </>
  );
}

function Row({
  one,
  flags,
  metrics,
  hasExperiments,
  hasLaunches,
  hasPredictions,
  tones,
  onDraw,
  nameOf,
  said,
}: Props & { one: Configuration; hasLaunches: boolean; hasPredictions: boolean; said: string | undefined }) {
  const tone = tones.get(one.id);
  return (
    <tr>
      <td>
        <label class="draw">
          <input
            type="checkbox"
            checked={tone !== undefined}
            aria-label={`Draw ${nameOf(one)}`}
            onChange={(event) => onDraw(one.id, event.currentTarget.checked)}
          />
          {tone !== undefined && <Swatch tone={tone} />}
        </label>
      </td>
      {hasExperiments && <td>{one.experiment}</td>}
      {flags.map((flag) => (
        <td key={flag} title={valueText(one.config[flag])}>
          {shortValue(one.config[flag])}
        </td>
      ))}
      {hasLaunches && <td>{one.launchedAt === undefined ? "" : timeText(one.launchedAt, Date.now())}</td>}
      <td>
        <Seeds one={one} />
      </td>
      {metrics.map((metric) => (
        <td class="number" key={metric}>
          <FigureText one={one} metric={metric} />
        </td>
      ))}
      {hasPredictions && (
        <td class="predicted">
          <Outcome one={one} said={said} />
        </td>
      )}
    </tr>
  );
}

const mostSeeds = 5;

function Seeds({ one: { rows } }: { one: Configuration }) {
  const unfinished = rows.filter(({ state }) => state !== "finished").length;
  return (
    <>
      <SeedStamp rows={rows} />{" "}
      {rows.slice(0, mostSeeds).map((row) => (
        <a class="link seed" key={row.id} href={href(`/runs/view/?id=${encodeURIComponent(row.id)}`)}>
          {row.seed ?? row.id}
        </a>
      ))}
      {rows.length > mostSeeds && <small>and {rows.length - mostSeeds} more</small>}
      {unfinished > 0 && <small class="unfinished">{unfinished} not finished, left out</small>}
    </>
  );
}

function FigureText({ one, metric }: { one: Configuration; metric: string }) {
  const figure = comparedFigure(one, metric);
  if (!figure) return <>–</>;
  const { mean, half, values } = figure;
  const title = values.map(({ seed, value }) => `seed ${seed}: ${metricText(value)}`).join("\n");
  return (
    <span title={title}>
      {metricText(mean)}
      {half === undefined ? (
        <small class="bad"> one seed</small>
      ) : (
        <small> ± {metricText(Number(half.toPrecision(2)))}</small>
      )}
    </span>
  );
}

/** The prediction's words stand here where they are not the same for all. */
function Outcome({ one, said }: { one: Configuration; said: string | undefined }) {
  const found = predictionOutcome(one);
  if (!found) return <>–</>;
  const { text, metric, range, inside, of, changed } = found;
  return (
    <>
      {of > 0 && range && (
        <span class={inside === of ? "met" : "missed"}>
          {inside} of {of} inside {metricText(range[0])} to {metricText(range[1])}
        </span>
      )}
      {of === 0 && <span>{range ? `${metric} has no value yet` : "said in words"}</span>}
      {changed > 0 && <span class="bad"> {changed} changed later, not counted</span>}
      {said === undefined && <small class="said">{text}</small>}
    </>
  );
}
