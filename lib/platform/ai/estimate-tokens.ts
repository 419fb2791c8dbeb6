import "server-only";

/** A generous estimate of a text's tokens, where nobody has counted them yet: models average some four bytes a token. */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / 2);
}
