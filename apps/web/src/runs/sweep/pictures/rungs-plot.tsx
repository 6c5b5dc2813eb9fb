import type { ShownTrial } from "../shown-trials.ts";
import { qualityColour } from "./quality-colour.ts";
import { SmallPlot } from "./small-plot.tsx";
import { metricAxis, parameterAxis } from "./sweep-axis.ts";

interface Props {
  trials: readonly ShownTrial[];
  chosen: ReadonlySet<number>;
  rungs: readonly number[];
  metric: string;
}

/** A line a configuration through the rungs that it reached: where it ends, it was not promoted. */
export function RungsPlot({ trials, chosen, rungs, metric }: Props) {
  if (rungs.length < 2) return null;
  const x = parameterAxis("share of the steps", { kind: "float", low: rungs[0]!, high: 1, log: true });
  // A bracket that starts higher has no place before its first rung, so the rungs themselves are the ticks.
  const ticks = rungs.map((share) => ({
    at: x.place(share)!,
    label: `${Number((100 * share).toPrecision(2))} %`,
  }));
  const shown = trials.filter(({ number }) => chosen.has(number));
  const y = metricAxis(
    metric,
    shown.flatMap(({ path }) => path.map(({ value }) => value)),
  );
  const counts = rungs.map(
    (_, rung) => trials.filter(({ path }) => path.some((one) => one.rung === rung)).length,
  );
  return (
    <SmallPlot
      title="Through the rungs"
      words={`Configurations that reached each rung: ${counts.map((n, i) => `${n} at ${ticks[i]!.label}`).join(", ")}`}
      x={{ ...x, ticks }}
      y={y}
    >
      {(at) =>
        shown.map(({ number, path, quality }) => {
          const points = path.flatMap(({ rung, value }) => {
            const top = y.place(value);
            return top === undefined ? [] : [[at.x(x.place(rungs[rung]!)!), at.y(top)] as const];
          });
          if (points.length === 0) return null;
          const [endX, endY] = points.at(-1)!;
          return (
            <g
              key={number}
              data-trial={number}
              class="rung-line"
              style={{ "--quality": qualityColour(quality) }}
            >
              <path d={`M${points.map((point) => point.join(" ")).join("L")}`} />
              <circle cx={endX} cy={endY} r="3.2" />
            </g>
          );
        })
      }
    </SmallPlot>
  );
}
