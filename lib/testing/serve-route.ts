import "next/dist/server/node-environment-baseline";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { NodeNextRequest, NodeNextResponse } from "next/dist/server/base-http/node";
import { sendResponse } from "next/dist/server/send-response";
import {
  NextRequestAdapter,
  signalFromNodeResponse,
} from "next/dist/server/web/spec-extension/adapters/next-request";
import { addRequestMeta } from "next/dist/server/request-meta";
import type { Route } from "@/lib/http/define-route";

export interface ServedRoute {
  url: string;
  stop: () => Promise<void>;
}

/** A route behind a real HTTP server, handed its requests and its answers sent as Next does it. */
export async function serveRoute(route: Route): Promise<ServedRoute> {
  const server = createServer((incoming, outgoing) => {
    const request = new NodeNextRequest(incoming);
    addRequestMeta(incoming, "initURL", `http://localhost:3000${incoming.url}`);
    const asked = NextRequestAdapter.fromNodeNextRequest(request, signalFromNodeResponse(outgoing));
    void route(asked, { params: Promise.resolve({}) }).then((response) =>
      sendResponse(request, new NodeNextResponse(outgoing), response),
    );
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
