import { homedir } from "node:os";
import path from "node:path";

/**
 * Where downloaded data is kept: BLANKFILE_CACHE, or the place that the operating system has for such files.
 *
 *   Linux     $XDG_CACHE_HOME/blankfile, or ~/.cache/blankfile
 *   macOS     ~/Library/Caches/blankfile
 *   Windows   %LOCALAPPDATA%\blankfile\Cache
 *
 * All of it can be deleted at any time. https://specifications.freedesktop.org/basedir-spec/latest/
 */
export function cacheFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  if (env.BLANKFILE_CACHE) return path.resolve(env.BLANKFILE_CACHE);
  if (platform === "win32")
    return path.join(env.LOCALAPPDATA ?? path.join(home, "AppData", "Local"), "blankfile", "Cache");
  if (platform === "darwin") return path.join(home, "Library", "Caches", "blankfile");
  // The specification has a relative path ignored.
  const base = env.XDG_CACHE_HOME && path.isAbsolute(env.XDG_CACHE_HOME) ? env.XDG_CACHE_HOME : undefined;
  return path.join(base ?? path.join(home, ".cache"), "blankfile");
}
