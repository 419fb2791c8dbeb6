export type LockedPackage = {
  version?: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
  optionalDependencies?: Record<string, string>;
};
/** `packages` of a package-lock.json: where a package is installed, and what is there. */
export type Lock = Record<string, LockedPackage>;

/**
 * Optional dependencies that the lock does not hold, as `dependent → missing`. These are mostly the
 * builds for other platforms: without them `npm ci` fails, or fails on another kind of machine.
 */
export function missingOptional(lock: Lock): string[] {
  return Object.entries(lock).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !resolves(lock, path, name))
      .map((name) => `${path} → ${name}`),
  );
}

/** Whether `name` would be found by what is installed at `path`: beside it or further up. */
function resolves(lock: Lock, path: string, name: string): boolean {
  let folder = path;
  for (;;) {
    if (lock[folder ? `${folder}/node_modules/${name}` : `node_modules/${name}`]) return true;
    if (folder === "") return false;
    const above = folder.lastIndexOf("/node_modules/");
    folder = above < 0 ? "" : folder.slice(0, above);
  }
}

/** Packages of the lock that are older than their floor, as `path version < floor`. */
export function belowFloor(lock: Lock, floors: Record<string, string>): string[] {
  return Object.entries(lock).flatMap(([path, { version }]) => {
    const floor = floors[path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length)];
    return floor && version && isOlder(version, floor) ? [`${path} ${version} < ${floor}`] : [];
  });
}

function isOlder(version: string, floor: string): boolean {
  const [left, right] = [version, floor].map((text) => text.split(/[.-]/).slice(0, 3).map(Number));
  const at = [0, 1, 2].find((index) => left?.[index] !== right?.[index]);
  return at !== undefined && (left?.[at] ?? 0) < (right?.[at] ?? 0);
}
