import pg from "pg";
import { tellReady } from "../../../embedded/to-parent.ts";
import { serveFunctions } from "../../../lib/testing/job-engine.ts";
import { functionsOn } from "./job.ts";

// An application whose functions the SDK's own handler serves, in a process of its own that can be killed.

const {
  PORT = "0",
  DATABASE_URL,
  ENGINE_ADDRESS = "",
  INNGEST_EVENT_KEY: eventKey = "",
  INNGEST_SIGNING_KEY: signingKey = "",
  JOURNAL = "",
} = process.env;

const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 4, query_timeout: 5_000 });
// Whoever uses a connection that dies is told by the statement that failed.
pool.on("error", () => undefined);
pool.on("connect", (client) => client.on("error", () => undefined));
const app = await serveFunctions("faults", ENGINE_ADDRESS, functionsOn(pool, JOURNAL), {
  port: Number(PORT),
  keys: { eventKey, signingKey },
});
tellReady("app", `127.0.0.1:${app.port}`);
