import { toneOf } from "./tones.ts";

/** The line that a configuration is drawn with. Both schemes' colours stand in it; the sheet chooses. */
export function Swatch({ tone }: { tone: number }) {
  const [light, dark] = [toneOf(tone, false), toneOf(tone, true)];
  return (
    <svg
      class="swatch"
      width="22"
      height="10"
      viewBox="0 0 22 10"
      aria-hidden="true"
      style={{ "--light": light.colour, "--dark": dark.colour }}
    >
      <line x1="1" y1="5" x2="21" y2="5" stroke-width="3" stroke-dasharray={light.dash?.join(" ")} />
    </svg>
  );
}
