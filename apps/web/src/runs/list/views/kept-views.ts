import { server, serverHere } from "../../../server/client.ts";

/** Name to the part of the list's address behind "?". */
export type KeptViews = Record<string, string>;

const key = "blankfile-runs-views";

/** Views kept under a name: in the workspace's `views.json`, or without a server in this browser. */
export async function keptViews(): Promise<{ views: KeptViews; problem?: string }> {
  return serverHere() ? server.views() : { views: stored() };
}

export async function keepView(name: string, query: string): Promise<KeptViews> {
  if (serverHere()) return (await server.keepView(name, query)).views;
  return store(Object.fromEntries([...Object.entries(stored()), [name, query]]));
}

export async function dropView(name: string): Promise<KeptViews> {
  if (serverHere()) return (await server.dropView(name)).views;
  return store(Object.fromEntries(Object.entries(stored()).filter(([one]) => one !== name)));
}

function stored(): KeptViews {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key) ?? "{}");
    if (typeof found !== "object" || found === null) return {};
    return Object.fromEntries(Object.entries(found).filter(([, query]) => typeof query === "string"));
  } catch {
    return {};
  }
}

function store(views: KeptViews): KeptViews {
  try {
    localStorage.setItem(key, JSON.stringify(views));
  } catch (error) {
    throw new Error(
      `views: this browser did not keep the view (${String(error)}), needed room in its storage`,
    );
  }
  return views;
}
