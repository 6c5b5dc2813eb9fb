/**
 * The build of tfjs-core that Node gets by default has no gradients; they lie in its folder dist/, whose files import one another
 * without endings. This adds the endings and loads them; tfjs keeps its table of gradients in a global, so both builds share it.
 */
import { registerHooks } from "node:module";

registerHooks({
  resolve: (specifier, context, next) => {
    const inside = context.parentURL?.includes("/@tensorflow/tfjs-core/dist/") && specifier.startsWith(".");
    return next(inside && !specifier.endsWith(".js") ? `${specifier}.js` : specifier, context);
  },
});

const registration = "@tensorflow/tfjs-core/dist/register_all_gradients.js";
await import(registration);
