import type { RunRow } from "@blankfile/tracking";
import { plainText } from "@blankfile/tracking/report";
import { metricText } from "../format.ts";

/** One value where all runs agree, else one per run; and how to repeat it. */
export function Configuration({ rows }: { rows: readonly RunRow[] }) {
  const configs = rows.map(({ config }) => new Map(flat(config)));
  const keys = [...new Set(configs.flatMap((config) => [...config.keys()]))];
  return (
    <>
      <dl class="config">
        {keys.map((key) => {
          const values = configs.map((config) => settingText(config.get(key)));
          const same = new Set(values).size === 1;
          return (
            <div key={key} class={same ? "" : "differs"}>
              <dt>{key}</dt>
              <dd>{same ? values[0] : values.join(", ")}</dd>
            </div>
          );
        })}
      </dl>
      {rows[0]!.command !== undefined && (
        <p>
          To repeat it: <code>{rows[0]!.command}</code>
        </p>
      )}
    </>
  );
}

type Setting = RunRow["config"][string];

/** "schedule.warmup" for what lies deeper: a name and a value a line. */
function flat(config: Record<string, Setting>, before = ""): [string, Setting][] {
  return Object.entries(config).flatMap(([key, value]): [string, Setting][] => {
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject && Object.keys(value).length > 0
      ? flat(value, `${before}${key}.`)
      : [[`${before}${key}`, value]];
  });
}

function settingText(value: Setting | undefined): string {
  return typeof value === "number" ? metricText(value) : plainText(value);
}
