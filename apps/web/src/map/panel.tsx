import { GapsPanel } from "../gaps/gaps-panel.tsx";
import type { MapState } from "./map-state.ts";
import { ModulePanel } from "./module-panel.tsx";
import { PathPanel } from "./path-panel.tsx";
import { StartPanel } from "./start-panel.tsx";
import { TopicPanel } from "./topic-panel.tsx";

/** What the panel beside the map shows: it follows the address. */
export function Panel({ state }: { state: MapState }) {
  const { mode, topic, module } = state.address.value;
  if (mode === "path") return <PathPanel state={state} />;
  if (mode === "gaps") return <GapsPanel state={state} />;
  if (topic) return <TopicPanel state={state} slug={topic} />;
  if (module) return <ModulePanel state={state} module={state.atlas.modules.get(module)!} />;
  return <StartPanel state={state} />;
}
