import { inFull } from "./axis.ts";
import type { Frame } from "./lab-session.ts";

const most = 300;

/** The numbers behind the pictures. */
export function LabTable({ table: { columns, rows } }: { table: Frame["table"] }) {
  const shown = rows.length > most ? rows.slice(-most) : rows;
  return (
    <details class="lab-numbers">
      <summary>The numbers</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must scroll by keyboard */}
      <section class="lab-scroll" tabIndex={0} aria-label="Table of the numbers">
        <table>
          {rows.length > most && (
            <caption>
              The last {most} of {rows.length} rows.
            </caption>
          )}
          <thead>
            <tr>
              {columns.map((column, c) => (
                <th key={c} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, r) => (
              <tr key={r}>
                {row.map((cell, c) => (
                  <td key={c} class={typeof cell === "number" ? "number" : undefined}>
                    {typeof cell === "number" ? inFull(cell) : cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
