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

/** From the part of a page's address behind "?"; what is no choice there is the plain one. */
export function readChartView(query: URLSearchParams): ChartView {
  const smooth = Number(query.get("smooth") ?? 0);
  return {
    x: query.get("x") ?? plainView.x,
    logX: query.has("logx"),
    logY: query.has("logy"),
    smooth: smooth > 0 && smooth < 1 ? smooth : 0,
  };
}

/** Puts it into the part of an address behind "?"; what is plain is not there. */
export function writeChartView(query: URLSearchParams, { x, logX, logY, smooth }: ChartView): void {
  const values = {
    x,
    logx: logX ? "1" : "",
    logy: logY ? "1" : "",
    smooth: smooth > 0 ? String(smooth) : "",
  };
  for (const [name, value] of Object.entries(values)) {
    if (value === "") query.delete(name);
    else query.set(name, value);
  }
}

/** What the x axis is called. */
export function xName(x: string): string {
  if (x === "time") return "time since the run's begin";
  return x === "" ? "step" : x;
}
