import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { expect, test } from "vitest";
import { requireVector } from "./pgvector";

test("a server without pgvector is refused with one sentence", async () => {
  const pglite = await PGlite.create();
  const server = new PGLiteSocketServer({ db: pglite, host: "127.0.0.1", port: 0 });
  await server.start();
  try {
    await expect(requireVector(`postgres://postgres@${server.getServerConn()}/x`)).rejects.toThrow(
      /^This PostgreSQL server lacks the pgvector extension: .+$/,
    );
  } finally {
    await server.stop();
    await pglite.close();
  }
});

test("a server that nobody has started is refused without its password", async () => {
  const refused = requireVector("postgres://somebody:hidden@127.0.0.1:1/x");
  await expect(refused).rejects.toThrow(/^The database at 127\.0\.0\.1:1\/x cannot be reached: /);
  await expect(refused).rejects.not.toThrow("hidden");
});
