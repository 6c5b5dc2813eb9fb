import { formatValue } from "@blankfile/curriculum/check";
import { type LogLevel, limits } from "./protocol.ts";

/** The learner's `console`: what it prints appears under the editor, up to a number of lines. */
export function learnerConsole(print: (level: LogLevel, text: string) => void): object {
  let lines = 0;
  const printer =
    (level: LogLevel) =>
    (...values: unknown[]) => {
      lines++;
      if (lines > limits.logLines) return;
      if (lines === limits.logLines) print("warn", `${limits.logLines} lines printed; the rest is left out`);
      else print(level, values.map(plain).join(" "));
    };
  const [log, warn, error] = [printer("log"), printer("warn"), printer("error")];
  const silent = () => {};
  return Object.freeze({
    log,
    info: log,
    debug: log,
    dir: log,
    table: log,
    trace: log,
    warn,
    error,
    assert: (holds: unknown, ...values: unknown[]) => {
      if (!holds) error("Assertion failed:", ...values);
    },
    group: silent,
    groupEnd: silent,
    time: silent,
    timeEnd: silent,
    count: silent,
    clear: silent,
  });
}

function plain(value: unknown): string {
  return typeof value === "string" ? value.slice(0, limits.text) : formatValue(value);
}
