import { metricText } from "../format.ts";

interface Props {
  value: number;
  half: number | undefined;
  /** The same for all pictures of a column. */
  scale: { low: number; high: number };
}

const width = 150;
const height = 18;

/** A dot with its interval as whiskers over the line at 0, which is the baseline. */
export function IntervalPicture({ value, half, scale }: Props) {
  if (!Number.isFinite(value)) return null;
  const x = (at: number) => 6 + ((at - scale.low) / (scale.high - scale.low || 1)) * (width - 12);
  const clip = (at: number) => Math.min(width - 2, Math.max(2, x(at)));
  const isKnown = half !== undefined && Number.isFinite(half);
  const isClear = isKnown && Math.abs(value) > half;
  const words = isKnown ? `${metricText(value - half)} to ${metricText(value + half)}` : "no interval";
  return (
    <svg
      class={isClear ? "interval clear" : "interval"}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={words}
    >
      <line class="zero" x1={x(0)} x2={x(0)} y1="0" y2={height} />
      {isKnown && (
        <>
          <line x1={clip(value - half)} x2={clip(value + half)} y1={height / 2} y2={height / 2} />
          {[value - half, value + half].map(
            (end) =>
              // An end outside the picture has no tick: the line goes on.
              clip(end) === x(end) && <line key={end} x1={x(end)} x2={x(end)} y1="5" y2={height - 5} />,
          )}
        </>
      )}
      <circle cx={clip(value)} cy={height / 2} r={isKnown ? 3.6 : 3} class={isKnown ? "" : "hollow"} />
    </svg>
  );
}
