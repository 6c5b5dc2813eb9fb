import { type ShownTrial, seedValues } from "../shown-trials.ts";
import { qualityColour } from "./quality-colour.ts";
import { SmallPlot } from "./small-plot.tsx";
import type { SweepAxis } from "./sweep-axis.ts";

interface Props {
  trials: readonly ShownTrial[];
  chosen: ReadonlySet<number>;
  /** Of the parameters. */
  axes: readonly SweepAxis[];
  metric: SweepAxis;
  /** The trial that was judged by held-out seeds. */
  confirmed: number | undefined;
}

/** The metric against each parameter by itself. */
export function Slices({ trials, chosen, axes, metric, confirmed }: Props) {
  const shown = trials
    .filter(({ value, number }) => value !== undefined && chosen.has(number))
    .sort((a, b) => (a.quality ?? 0) - (b.quality ?? 0));
  const judged = trials.find(({ number }) => number === confirmed);
  return (
    <div class="curves">
      {axes.map((axis) => (
        <SmallPlot
          key={axis.name}
          title={`${metric.name} against ${axis.name}`}
          words={`${metric.name} of ${shown.length} configurations against ${axis.name}`}
          x={axis}
          y={metric}
        >
          {(at) => (
            <>
              {shown.map((trial) => {
                const [x, y] = [axis.place(trial.params[axis.name]), metric.place(trial.value)];
                if (x === undefined || y === undefined) return null;
                return (
                  <circle
                    key={trial.number}
                    data-trial={trial.number}
                    class={trial.isWhole ? "dot-trial" : "dot-trial part-way"}
                    cx={at.x(x)}
                    cy={at.y(y)}
                    r="4.5"
                    style={{ "--quality": qualityColour(trial.quality) }}
                  />
                );
              })}
              {judged && <HeldOut {...{ judged, axis, metric, at }} />}
            </>
          )}
        </SmallPlot>
      ))}
    </div>
  );
}

/** Each held-out run as a cross. */
function HeldOut({
  judged,
  axis,
  metric,
  at,
}: {
  judged: ShownTrial;
  axis: SweepAxis;
  metric: SweepAxis;
  at: { x: (at: number) => number; y: (at: number) => number };
}) {
  const x = axis.place(judged.params[axis.name]);
  if (x === undefined) return null;
  return (
    <>
      {seedValues(judged, true).map((value, i) => {
        const y = metric.place(value);
        if (y === undefined) return null;
        const [cx, cy] = [at.x(x), at.y(y)];
        return <path key={i} class="held-out" d={`M${cx - 4} ${cy - 4}l8 8m0-8l-8 8`} />;
      })}
    </>
  );
}
