import "server-only";
import OpenAI from "openai";

const clients = new Map<string, OpenAI>();

/** The client of one server and key. Repeats are the resilience module's business, not the client's. */
export function openaiClient(baseURL: string | undefined, apiKey = "none"): OpenAI {
  const of = `${baseURL} ${apiKey}`;
  const known = clients.get(of);
  if (known) return known;
  const made = new OpenAI({ apiKey, ...(baseURL && { baseURL }), maxRetries: 0 });
  clients.set(of, made);
  return made;
}

/** Host and port of a server that speaks OpenAI's protocol, by which its breaker is named. */
export function providerOf(baseURL: string | undefined): string {
  return baseURL ? new URL(baseURL).host : "api.openai.com";
}
