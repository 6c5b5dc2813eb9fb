/** Names under which a BLAS may be found, the fastest first; a bare name is looked up where the system keeps its libraries. */
export function places(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string[] {
  const given = env.BLANKFILE_BLAS;
  if (given) return [given];
  if (platform === "darwin") return mac;
  if (platform === "win32") return windows;
  const conda = env.CONDA_PREFIX ? [`${env.CONDA_PREFIX}/lib/libopenblas.so`] : [];
  return [...linux, ...conda];
}

const linux = [
  "libopenblas.so.0",
  "libopenblas.so",
  "libopenblasp.so.0",
  "libmkl_rt.so.2",
  "libmkl_rt.so",
  "/opt/intel/oneapi/mkl/latest/lib/libmkl_rt.so.2",
  "libblis.so.4",
];

const mac = [
  "/System/Library/Frameworks/Accelerate.framework/Accelerate",
  "/opt/homebrew/opt/openblas/lib/libopenblas.dylib",
  "/usr/local/opt/openblas/lib/libopenblas.dylib",
];

const windows = [
  "libopenblas.dll",
  "openblas.dll",
  "mkl_rt.2.dll",
  "mkl_rt.dll",
  "C:\\Program Files (x86)\\Intel\\oneAPI\\mkl\\latest\\bin\\mkl_rt.2.dll",
];

const installing: Partial<Record<NodeJS.Platform, string>> = {
  linux:
    "Debian and Ubuntu: apt-get install libopenblas0-pthread; Fedora: dnf install openblas; Arch: pacman -S openblas",
  darwin: "macOS has Accelerate; brew install openblas gives another",
  win32: "put libopenblas.dll from https://github.com/OpenMathLib/OpenBLAS/releases on the PATH",
};

/** How to get one. */
export function howToInstall(platform: NodeJS.Platform): string {
  return `${installing[platform] ?? "install OpenBLAS"}; or set BLANKFILE_BLAS to the library's path`;
}
