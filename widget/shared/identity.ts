/**
 * Who a visitor is, as the owner's page says. `hash` or `jwt` is what the owner's server vouches with; without either the
 * visitor is only said to be this person.
 */
export interface Identity {
  /** The owner's own id of the user. Not beside a `jwt`, whose `sub` it is. */
  id?: string;
  name?: string;
  email?: string;
  /** HMAC-SHA256 of `id` by the widget's identity secret, in hex. */
  hash?: string;
  /** Signed with HS256 by the widget's identity secret: `sub`, `exp` at most an hour away, `name`, `email`. */
  jwt?: string;
}

const LONGEST: Readonly<Record<keyof Identity, number>> = {
  id: 200,
  name: 200,
  email: 320,
  hash: 64,
  jwt: 4_000,
};

/** The known fields of what a page handed over; undefined when one is no text or too long, or nothing names anybody. */
export function readIdentity(value: unknown): Identity | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const given = value as Record<string, unknown>;
  const identity: Identity = {};
  for (const [name, longest] of Object.entries(LONGEST) as [keyof Identity, number][]) {
    const field = given[name];
    if (field === undefined || field === null || field === "") continue;
    if (typeof field !== "string" || field.length > longest) return undefined;
    identity[name] = field;
  }
  return identity.id !== undefined || identity.jwt !== undefined ? identity : undefined;
}
