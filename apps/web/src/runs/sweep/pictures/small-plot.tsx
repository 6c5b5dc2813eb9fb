import type { ComponentChildren } from "preact";
import type { SweepAxis } from "./sweep-axis.ts";
import { useWidth } from "./use-width.ts";

interface Props {
  title: string;
  /** In words, for those who do not see it. */
  words: string;
  x: SweepAxis;
  y: SweepAxis;
  children: (at: { x: (at: number) => number; y: (at: number) => number }) => ComponentChildren;
}

const height = 190;
const left = 52;
const foot = 34;

/** A small picture with two axes. */
export function SmallPlot({ title, words, x, y, children }: Props) {
  const { place, width } = useWidth();
  const at = {
    x: (share: number) => left + 6 + share * (width - left - 18),
    y: (share: number) => height - foot - 6 - share * (height - foot - 18),
  };
  // Labels that would run into each other are left out.
  let free = Number.NEGATIVE_INFINITY;
  const labels = x.ticks.filter((tick) => {
    const half = 3.4 * tick.label.length;
    if (at.x(tick.at) - half < free) return false;
    free = at.x(tick.at) + half + 6;
    return true;
  });
  return (
    <figure class="curve small">
      <figcaption>
        <span>{title}</span>
      </figcaption>
      <div ref={place} style={{ minHeight: `${height}px` }}>
        {width > 0 && (
          <svg width={width} height={height} role="img" aria-label={words}>
            {y.ticks.map((tick) => (
              <g key={tick.at}>
                <line class="grid" x1={left} x2={width - 6} y1={at.y(tick.at)} y2={at.y(tick.at)} />
                <text class="tick end" x={left - 6} y={at.y(tick.at) + 4}>
                  {tick.label}
                </text>
              </g>
            ))}
            {labels.map((tick) => (
              <text key={tick.at} class="tick middle" x={at.x(tick.at)} y={height - foot + 14}>
                {tick.label}
              </text>
            ))}
            <text class="tick end" x={width - 6} y={height - 4}>
              {x.name}
              {x.scale === "" ? "" : `, ${x.scale}`}
            </text>
            {children(at)}
          </svg>
        )}
      </div>
    </figure>
  );
}
