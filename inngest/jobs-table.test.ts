import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { expect, test } from "vitest";
import { jobsTable } from "@/lib/testing/jobs-table";

const file = join(import.meta.dirname, "../docs/jobs.md");

test("docs/jobs.md tells what the functions are defined to do", async () => {
  const options = { ...(await resolveConfig(file)), parser: "markdown" };
  await expect(await format(jobsTable(), options)).toMatchFileSnapshot(file);
});
