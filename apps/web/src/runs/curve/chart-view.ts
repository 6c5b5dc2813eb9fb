/** How curves are drawn: a choice for all charts of a page. */
export interface ChartView {
  /** "step", "time" (since the run's begin), or a metric; empty: what the metric itself asks for, else the step. */
  x: string;
  logX: boolean;
  logY: boolean;
  /** 0: as measured. Towards 1: the exponential moving average over ever more points. */
  smooth: number;
}

export const plainView: ChartView = { x: "", logX: false, logY: false, smooth: 0 };

/** What the x axis is called. */
export function xName(x: string): string {
  if (x === "time") return "time since the run's begin";
  return x === "" ? "step" : x;
}
