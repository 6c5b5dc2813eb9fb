import { useEffect, useRef } from "preact/hooks";
import type uPlot from "uplot";

export interface PlotParts {
  options: (place: HTMLElement) => uPlot.Options;
  data: () => uPlot.AlignedData;
}

/**
 * A uPlot chart in an element. uPlot is loaded when the first chart comes near the view. The chart is made anew when `shape` or the colour
 * scheme changes; otherwise it gets new data.
 */
export function usePlot({ options, data }: PlotParts, shape: string, height: number) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | undefined>(undefined);
  const latest = useRef({ options, data });
  latest.current = { options, data };

  useEffect(() => {
    const element = place.current!;
    let gone = false;
    let isNear = false;
    const remake = async () => {
      if (!isNear) return;
      const { default: UPlot } = await import("uplot");
      await import("uplot/dist/uPlot.min.css");
      if (gone) return;
      chart.current?.destroy();
      chart.current = new UPlot(latest.current.options(element), latest.current.data(), element);
    };
    const near = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return;
        near.disconnect();
        isNear = true;
        void remake();
      },
      { rootMargin: "600px" },
    );
    near.observe(element);
    const resized = new ResizeObserver(() => {
      const width = element.clientWidth;
      if (chart.current && width > 0 && width !== chart.current.width)
        chart.current.setSize({ width, height });
    });
    resized.observe(element);
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", remake);
    const theme = new MutationObserver(remake);
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    return () => {
      gone = true;
      near.disconnect();
      resized.disconnect();
      theme.disconnect();
      scheme.removeEventListener("change", remake);
      chart.current?.destroy();
      chart.current = undefined;
    };
  }, [shape]);

  useEffect(() => {
    const columns = latest.current.data();
    if (chart.current?.series.length === columns.length) chart.current.setData(columns);
  });

  return place;
}

/** The design's colours as they are now. */
export function colours(element: HTMLElement): (name: string) => string {
  const css = getComputedStyle(element);
  return (name) => css.getPropertyValue(name).trim();
}

/** Small vermilion crosses at the foot of a chart: there a run has NaN or an infinity. */
export function crossesAt(xs: () => readonly number[], colour: string): (chart: uPlot) => void {
  return (chart) => {
    const { ctx, bbox } = chart;
    const size = 4 * devicePixelRatio;
    ctx.save();
    ctx.strokeStyle = colour;
    ctx.lineWidth = 1.6 * devicePixelRatio;
    ctx.beginPath();
    for (const x of xs()) {
      const left = chart.valToPos(x, "x", true);
      if (!(left >= bbox.left && left <= bbox.left + bbox.width)) continue;
      const top = bbox.top + bbox.height - 2 * size;
      ctx.moveTo(left - size, top - size);
      ctx.lineTo(left + size, top + size);
      ctx.moveTo(left - size, top + size);
      ctx.lineTo(left + size, top - size);
    }
    ctx.stroke();
    ctx.restore();
  };
}
