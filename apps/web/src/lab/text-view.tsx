import type { TextView as Text } from "@blankfile/curriculum/lab";
import { toneText } from "./tones.ts";

/** More lines than this scroll in a box of their own. */
const mostLines = 16;

/** Lines of text. */
export function TextView({ view }: { view: Text }) {
  if (view.lines.length <= mostLines) return <Lines view={view} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text must scroll by keyboard
    <section class="lab-long" tabIndex={0} aria-label={view.title}>
      <Lines view={view} />
    </section>
  );
}

function Lines({ view }: { view: Text }) {
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
