import { Markup, markup } from "../markup.ts";
import { area, band, extent, type Picture, path, place } from "./area.ts";

export interface PictureLine {
  x: readonly number[];
  /** NaN and infinities leave a gap. */
  y: readonly number[];
  low?: readonly number[];
  high?: readonly number[];
  /** A seed behind its mean. */
  isThin?: boolean;
  /** 0 to 5: its colour and dashes. */
  tone?: number;
}

export const tones = 6;

export interface LinePictureOptions {
  title: string;
  desc: string;
  xName: string;
  width?: number;
  height?: number;
}

/** Lines with their bands, thin ones behind. A line of one point is drawn as a point. */
export function linePicture(lines: readonly PictureLine[], options: LinePictureOptions): Picture {
  const { title, desc, xName, width, height } = options;
  const frame = area({
    title,
    desc,
    x: { label: xName, domain: extent(lines.flatMap(({ x }) => [...x])) },
    y: {
      label: "",
      domain: extent(
        lines.flatMap(({ y, low = [], high = [] }) => [...y, ...low, ...high]),
        0.04,
      ),
    },
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
  });
  const ordered = [...lines.filter(({ isThin }) => isThin), ...lines.filter(({ isThin }) => !isThin)];
  return { svg: frame.svg(...ordered.map((line) => drawn(line, frame))), area: frame };
}

function drawn({ x, y, low, high, isThin, tone = 0 }: PictureLine, frame: Picture["area"]): Markup {
  const [across, up] = [x.map(frame.x), (values: readonly number[]) => values.map(frame.y)];
  const finite = y.flatMap((value, i) => (Number.isFinite(value) ? [i] : []));
  const around =
    low && high
      ? markup`<path class="band t${tone}" d="${band(across, up(low), up(high))}"/>`
      : new Markup("");
  if (finite.length === 1) {
    const [i] = finite;
    return markup`${around}<circle class="point t${tone}" cx="${place(across[i!]!)}" cy="${place(frame.y(y[i!]!))}" r="3"/>`;
  }
  return markup`${around}<path class="line t${tone}${isThin ? " thin" : ""}" d="${path(across, up(y))}"/>`;
}
