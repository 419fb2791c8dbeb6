type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * The one spelling of a value that RFC 8785 allows. The SDK checks a call's signature over the spelling
 * that it makes itself of the body it has parsed, so a body is sent as it will be spelled there.
 */
export function canonicalJson(value: unknown): string {
  return spell(JSON.parse(JSON.stringify(value)) as Json);
}

function spell(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(spell).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const pairs = Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${spell(inner)}`);
  return `{${pairs.join(",")}}`;
}
