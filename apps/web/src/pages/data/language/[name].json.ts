import { content } from "../../../content/load.ts";
import { libraryTypes, standardTypes } from "../../../practice/language/library-types.ts";
import type { TypeFiles } from "../../../practice/language/protocol.ts";

/** Declarations for the editor: the language's own, and those of every package that some exercise may import. */
export function getStaticPaths() {
  const names = new Set([...content().exercises.values()].flatMap(({ imports }) => imports));
  const packages = [...libraryTypes([...names])].map(([name, types]) => ({
    params: { name: name.replace("@blankfile/", "") },
    props: { types },
  }));
  return [{ params: { name: "standard" }, props: { types: standardTypes() } }, ...packages];
}

export function GET({ props }: { props: { types: TypeFiles } }): Response {
  return new Response(JSON.stringify(props.types), { headers: { "content-type": "application/json" } });
}
