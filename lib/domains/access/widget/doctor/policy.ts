/** The directives of one Content-Security-Policy, by name. */
type Policy = ReadonlyMap<string, readonly string[]>;

export interface PolicyQuestion {
  /** Origin of the page that has the policy. */
  page: string;
  /** What is to be loaded. */
  url: URL;
  /** The nonce of the element that loads it. */
  nonce?: string | undefined;
}

const FALLBACKS = {
  script: ["script-src-elem", "script-src", "default-src"],
  frame: ["frame-src", "child-src", "default-src"],
} as const;

function parse(text: string): Policy {
  const policy = new Map<string, readonly string[]>();
  for (const part of text.split(";")) {
    const [name, ...sources] = part.trim().split(/\s+/);
    // Of a directive that stands twice the first counts.
    if (name && !policy.has(name.toLowerCase())) policy.set(name.toLowerCase(), sources);
  }
  return policy;
}

/** The policies of a header's value: a comma begins another one, and each of them must allow. */
export function policiesIn(header: string): string[] {
  return header.split(",").filter((text) => text.trim() !== "");
}

function matchesHost(source: string, url: URL): boolean {
  const parts =
    /^(?:([a-z][a-z0-9+.-]*):\/\/)?(\*|(?:\*\.)?[a-z0-9.-]+)(?::(\d+|\*))?(\/.*)?$/i.exec(source);
  if (!parts) return false;
  const [, scheme, host = "", port, path] = parts;
  const secure = scheme === "http" && url.protocol === "https:";
  if (scheme && `${scheme.toLowerCase()}:` !== url.protocol && !secure) return false;
  const name = host.toLowerCase();
  const fits =
    name === "*" ||
    (name.startsWith("*.") ? url.hostname.endsWith(name.slice(1)) : name === url.hostname);
  if (!fits) return false;
  const given = url.port || (url.protocol === "https:" ? "443" : "80");
  const usual = url.port === "";
  if (port === undefined ? !usual : port !== "*" && port !== given) return false;
  if (path === undefined || path === "/") return true;
  return path.endsWith("/") ? url.pathname.startsWith(path) : url.pathname === path;
}

function matches(source: string, { page, url }: PolicyQuestion): boolean {
  const lower = source.toLowerCase();
  if (lower === "'self'") return url.origin === page;
  if (lower.startsWith("'")) return false;
  if (lower === "*") return true;
  if (/^[a-z][a-z0-9+.-]*:$/.test(lower))
    return lower === url.protocol || (lower === "http:" && url.protocol === "https:");
  return matchesHost(source, url);
}

function allowsBy(policy: Policy, kind: keyof typeof FALLBACKS, question: PolicyQuestion): boolean {
  const directive = FALLBACKS[kind].find((name) => policy.has(name));
  if (!directive) return true;
  const sources = policy.get(directive) ?? [];
  if (kind === "script") {
    const { nonce } = question;
    if (nonce && sources.includes(`'nonce-${nonce}'`)) return true;
    // Then addresses count for nothing.
    if (sources.some((source) => source.toLowerCase() === "'strict-dynamic'")) return false;
  }
  return sources.some((source) => matches(source, question));
}

/** Whether policies let a page load a script, or show a frame, by CSP level 3. */
export function policyAllows(
  policies: readonly string[],
  kind: keyof typeof FALLBACKS,
  question: PolicyQuestion,
): boolean {
  return policies.every((text) => allowsBy(parse(text), kind, question));
}
