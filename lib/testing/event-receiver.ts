import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { z } from "zod";

const batch = z.array(
  z.object({ id: z.uuid().optional(), name: z.string(), data: z.looseObject({}) }),
);
type ReceivedEvent = z.infer<typeof batch>[number];

const TAKEN = { status: 200, type: "application/json" };
const REFUSED = { status: 400, type: "application/json" };

export interface EventReceiver {
  url: string;
  /** Every event of every call that was taken, in order. */
  received: ReceivedEvent[];
  /** The headers of every call that came, taken or not. */
  calls: IncomingHttpHeaders[];
  /** Whether a call is refused, by the events in it. */
  refuses: (events: ReceivedEvent[]) => boolean;
  /** Until then no call is answered, nor its events taken. */
  held: Promise<void> | undefined;
  /** How: as Inngest does unless told. */
  refusal: { status: number; type: string };
  stop: () => Promise<void>;
}

/** The side of an engine that takes events in, for tests of who sends them. */
export async function receiveEvents(): Promise<EventReceiver> {
  const server: Server = createServer((request, response) => {
    void text(request).then(async (body) => {
      const events = batch.parse(JSON.parse(body));
      receiver.calls.push(request.headers);
      await receiver.held;
      const refused = receiver.refuses(events);
      if (!refused) receiver.received.push(...events);
      const { status, type } = refused ? receiver.refusal : TAKEN;
      response.writeHead(status, { "content-type": type });
      // An engine names those that come without a name.
      const ids = events.map(({ id }) => id ?? randomUUID());
      response.end(JSON.stringify(refused ? { error: "refused", status } : { ids, status }));
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const receiver: EventReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: [],
    calls: [],
    refuses: () => false,
    refusal: REFUSED,
    held: undefined,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return receiver;
}
