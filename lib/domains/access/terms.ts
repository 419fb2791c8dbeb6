/** An exact web origin such as `https://shop.example`, in the form browsers send it; undefined for what is none. */
export function originOf(typed: string): string | undefined {
  const text = typed.trim().replace(/\/$/, "");
  const url = URL.parse(text);
  const web = url?.protocol === "https:" || url?.protocol === "http:";
  return url && web && url.origin === text.toLowerCase() ? url.origin : undefined;
}

export const NO_ORIGIN = "Not an origin such as https://shop.example";
