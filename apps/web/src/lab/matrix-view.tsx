import type { MatrixView as Matrix } from "@blankfile/curriculum/lab";
import { inWords } from "./axis.ts";

/** A table of numbers whose cells are tinted by size: amber above zero, blue below. */
export function MatrixView({ view }: { view: Matrix }) {
  const { rowLabels, colLabels, values } = view;
  const largest = Math.max(0, ...values.filter(Number.isFinite).map(Math.abs));
  const tint = (value: number) => {
    if (!Number.isFinite(value)) return "var(--gap-soft)";
    const share = largest === 0 ? 0 : Math.round((38 * Math.abs(value)) / largest);
    return `color-mix(in srgb, var(${value < 0 ? "--accent" : "--amber-dot"}) ${share}%, transparent)`;
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must scroll by keyboard
    <section class="lab-scroll" tabIndex={0} aria-label={view.title}>
      <table class="lab-matrix">
        <thead>
          <tr>
            <td />
            {colLabels.map((label) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rowLabels.map((label, r) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {colLabels.map((col, c) => {
                const value = values[r * colLabels.length + c]!;
                return (
                  <td key={col} style={{ background: tint(value) }}>
                    {inWords(value)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
