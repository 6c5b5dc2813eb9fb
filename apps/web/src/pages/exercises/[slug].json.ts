import { buildExercise } from "../../practice/build-exercise.ts";
import { exerciseList } from "../../practice/exercise-list.ts";

export function getStaticPaths() {
  return exerciseList().map(({ slug }) => ({ params: { slug } }));
}

export async function GET({ params }: { params: { slug: string } }): Promise<Response> {
  return new Response(JSON.stringify(await buildExercise(params.slug)), {
    headers: { "content-type": "application/json" },
  });
}
