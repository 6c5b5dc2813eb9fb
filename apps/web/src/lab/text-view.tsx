import type { TextView as Text } from "@blankfile/curriculum/lab";
import { toneText } from "./tones.ts";

/** Lines of text. */
export function TextView({ view }: { view: Text }) {
  return (
    <div class={view.code ? "lab-text code" : "lab-text"}>
      {view.lines.map(({ text, tone }, i) => (
        <p key={i} style={{ color: `var(${toneText[tone]})` }}>
          {text}
        </p>
      ))}
    </div>
  );
}
