import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { expect, test } from "vitest";
import { authorizationMatrix } from "@/lib/testing/authorization-matrix";

const file = join(import.meta.dirname, "../docs/AUTHORIZATION_MATRIX.md");

test("docs/AUTHORIZATION_MATRIX.md tells what the routes and actions ask for", async () => {
  const options = { ...(await resolveConfig(file)), parser: "markdown" };
  await expect(await format(await authorizationMatrix(), options)).toMatchFileSnapshot(file);
});
