import { SeedStamp } from "../seed-stamp.tsx";
import type { Drawn } from "./metric-chart.tsx";
import { Swatch } from "./swatch.tsx";

/** The configurations of a page's charts, each with its line and what its seeds are worth. */
export function ChartLegend({ drawn }: { drawn: readonly Drawn[] }) {
  return (
    <ul class="chart-legend">
      {drawn.map(({ one, name, tone }) => (
        <li key={one.id}>
          <Swatch tone={tone} /> {name} <SeedStamp rows={one.rows} />
        </li>
      ))}
    </ul>
  );
}

/** How seeds are drawn, in words. */
export const seedsInWords =
  "Bold: the mean over seeds, where all of them have a value; around it, from three seeds on, its 95 % interval. Thin: each seed; runs that failed or were lost are drawn and left out of the mean. Point at a line, and it is named under its chart.";
