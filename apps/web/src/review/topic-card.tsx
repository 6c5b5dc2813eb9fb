import { useEffect, useRef, useState } from "preact/hooks";
import { ProgramAnswer, ProgramWork } from "./program-work.tsx";
import type { ShownCard } from "./shown-card.ts";

/** A card with a program on its topic's page. Without scripts: front, program, and the answer behind its summary. */
export default function TopicCard({ card }: { card: ShownCard }) {
  const program = card.program!;
  const [live, setLive] = useState(false);
  const [ran, setRan] = useState(false);
  const answer = useRef<HTMLDetailsElement>(null);
  useEffect(() => setLive(true), []);
  const done = () => {
    setRan(true);
    if (answer.current) answer.current.open = true;
  };
  return (
    <div class="flash running">
      <small>{card.kind}</small>
      <div dangerouslySetInnerHTML={{ __html: card.front }} />
      {live ? (
        <ProgramWork program={program} onDone={done} />
      ) : (
        <div class="program" dangerouslySetInnerHTML={{ __html: program.html }} />
      )}
      <details ref={answer}>
        <summary>Answer</summary>
        <ProgramAnswer program={program} printed={!(ran && live)} />
        <div dangerouslySetInnerHTML={{ __html: card.back }} />
      </details>
    </div>
  );
}
