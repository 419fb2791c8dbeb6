/** A TenantContext fits; only these two are read. */
export interface StorageScope {
  tenantId: string;
  organizationId: string;
}

declare const kind: unique symbol;
/** Made by `documentKey` alone, so that no store is ever asked for a path that a client sent. */
export type StorageKey = string & { readonly [kind]: "key" };
/** Ends with a slash, so that it never matches the beginning of a longer id. */
export type StoragePrefix = string & { readonly [kind]: "prefix" };

/** Letters, digits, `-` and `_`: ids and revision numbers, never a dot or a slash. */
const SEGMENT = /^[A-Za-z0-9_-]{1,64}$/;

/** `<tenant>/<organization>/documents/<document>/<revision>`. Throws TypeError on anything but plain ids. */
export function documentKey(
  scope: StorageScope,
  document: { id: string; revision: string | number },
): StorageKey {
  return `${documentPrefix(scope, document)}${segment(String(document.revision))}` as StorageKey;
}

/** All revisions of one document. */
export function documentPrefix(scope: StorageScope, document: { id: string }): StoragePrefix {
  return `${organizationPrefix(scope)}documents/${segment(document.id)}/` as StoragePrefix;
}

/** Everything of one organization, for its erasure. */
export function organizationPrefix(scope: StorageScope): StoragePrefix {
  return `${segment(scope.tenantId)}/${segment(scope.organizationId)}/` as StoragePrefix;
}

function segment(value: string): string {
  if (!SEGMENT.test(value)) throw new TypeError("A storage key is made of plain ids only.");
  return value;
}
