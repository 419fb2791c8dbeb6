/**
 * The path of a file of this site's code that a page's error came from; empty for everything else. An error without a place
 * of its own is told at the page's address, and that of an invitation or a new password holds a live token.
 */
export function ownFile(filename: string, page: string): string {
  const path = URL.parse(filename, page)?.pathname ?? "";
  return path.startsWith("/_next/static/") ? path : "";
}
