import { series } from "./parts.ts";
import { figure, isMeasured, markdown, type Row } from "./rows.ts";

/** For each series and engine: the times, and the slope of log time over log size between the two largest sizes. */
export function growthTable(rows: Row[]): string {
  const lines = series.flatMap(({ of, sizes, make }) => {
    const names = sizes.map((size) => make(size).name);
    const found = rows.filter(({ workload, threads }) => threads === 1 && workload === names[0]);
    return found.filter(isMeasured).map(({ engine }) => {
      const times = names.map((name) => cpuOf(rows, name, engine));
      return [
        of,
        engine,
        sizes.map((size, i) => `${size}: ${figure(times[i]!)}`).join(", "),
        slope(sizes, times),
      ];
    });
  });
  return markdown([["growth", "engine", "size: CPU ms", "exponent at the end"], ...lines]);
}

function cpuOf(rows: Row[], workload: string, engine: string): number | null {
  const row = rows.find((one) => one.workload === workload && one.engine === engine && one.threads === 1);
  return row?.cpuMs ?? null;
}

function slope(sizes: number[], times: (number | null)[]): string {
  const [before, last] = [times.at(-2), times.at(-1)];
  if (!before || !last) return "–";
  return (Math.log(last / before) / Math.log(sizes.at(-1)! / sizes.at(-2)!)).toFixed(2);
}
