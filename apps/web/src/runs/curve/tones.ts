/** Tells configurations apart: six hues, each once as a whole line and once dashed, so that no two are told by hue alone. */
export interface ConfigurationTone {
  colour: string;
  /** Dashes of the line, none for a whole one. */
  dash?: number[];
}

const light = ["#2a50a8", "#b4570a", "#2a7453", "#7a3d9b", "#0b7285", "#a3275f"];
const dark = ["#8fb1ff", "#f2a65a", "#6cc79d", "#cda2f0", "#62c6d8", "#f291b8"];

/** At most this many are drawn unless somebody asks for others. */
export const mostTones = 2 * light.length;

export function toneOf(index: number, isDark: boolean): ConfigurationTone {
  const hues = isDark ? dark : light;
  const colour = hues[index % hues.length]!;
  return index % mostTones < hues.length ? { colour } : { colour, dash: [6, 4] };
}

/** Whether the page is dark now: the reader's choice, else the system's. */
export function isDarkNow(): boolean {
  const chosen = document.documentElement.dataset.theme;
  return chosen === undefined ? matchMedia("(prefers-color-scheme: dark)").matches : chosen === "dark";
}
