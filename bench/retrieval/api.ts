import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Product } from "../../scripts/test/product.ts";
import type { SetDocument, SetQuery } from "./data.ts";

const AT_ONCE = 100;

interface Organization {
  call: <T>(method: string, path: string, body?: unknown) => Promise<T>;
  stream: (path: string, body: unknown) => Promise<Response>;
  /** The set's name of each document. */
  names: Map<string, string>;
}

export interface Asked {
  query: SetQuery;
  /** The set's names of the documents found, best first. */
  found: string[];
  confidence: number;
  milliseconds: number;
}

interface Page {
  documents: { id: string; status: string; vectors: string }[];
  nextCursor: string | null;
}

async function* everyDocument({ call }: Organization): AsyncGenerator<Page["documents"][number]> {
  let cursor: string | null = "";
  while (cursor !== null) {
    const page: Page = await call("GET", `/documents?limit=100${cursor && `&cursor=${cursor}`}`);
    yield* page.documents;
    cursor = page.nextCursor;
  }
}

/** The second demo organization, once both are indexed and all it knows is deleted. */
export async function takeEmptyOrganization(product: Product): Promise<Organization> {
  const demo = JSON.parse(readFileSync(join(product.dataFolder, "demo.json"), "utf8")) as {
    tenants: { secretKey: string }[];
  };
  const organizations = demo.tenants.map(({ secretKey }) => organizationOf(product, secretKey));
  // What the demo is still indexed with would be measured too.
  for (const organization of organizations) await secondsUntil(organization, EMBEDDED);
  const organization = organizations[1]!;
  const ids: string[] = [];
  for await (const { id } of everyDocument(organization)) ids.push(id);
  for (const id of ids) await organization.call("DELETE", `/documents/${id}`);
  return organization;
}

function organizationOf(product: Product, key: string): Organization {
  const send = async (method: string, path: string, accept: string, body?: unknown) => {
    const response = await fetch(`${product.url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json", accept },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (response.ok) return response;
    throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  };
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await send(method, path, "application/json", body);
    return (response.status === 204 ? undefined : await response.json()) as T;
  };
  return {
    call,
    stream: (path, body) => send("POST", path, "text/event-stream", body),
    names: new Map(),
  };
}

const SEARCHABLE = ({ status }: Page["documents"][number]) => status === "available";
const EMBEDDED = ({ vectors }: Page["documents"][number]) => vectors === "complete";

async function secondsUntil(
  organization: Organization,
  done: (document: Page["documents"][number]) => boolean,
): Promise<number> {
  const began = performance.now();
  for (;;) {
    let missing = 0;
    for await (const document of everyDocument(organization)) if (!done(document)) missing += 1;
    if (missing === 0) return (performance.now() - began) / 1000;
    await wait(500);
  }
}

/**
 * Adds all documents. Returns how many seconds the calls took, and after how many more all were searchable by words, and
 * by meaning.
 */
export async function load(
  organization: Organization,
  documents: readonly SetDocument[],
): Promise<{ calls: number; words: number; vectors: number }> {
  const began = performance.now();
  for (let start = 0; start < documents.length; start += AT_ONCE) {
    const some = documents.slice(start, start + AT_ONCE);
    const body = { documents: some.map(({ id, ...rest }) => ({ ...rest, externalId: id })) };
    const { documents: added } = await organization.call<{
      documents: { id: string; externalId: string }[];
    }>("POST", "/documents/bulk", body);
    for (const { id, externalId } of added) organization.names.set(id, externalId);
  }
  const calls = (performance.now() - began) / 1000;
  const words = await secondsUntil(organization, SEARCHABLE);
  const vectors = words + (await secondsUntil(organization, EMBEDDED));
  return { calls, words, vectors };
}

/** Asks for the product's health every 50 ms until stopped. Returns how long each answer took, in milliseconds. */
export function watchHealth(product: Product): () => Promise<number[]> {
  const times: number[] = [];
  let stopped = false;
  const watch = async () => {
    while (!stopped) {
      const began = performance.now();
      const response = await fetch(`${product.url}/api/health`);
      await response.arrayBuffer();
      times.push(Math.round(performance.now() - began));
      await wait(50);
    }
    return times;
  };
  const watching = watch();
  return () => {
    stopped = true;
    return watching;
  };
}

/** Milliseconds from a visitor's question to the first piece of its answer. */
export async function firstToken({ stream }: Organization, message: string): Promise<number> {
  const began = performance.now();
  const response = await stream("/chat", { message });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (!text.includes("event: token")) {
    const chunk = await reader?.read();
    if (!chunk || chunk.done) throw new Error(`No answer came to: ${message}`);
    text += chunk.value;
  }
  const milliseconds = Math.round(performance.now() - began);
  await reader?.cancel();
  return milliseconds;
}

export async function search(
  { call, names }: Organization,
  query: string,
): Promise<Omit<Asked, "query">> {
  const began = performance.now();
  const { results, confidence } = await call<{
    results: { documentId: string }[];
    confidence: number;
  }>("POST", "/search", { query, limit: 50 });
  const milliseconds = Math.round(performance.now() - began);
  const found = [...new Set(results.map(({ documentId }) => names.get(documentId) ?? documentId))];
  return { found, confidence, milliseconds };
}
