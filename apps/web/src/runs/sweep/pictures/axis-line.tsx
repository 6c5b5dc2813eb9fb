import { useState } from "preact/hooks";
import type { AxisPart, SweepAxis } from "./sweep-axis.ts";

export const parallelHeight = 300;
const top = 44;
const foot = 16;

/** Pixels of a place on an axis, 0 to 1 upwards. */
export const parallelY = (at: number) => parallelHeight - foot - at * (parallelHeight - foot - top);
const y = parallelY;

interface AxisProps {
  axis: SweepAxis;
  x: number;
  room: number;
  brush: AxisPart | undefined;
  onBrush: (part: AxisPart | undefined) => void;
}

/** A step of the arrow keys. */
const step = 0.05;

/** One axis: a part of it is chosen by drawing along it, or with the arrow keys. */
export function AxisLine({ axis, x, room, brush, onBrush }: AxisProps) {
  const [begin, setBegin] = useState<number>();
  const heightAt = (event: PointerEvent) => {
    const box = (event.currentTarget as SVGRectElement).getBoundingClientRect();
    return 1 - (event.clientY - box.top - 8) / (box.height - 16);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const sign = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (event.key === "Escape" && brush) onBrush(undefined);
    else if (sign !== undefined) {
      const [low, high] = brush ?? [0, 1];
      // The upper end moves; with Shift the lower one.
      const moved = event.shiftKey
        ? ([Math.max(0, Math.min(high - step, low + sign * step)), high] as const)
        : ([low, Math.min(1, Math.max(low + step, high + sign * step))] as const);
      onBrush(moved[0] <= 0 && moved[1] >= 1 ? undefined : moved);
    } else return;
    event.preventDefault();
  };
  return (
    <g class="axis">
      <line x1={x} x2={x} y1={y(0)} y2={y(1)} />
      <text x={x} y={16} class="name">
        {fitted(axis.name, room)}
        <title>{axis.name}</title>
      </text>
      {axis.scale !== "" && (
        <text x={x} y={31} class="scale">
          {axis.scale}
        </text>
      )}
      {axis.ticks.map((tick) => (
        <text key={tick.at} x={x + 7} y={y(tick.at) + 4} class="tick">
          {fitted(tick.label, room - 12)}
        </text>
      ))}
      {brush && (
        <rect
          class="part"
          x={x - 9}
          width={18}
          y={y(brush[1])}
          height={Math.max(3, y(brush[0]) - y(brush[1]))}
        />
      )}
      <rect
        class="grip"
        x={x - 16}
        width={32}
        y={y(1) - 8}
        height={y(0) - y(1) + 16}
        tabindex={0}
        role="slider"
        aria-label={`Part of ${axis.name}`}
        aria-valuenow={Math.round(100 * (brush?.[1] ?? 1))}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuetext={brush ? axis.inside(brush) : "all of it"}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setBegin(heightAt(event));
        }}
        onPointerMove={(event) => {
          if (begin !== undefined && Math.abs(heightAt(event) - begin) > 0.02)
            onBrush([begin, heightAt(event)]);
        }}
        onPointerUp={(event) => {
          // A click without a way takes the part back.
          if (begin !== undefined && Math.abs(heightAt(event) - begin) <= 0.02) onBrush(undefined);
          setBegin(undefined);
        }}
        onPointerCancel={() => setBegin(undefined)}
      />
    </g>
  );
}

/** About seven pixels a letter. */
function fitted(text: string, room: number): string {
  const most = Math.max(4, Math.floor(room / 7));
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
