import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "inngest/node";
import { functions } from "@/inngest/functions";
import { inngestClient } from "@/lib/platform/events/client";
import type { Service } from "@/scripts/processes/service";
import { engineKeys } from "./job-engine";

/**
 * Has this process use an engine that runs, and serves the product's own functions to it.
 * @param answered is told the method of each call as its answer goes out: the engine may have it, or die before it kept it.
 */
export async function serveProduct(
  engine: Service,
  answered: (method: string | undefined) => void = () => undefined,
): Promise<{ stop: () => Promise<void> }> {
  Object.assign(process.env, {
    INNGEST_BASE_URL: `http://${engine.address}`,
    INNGEST_EVENT_KEY: engineKeys.eventKey,
    INNGEST_SIGNING_KEY: engineKeys.signingKey,
  });
  const handler = serve({ client: inngestClient(), functions: functions() });
  const server = createServer((request, response) => {
    response.once("finish", () => answered(request.method));
    return handler(request, response);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const { status } = await fetch(`http://127.0.0.1:${port}/api/inngest`, { method: "PUT" });
  if (status !== 200) throw new Error(`The functions could not be registered: ${status}`);
  return {
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
