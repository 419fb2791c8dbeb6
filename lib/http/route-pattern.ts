/**
 * The pattern of the route that answers an address: each parameter's place with its name, `*` for a rest of any length.
 * What requests are logged and counted by, since an address can hold anything and a pattern is one of few.
 */
export function routePattern(
  url: string,
  params: Record<string, string | string[] | undefined>,
): string {
  const parts = new URL(url).pathname.split("/").slice(1);
  for (const [name, value] of Object.entries(params)) {
    if (typeof value === "string") {
      const at = parts.findLastIndex((part) => part === value || decoded(part) === value);
      // A pattern that holds what somebody wrote would be one of any number.
      if (at < 0) return "/*";
      parts[at] = `:${name}`;
    } else if (value && value.length > 0) {
      parts.splice(-value.length, value.length, "*");
    }
  }
  return `/${parts.join("/")}`;
}

/** As Next hands a parameter on, or as it stands in the address: an escape that is none stays. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
