import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

export interface S3StandIn {
  endpoint: string;
  objects: Map<string, { body: Buffer; contentType: string }>;
  requests: { method: string; path: string; authorization: string; traceparent?: string }[];
  /** The answer to every request from now on, instead of S3's own. */
  failWith: { status: number; code: string } | undefined;
  close(): Promise<void>;
}

/** Keys in one page of a listing: few, so that a test of two pages needs few objects. */
const PAGE = 2;

/** The five calls of S3 that the adapter uses, over real HTTP, path style, on a free loopback port. */
export async function startS3StandIn(bucket: string): Promise<S3StandIn> {
  const objects: S3StandIn["objects"] = new Map();
  const requests: S3StandIn["requests"] = [];

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://s3.invalid");
    const { authorization = "", traceparent } = request.headers;
    requests.push({
      method: request.method ?? "",
      path: url.pathname,
      authorization,
      ...(typeof traceparent === "string" && { traceparent }),
    });
    const body = await buffer(request);
    if (standIn.failWith) return fail(response, standIn.failWith.status, standIn.failWith.code);
    if (
      !/^AWS4-HMAC-SHA256 Credential=\S+, ?SignedHeaders=\S+, ?Signature=[0-9a-f]{64}$/.test(
        authorization,
      )
    ) {
      return fail(response, 403, "AccessDenied");
    }
    const [, name, ...rest] = url.pathname.split("/").map(decodeURIComponent);
    if (name !== bucket) return fail(response, 404, "NoSuchBucket");
    const key = rest.join("/");
    if (request.method === "GET" && key === "") return list(response, url);
    if (request.method === "PUT") {
      objects.set(key, { body, contentType: request.headers["content-type"] ?? "" });
      response.end();
    } else if (request.method === "DELETE") {
      objects.delete(key);
      response.writeHead(204).end();
    } else {
      const object = objects.get(key);
      if (!object) return fail(response, 404, "NoSuchKey");
      response.setHeader("content-type", object.contentType).end(object.body);
    }
  }

  function list(response: ServerResponse, url: URL): void {
    const after = url.searchParams.get("continuation-token") ?? "";
    const prefix = url.searchParams.get("prefix") ?? "";
    const keys = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort();
    const page = keys.slice(0, PAGE);
    const more = keys.length > PAGE;
    const next = more ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : "";
    const contents = page.map((key) => `<Contents><Key>${key}</Key></Contents>`).join("");
    xml(
      response,
      200,
      `<ListBucketResult><IsTruncated>${more}</IsTruncated>${next}${contents}</ListBucketResult>`,
    );
  }

  const server = createServer((request, response) => {
    void handle(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const standIn: S3StandIn = {
    endpoint: `http://127.0.0.1:${port}`,
    objects,
    requests,
    failWith: undefined,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return standIn;
}

function xml(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { "content-type": "application/xml" });
  response.end(`<?xml version="1.0" encoding="UTF-8"?>${body}`);
}

function fail(response: ServerResponse, status: number, code: string): void {
  xml(response, status, `<Error><Code>${code}</Code><Message>${code}</Message></Error>`);
}
