import { useEffect, useState } from "preact/hooks";

interface Props {
  /** Slug of the lab. */
  id: string;
  /** The lab's own page: its state stands in the address. */
  ownPage?: boolean;
  /** It can run on solutions of the learner's. */
  swaps?: boolean;
}

type Player = typeof import("./lab-player.tsx").default;

/** A lab on a page. The player, the pictures and the lab itself load when the island wakes, which is when it is near. */
export default function LabIsland({ id, ownPage = false, swaps = false }: Props) {
  const [loaded, load] = useState<{ Player: Player } | { problem: string } | undefined>(undefined);
  useEffect(() => {
    import("./lab-player.tsx").then(
      (module) => load({ Player: module.default }),
      () => load({ problem: "The lab did not load. Check the connection, then reload the page." }),
    );
  }, []);
  if (loaded && "Player" in loaded) return <loaded.Player slug={id} ownPage={ownPage} swaps={swaps} />;
  return (
    <div class="card" style={{ minHeight: "420px", padding: "20px" }} aria-busy={loaded === undefined}>
      <p role={loaded ? "alert" : undefined}>
        {loaded ? loaded.problem : "A lab: it needs JavaScript, and loads when it is near."}
      </p>
    </div>
  );
}
