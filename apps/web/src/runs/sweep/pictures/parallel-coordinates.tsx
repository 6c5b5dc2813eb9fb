import type { ShownTrial } from "../shown-trials.ts";
import { AxisLine, parallelHeight as height, parallelY as y } from "./axis-line.tsx";
import { type Brushes, valueOn, withBrush } from "./brushes.ts";
import { qualityColour } from "./quality-colour.ts";
import type { SweepAxis } from "./sweep-axis.ts";
import { useWidth } from "./use-width.ts";

interface Props {
  trials: readonly ShownTrial[];
  /** Numbers of the trials that stand in every part that is chosen. */
  chosen: ReadonlySet<number>;
  axes: readonly SweepAxis[];
  metric: string;
  brushes: Brushes;
  onBrush: (brushes: Brushes) => void;
  onPoint: (trial: number | undefined) => void;
}

const leastGap = 104;

/** A line a configuration over an axis a parameter, the metric last. A part of an axis is chosen with the pointer or the arrow keys. */
export function ParallelCoordinates(props: Props) {
  const { trials, chosen, axes, metric, brushes, onBrush, onPoint } = props;
  const { place, width } = useWidth();
  const gap = Math.max(leastGap, (width - 110) / Math.max(1, axes.length - 1));
  const whole = 110 + gap * (axes.length - 1);
  const x = (i: number) => 50 + gap * i;
  const drawn = trials.toSorted(
    (a, b) =>
      Number(chosen.has(a.number)) - Number(chosen.has(b.number)) || (a.quality ?? -1) - (b.quality ?? -1),
  );
  const point = (event: PointerEvent) => {
    const box = (event.currentTarget as SVGSVGElement).getBoundingClientRect();
    const at = { along: (event.clientX - box.left - 50) / gap, y: event.clientY - box.top };
    onPoint(
      nearestTrial(
        drawn.filter(({ number }) => chosen.has(number)),
        axes,
        metric,
        at,
      ),
    );
  };
  return (
    <fieldset class="brushing">
      <legend class="sr">
        {trials.length} configurations over {axes.map(({ name }) => name).join(", ")}
      </legend>
      <div ref={place} class="scroll">
        {width > 0 && (
          // biome-ignore lint/a11y/noSvgWithoutTitle: the legend names it; a title would pop up over every line.
          <svg
            class="parallel"
            width={Math.max(whole, width)}
            height={height}
            // Of hundreds of lines, those that agree show as one that is darker.
            style={{ "--share": Math.min(1, Math.max(0.25, 60 / trials.length)) }}
            onPointerMove={point}
            onPointerLeave={() => onPoint(undefined)}
          >
            {drawn.map((trial) => (
              <path
                key={trial.number}
                data-trial={trial.number}
                d={pathOf(trial, axes, metric, x)}
                class={chosen.has(trial.number) ? "trial" : "trial out"}
                style={{ stroke: qualityColour(trial.quality) }}
              />
            ))}
            {axes.map((axis, i) => (
              <AxisLine
                key={axis.name}
                axis={axis}
                x={x(i)}
                room={gap}
                brush={brushes.get(axis.name)}
                onBrush={(part) => onBrush(withBrush(brushes, axis.name, part))}
              />
            ))}
          </svg>
        )}
      </div>
    </fieldset>
  );
}

/** A parameter that is switched off leaves a gap. */
function pathOf(
  trial: ShownTrial,
  axes: readonly SweepAxis[],
  metric: string,
  x: (i: number) => number,
): string {
  let isDown = false;
  return axes
    .map((axis, i) => {
      const at = axis.place(valueOn(trial, axis.name, metric));
      if (at === undefined) {
        isDown = false;
        return "";
      }
      const point = `${isDown ? "L" : "M"}${x(i).toFixed(1)} ${y(at).toFixed(1)}`;
      isDown = true;
      return point;
    })
    .join("");
}

/** The line that is nearest to the pointer, within 14 pixels upwards and downwards. */
function nearestTrial(
  trials: readonly ShownTrial[],
  axes: readonly SweepAxis[],
  metric: string,
  at: { along: number; y: number },
): number | undefined {
  const left = Math.min(axes.length - 2, Math.max(0, Math.floor(at.along)));
  const [from, to] = [axes[left], axes[left + 1]];
  if (!from || !to) return undefined;
  let nearest: { number: number; distance: number } | undefined;
  for (const trial of trials) {
    const [a, b] = [from, to].map((axis) => axis.place(valueOn(trial, axis.name, metric)));
    if (a === undefined || b === undefined) continue;
    const distance = Math.abs(y(a + (at.along - left) * (b - a)) - at.y);
    if (distance <= (nearest?.distance ?? 14)) nearest = { number: trial.number, distance };
  }
  return nearest?.number;
}
