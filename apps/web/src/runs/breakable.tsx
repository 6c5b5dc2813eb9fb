/** A name of a metric or run, "val/accuracy_top_5", that may break after its signs: it has no spaces. */
export function Breakable({ name }: { name: string }) {
  return (
    <>
      {pieces(name).map((piece, k) => (
        <span key={k}>
          {piece}
          <wbr />
        </span>
      ))}
    </>
  );
}

/** The name in pieces, each with the sign that ends it. */
export function pieces(name: string): string[] {
  return name.split(/(?<=[/_.-])(?=[^/_.-])/);
}
