import type { ProblemError } from "@/lib/core/problem";

interface Fault {
  name: string;
  message: string;
}

/** The paths of a form's fields in its own order: `question`, `alternatives`, `alternatives.0`. */
function pathsOf(values: object, before = ""): string[] {
  return Object.entries(values).flatMap(([key, value]: [string, unknown]) => {
    const path = before + key;
    const below = typeof value === "object" && value !== null ? pathsOf(value, `${path}.`) : [];
    return [path, ...below];
  });
}

/** The field that the server calls `email` or `input.email`, or the one that its part `words.0` was typed into. */
function placeOf(field: string, paths: readonly string[]): string | undefined {
  const found = paths.find((path) => field === path || field.endsWith(`.${path}`));
  if (found !== undefined) return found;
  const end = field.lastIndexOf(".");
  return end < 0 ? undefined : placeOf(field.slice(0, end), paths);
}

/** What a problem says of a form's fields, the first of each, in the form's order; and whether it says anything else. */
export function fieldFaults(problem: ProblemError, values: object) {
  const paths = pathsOf(values);
  const said = new Map<string, string>();
  const errors = problem.problem.errors ?? [];
  let elsewhere = errors.length === 0;
  for (const { field, message } of errors) {
    const place = placeOf(field, paths);
    if (place === undefined) elsewhere = true;
    else if (!said.has(place)) said.set(place, message);
  }
  const faults = paths.flatMap((name): Fault[] => {
    const message = said.get(name);
    return message === undefined ? [] : [{ name, message }];
  });
  return { faults, elsewhere };
}
