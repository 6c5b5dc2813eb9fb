import { useEffect, useState } from "preact/hooks";
import type { ExerciseData } from "./exercise-data.ts";

interface Props {
  /** Slug of the exercise. */
  id: string;
  /** The exercise's own page, which has the title already. */
  ownPage?: boolean;
}

type Shown =
  | { kind: "waiting" }
  | { kind: "problem"; message: string }
  | { kind: "ready"; Exercise: typeof import("./exercise.tsx").default; data: ExerciseData };

/** An exercise on a page. Everything but this loads when the island wakes, which is when it is near. */
export default function ExerciseIsland({ id, ownPage = false }: Props) {
  const [shown, show] = useState<Shown>({ kind: "waiting" });
  const [tries, tryAgain] = useState(0);
  useEffect(() => {
    let gone = false;
    Promise.all([
      import("./exercise.tsx"),
      import("./exercise-data.ts").then((data) => data.loadExercise(id)),
    ]).then(
      ([module, data]) => {
        if (!gone) show({ kind: "ready", Exercise: module.default, data });
      },
      (error: Error) => {
        if (!gone) show({ kind: "problem", message: error.message });
      },
    );
    return () => {
      gone = true;
    };
  }, [id, tries]);

  if (shown.kind === "ready") return <shown.Exercise data={shown.data} ownPage={ownPage} />;
  return (
    <div class="card" style={{ minHeight: "420px", padding: "20px" }} aria-busy={shown.kind === "waiting"}>
      {shown.kind === "waiting" ? (
        <p>An exercise: it needs JavaScript, and loads when it is near.</p>
      ) : (
        <p role="alert">
          {shown.message}{" "}
          <button class="btn quiet small" type="button" onClick={() => tryAgain(tries + 1)}>
            Try again
          </button>
        </p>
      )}
    </div>
  );
}
