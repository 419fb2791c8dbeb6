/** The origin that a mistyped one probably means: `shop.example/contact` is on `https://shop.example`. */
export function suggestOrigin(text: string): string | undefined {
  const typed = text.trim();
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`);
  if (url?.protocol !== "https:" && url?.protocol !== "http:") return undefined;
  const local = url.hostname === "localhost";
  if (!local && !url.hostname.includes(".")) return undefined;
  return url.origin;
}
