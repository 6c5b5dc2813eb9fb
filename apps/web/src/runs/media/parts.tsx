import { pictureStyle } from "@blankfile/tracking/report";
import type { Part } from "./part.ts";

/** The parts of a long page, one after the other, and a list that leads to each. */
export function Parts({ parts }: { parts: readonly Part[] }) {
  return (
    <div class="parts">
      <style>{pictureStyle}</style>
      {parts.length > 2 && (
        <nav aria-label="Parts of this page">
          <ul>
            {parts.map(({ id, title }) => (
              <li key={id}>
                <a href={`#${id}`}>{title}</a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <div class="parts-body">
        {parts.map(({ id, title, body }) => (
          <section key={id} id={id}>
            <h2>{title}</h2>
            {body}
          </section>
        ))}
      </div>
    </div>
  );
}
