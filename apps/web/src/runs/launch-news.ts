import type { Launch } from "../server/client.ts";

export interface LaunchNews {
  text: string;
  problem: boolean;
  /** The end of what it printed. */
  log?: string;
}

/** What to say of a launch that has no run yet; undefined where nobody knows it, "asking" before the first answer. */
export function launchNews(group: string, launch: Launch | "asking" | undefined): LaunchNews {
  if (launch === undefined)
    return { text: `There is no launch ${group} in the workspace or in this browser.`, problem: true };
  const starting = {
    text: "The experiment is starting; its first run appears here in a moment.",
    problem: false,
  };
  if (launch === "asking" || launch.state === "running") return starting;
  const printed = launch.log.trim();
  const log = printed === "" ? {} : { log: printed };
  const ended =
    launch.exit === undefined
      ? "The experiment was started before this server; it has no run."
      : `The experiment ended before its first run (${exitText(launch.exit)}).`;
  return {
    text: `${ended} ${printed === "" ? "It printed nothing." : "The end of what it printed:"}`,
    problem: true,
    ...log,
  };
}

function exitText(exit: number | string): string {
  return typeof exit === "number" ? `exit code ${exit}` : exit;
}
