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
  email: 254,
  hash: 64,
  jwt: 4_000,
};

// As strict as the server, which refuses the whole question for one of them.
const VISIBLE = /[^\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;
const EMAIL = /^([\w'+-]+\.)*[\w'+-]*[\w+-]@([a-z\d][a-z\d-]*\.)+[a-z]{2,}$/i;

function isTaken(name: keyof Identity, field: unknown): field is string {
  if (typeof field !== "string" || field.length > LONGEST[name]) return false;
  if (name === "email") return EMAIL.test(field);
  return VISIBLE.test(field) && field.isWellFormed() && !field.includes("\0");
}

/** Whether an identity has what proves it; whether that is so is found out by the server. */
export const isVouched = (identity: Identity | undefined): boolean =>
  identity?.hash !== undefined || identity?.jwt !== undefined;

/**
 * The known fields of what a page handed over. A name or an e-mail that is none is left out: neither is proved, and nobody
 * is to be kept from asking by it. Undefined when another field is not as it should be, or nothing names anybody.
 */
export function readIdentity(value: unknown): Identity | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const given = value as Record<string, unknown>;
  const identity: Identity = {};
  for (const name of Object.keys(LONGEST) as (keyof Identity)[]) {
    const field = given[name];
    if (field === undefined || field === null || field === "") continue;
    if (isTaken(name, field)) identity[name] = field;
    else if (name !== "name" && name !== "email") return undefined;
  }
  return identity.id !== undefined || identity.jwt !== undefined ? identity : undefined;
}
