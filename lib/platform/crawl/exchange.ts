import "server-only";
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { isIP, type Socket } from "node:net";
import { hostOf, type Admitted } from "./admit";
import { FetchFailure } from "./fetch-failure";
import { isPublicAddress } from "./public-address";
import { readBody } from "./read-body";

export interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  /** Decompressed; empty for an answer without one that is asked for. */
  body: Buffer;
}

/** The last look before anything is sent: whom the socket has really reached. */
function requirePublicPeer(socket: Socket, { exempt }: Admitted): FetchFailure | undefined {
  const peer = socket.remoteAddress;
  return exempt || (peer !== undefined && isPublicAddress(peer))
    ? undefined
    : new FetchFailure("private_address");
}

function begin(url: URL, to: Admitted, headers: http.OutgoingHttpHeaders, signal: AbortSignal) {
  const host = hostOf(url);
  const options = {
    // The address that was checked, and no name: there is no second look-up that could say something else.
    host: to.address,
    port: to.port,
    path: `${url.pathname}${url.search}`,
    headers: { ...headers, host: url.host },
    agent: false,
    signal,
  } as const;
  if (url.protocol === "http:") return http.get(options);
  return https.get({ ...options, servername: isIP(host) === 0 ? host.replace(/\.$/, "") : "" });
}

/**
 * Asks once, at the admitted address. Reads the body of a 200 alone, up to `maxBytes` after decompression. Rejects with
 * FetchFailure, or with the signal's reason.
 */
export function exchange(
  url: URL,
  to: Admitted,
  options: { headers: http.OutgoingHttpHeaders; maxBytes: number; signal: AbortSignal },
): Promise<Answer> {
  const { headers, maxBytes, signal } = options;
  return new Promise((resolve, reject) => {
    const request = begin(url, to, headers, signal);
    const fail = (error: unknown) => {
      request.destroy();
      if (signal.aborted) reject(signal.reason as Error);
      else if (error instanceof FetchFailure) reject(error);
      else reject(new FetchFailure("unreachable", { cause: error }));
    };
    request.once("socket", (socket) => {
      // Ahead of what is to be written: that waits for the same event.
      socket.once("connect", () => {
        const refused = requirePublicPeer(socket, to);
        if (refused) request.destroy(refused);
      });
    });
    request.once("error", fail);
    request.once("response", (response: IncomingMessage) => {
      const { statusCode: status = 0, headers: received } = response;
      const body = status === 200 ? readBody(response, maxBytes) : Promise.resolve(Buffer.alloc(0));
      body.then((content) => {
        resolve({ status, headers: received, body: content });
        request.destroy();
      }, fail);
    });
  });
}
