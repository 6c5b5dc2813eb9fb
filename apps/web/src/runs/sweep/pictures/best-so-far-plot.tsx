import type { OpenSweep } from "../../../server/client.ts";
import { metricText } from "../../format.ts";
import type { ShownTrial } from "../shown-trials.ts";
import { bestSoFar } from "./best-so-far.ts";
import { SmallPlot } from "./small-plot.tsx";
import { metricAxis, type SweepAxis } from "./sweep-axis.ts";

/** How the best value came about, and what the held-out seeds say of it. */
export function BestSoFarPlot({
  sweep,
  trials,
  metric,
}: {
  sweep: OpenSweep;
  trials: readonly ShownTrial[];
  metric: SweepAxis;
}) {
  const ended = bestSoFar(trials, sweep.record.plan.goal);
  if (ended.length < 2) return null;
  const x = metricAxis("configurations run whole, as they ended", [1, ended.length]);
  const { heldOut } = sweep.report;
  const [mean, half] = [metric.place(heldOut?.mean), heldOut?.half ?? 0];
  const [low, high] = [-half, half].map((by) => metric.place((heldOut?.mean ?? Number.NaN) + by));
  const last = ended.at(-1)!.best;
  return (
    <SmallPlot
      title={`Best ${metric.name} so far`}
      words={`The best ${metric.name} of ${ended.length} configurations went from ${metricText(ended[0]!.best)} to ${metricText(last)}`}
      x={x}
      y={metric}
    >
      {(at) => {
        const place = (i: number, value: number): [number, number] => [
          at.x(x.place(i + 1)!),
          at.y(metric.place(value)!),
        ];
        const steps = ended
          .map(({ best }, i) => {
            const [left, top] = place(i, best);
            return i === 0 ? `M${left} ${top}` : `H${left}V${top}`;
          })
          .join("");
        return (
          <>
            {mean !== undefined && low !== undefined && high !== undefined && (
              <>
                <rect
                  class="worth-band"
                  x={at.x(0)}
                  width={at.x(1) - at.x(0)}
                  y={at.y(high)}
                  height={at.y(low) - at.y(high)}
                />
                <line class="worth-line" x1={at.x(0)} x2={at.x(1)} y1={at.y(mean)} y2={at.y(mean)} />
              </>
            )}
            {ended.map(({ number, value }, i) => {
              const [cx, cy] = place(i, value);
              return <circle key={number} class="ended" cx={cx} cy={cy} r="3" />;
            })}
            <path class="steps" d={steps} />
          </>
        );
      }}
    </SmallPlot>
  );
}
