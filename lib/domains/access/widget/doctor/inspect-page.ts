import "server-only";
import { load } from "cheerio";
import { policiesIn, policyAllows } from "./policy";

/** A page of the customer's site, as it was fetched. */
export interface FetchedPage {
  /** Where redirects ended. */
  url: URL;
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Buffer;
}

export interface Inspected {
  origin: string;
  /** The key in each line that is there; empty for one without. */
  keys: string[];
  policy: { there: boolean; script: boolean; frame: boolean };
  /** Bytes of the page's HTML. */
  pageBytes: number;
}

const textOf = (header: string | string[] | undefined) => [header ?? []].flat().join(",");

/** What a page says of the widget: its lines, and what its policies do to them. */
export function inspectPage({ url, headers, body }: FetchedPage, appUrl: string): Inspected {
  const document = load(body);
  const script = new URL("/widget.js", appUrl);
  const lines = document("script[src]")
    .toArray()
    .map((element) => document(element))
    .filter(
      (line) => URL.parse(line.attr("src") ?? "", url)?.href.split(/[?#]/)[0] === script.href,
    );
  const meta = document("meta[http-equiv]")
    .toArray()
    .map((element) => document(element))
    .filter((tag) => /^content-security-policy$/i.test(tag.attr("http-equiv") ?? ""))
    .map((tag) => tag.attr("content") ?? "");
  const policies = [...policiesIn(textOf(headers["content-security-policy"])), ...meta];
  const question = { page: url.origin, url: script, nonce: lines[0]?.attr("nonce") };
  const frame = { page: url.origin, url: new URL("/widget/panel", appUrl) };
  return {
    origin: url.origin,
    keys: lines.map((line) => line.attr("data-key") ?? ""),
    policy: {
      there: policies.length > 0,
      script: policyAllows(policies, "script", question),
      frame: policyAllows(policies, "frame", frame),
    },
    pageBytes: body.length,
  };
}
