import type { RunRow } from "@blankfile/tracking";

/** Says what a comparison over these seeds is worth. */
export function SeedStamp({ rows }: { rows: readonly RunRow[] }) {
  const seeds = new Set(rows.map((row) => row.seed)).size;
  if (seeds >= 3) return <span class="stamp">{seeds} seeds</span>;
  return (
    <span class="stamp few" title="Differences between runs of so few seeds may be chance.">
      {seeds === 1 ? "one seed" : `${seeds} seeds`}
    </span>
  );
}
