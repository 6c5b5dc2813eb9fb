import { changesOnly, lineDiff } from "@blankfile/curriculum";

interface Props {
  before: string;
  after: string;
  /** What the two texts are: "from this attempt to your text now". */
  label: string;
}

/** Two texts line by line: what has gone, what is new, and a little of what is the same around it. */
export function LineChanges({ before, after, label }: Props) {
  const changes = changesOnly(lineDiff(before, after));
  if (changes.length === 0) return <p class="ex-same">{label}: no line differs.</p>;
  return (
    <figure class="ex-diff">
      <figcaption>{label}</figcaption>
      <pre>
        {changes.map((change, i) => {
          const key = `${i}`;
          if (change.kind === "skipped")
            return (
              <i key={key}>
                … {change.count} {change.count === 1 ? "line" : "lines"} as before{"\n"}
              </i>
            );
          if (change.kind === "gone")
            return (
              <del key={key}>
                - {change.text}
                {"\n"}
              </del>
            );
          if (change.kind === "new")
            return (
              <ins key={key}>
                + {change.text}
                {"\n"}
              </ins>
            );
          return <span key={key}>{`  ${change.text}\n`}</span>;
        })}
      </pre>
    </figure>
  );
}
