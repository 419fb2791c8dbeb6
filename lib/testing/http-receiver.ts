import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";

export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A server that takes what it is sent, for tests of who sends. */
export interface HttpReceiver {
  url: string;
  received: Received[];
  /** What is done with a call once its body is there; answers 200 with an empty object unless told. */
  answers: (response: ServerResponse, call: Received) => void;
  stop: () => Promise<void>;
}

export async function receiveHttp(): Promise<HttpReceiver> {
  const server = createServer((request, response) => {
    void buffer(request).then((bytes) => {
      const zipped = request.headers["content-encoding"] === "gzip";
      const body = (zipped ? gunzipSync(bytes) : bytes).toString();
      const call = { path: request.url ?? "", headers: request.headers, body };
      receiver.received.push(call);
      receiver.answers(response, call);
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const receiver: HttpReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: [],
    answers: (response) =>
      response.writeHead(200, { "content-type": "application/json" }).end("{}"),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return receiver;
}
