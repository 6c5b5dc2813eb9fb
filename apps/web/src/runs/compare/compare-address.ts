import { type ChartView, readChartView, writeChartView } from "../curve/chart-view.ts";

/** What the address of the page says: which runs, and how they are looked at. */
export interface CompareAddress {
  runs: string[];
  groups: string[];
  sweeps: string[];
  /** Filters in the language of the list of runs. */
  where: string[];
  /** The configuration that the others are held against, by its id; the first one unless told. */
  base?: string;
  /** The column that the table is sorted by, with "-" before it from the greatest. */
  sort?: string | undefined;
  /** Configurations whose curves are drawn, by id; the first twelve unless told. */
  drawn?: string[];
  view: ChartView;
}

export function readAddress(search: string): CompareAddress {
  const query = new URLSearchParams(search);
  const [base, sort] = [query.get("base"), query.get("sort")];
  return {
    runs: query.getAll("run"),
    groups: query.getAll("group"),
    sweeps: query.getAll("sweep"),
    where: query.getAll("where").filter((text) => text.trim() !== ""),
    ...(base && { base }),
    ...(sort && { sort }),
    ...(query.has("draw") && { drawn: query.getAll("draw").filter((id) => id !== "") }),
    view: readChartView(query),
  };
}

/** With "?", so that it can stand behind the page's path. */
export function writeAddress({
  runs,
  groups,
  sweeps,
  where,
  base,
  sort,
  drawn,
  view,
}: CompareAddress): string {
  const pairs: [string, string][] = [
    ...runs.map((id): [string, string] => ["run", id]),
    ...groups.map((id): [string, string] => ["group", id]),
    ...sweeps.map((id): [string, string] => ["sweep", id]),
    ...where.map((text): [string, string] => ["where", text]),
    ...(base === undefined ? [] : [["base", base] as [string, string]]),
    ...(sort === undefined ? [] : [["sort", sort] as [string, string]]),
    // An empty one says that nothing is drawn.
    ...(drawn ?? []).map((id): [string, string] => ["draw", id]),
    ...(drawn?.length === 0 ? [["draw", ""] as [string, string]] : []),
  ];
  const query = new URLSearchParams(pairs);
  writeChartView(query, view);
  return `?${query}`;
}
