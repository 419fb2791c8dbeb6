import { expect, test } from "vitest";
import * as job from "@/app/api/jobs/[id]/route";
import * as cancel from "@/app/api/jobs/[id]/cancel/route";
import * as retry from "@/app/api/jobs/[id]/retry/route";
import * as jobs from "@/app/api/jobs/route";
import { newId } from "@/lib/core/ids";
import { invite } from "@/lib/domains/access/members/invitation-service";
import { addContents } from "@/lib/domains/knowledge/add-service";
import { withEngine, withTenant } from "@/lib/platform/db/transaction";
import { addParty } from "@/lib/testing/attacks/parties";
import { callRoute } from "@/lib/testing/call-route";
import { addKey } from "@/lib/testing/keys";
import { newOrganization, textOf } from "@/lib/testing/knowledge";
import { auditOf, memberOf } from "@/lib/testing/organization";
import { permissionsOfKey, permissionsOfRole, ROLES } from "@/lib/tenancy/permissions";
import { areaOf, KIND_NAMES } from "./job-kinds-terms";
import { retryJob, stopJob } from "./jobs-control-service";
import { failLostJobs, renewOpenJobs } from "./jobs-service";
import { enterStep } from "./runs-service";
import { jobList, jobView } from "./schema";

async function withSecret() {
  const context = await newOrganization();
  const { key } = await addKey(context, { kind: "secret" });
  const list = async (query: string) => {
    const answer = await callRoute(jobs.GET, { key, path: `/api/jobs?${query}` });
    return answer.status === 200 ? jobList.parse(answer.body) : answer.status;
  };
  return { context, key, list };
}

const add = async (context: Awaited<ReturnType<typeof newOrganization>>) =>
  (await addContents(context, [textOf("Hours", "From nine to five.")])).jobId;

test("the list is paged from the newest on, and narrowed by status, kind and time", async () => {
  const { context, list } = await withSecret();
  const ids: string[] = [];
  for (let n = 0; n < 5; n += 1) ids.push(await add(context));
  ids.reverse();
  const seen: string[] = [];
  let cursor = "";
  do {
    const page = await list(`limit=2${cursor}`);
    if (typeof page === "number") throw new Error(`answered ${page}`);
    seen.push(...page.jobs.map(({ id }) => id));
    cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : "";
  } while (cursor);
  expect(seen).toEqual(ids);

  await stopJob(context, ids[1]!);
  const idsOf = async (query: string) => {
    const page = await list(query);
    return typeof page === "number" ? page : page.jobs.map(({ id }) => id);
  };
  expect(await idsOf("status=cancelled")).toEqual([ids[1]]);
  expect(await idsOf("status=cancelled,failed,running")).toEqual([ids[1]]);
  expect(await idsOf("status=queued,cancelled")).toEqual(ids);
  expect(await idsOf("kind=knowledge.reindex")).toEqual([]);
  expect(await idsOf("kind=knowledge.reindex,knowledge.ingest")).toEqual(ids);
  expect(await idsOf("since=2999-01-01T00:00:00Z")).toEqual([]);
  expect(await idsOf("until=2999-01-01T00:00:00Z&since=2020-01-01T00:00:00Z")).toEqual(ids);
  for (const wrong of ["status=gone", "kind=other", "status=", "cursor=x", "limit=0", "since=now"])
    expect([wrong, await idsOf(wrong)]).toEqual([wrong, 422]);
});

test("jobs of another area are in nobody's list and found by nobody who may not read it", async () => {
  const party = await addParty();
  const owner = memberOf(party, "owner");
  const email = `${newId()}@example.test`;
  const { jobId } = await invite(owner, { email, role: "member" });
  const by = {
    secret: { authorization: `Bearer ${party.keys.secret}` },
    member: { cookie: party.sessions.member, origin: "http://localhost:3000" },
    admin: { cookie: party.sessions.admin, origin: "http://localhost:3000" },
  };
  const statuses = async (headers: Record<string, string>) => {
    const call = { headers: { ...headers, "x-organization": party.slug }, params: { id: jobId } };
    const listed = await callRoute(jobs.GET, { ...call, path: "/api/jobs?kind=access.invitation" });
    return [
      jobList.parse(listed.body).jobs.length,
      (await callRoute(job.GET, call)).status,
      (await callRoute(cancel.POST, { ...call, method: "POST" })).status,
      (await callRoute(retry.POST, { ...call, method: "POST" })).status,
    ];
  };
  expect(await statuses(by.secret)).toEqual([0, 404, 404, 404]);
  expect(await statuses(by.member)).toEqual([0, 404, 404, 404]);
  expect(await statuses(by.admin)).toEqual([1, 200, 200, 200]);
  expect(await auditOf(party, jobId)).toEqual(["job.cancelled", "job.retried"]);
});

test("cancelling and doing again by key answer with the job, and tell why not", async () => {
  const { context, key } = await withSecret();
  const id = await add(context);
  const call = { key, method: "POST", params: { id } };
  const stopped = await callRoute(cancel.POST, call);
  expect(jobView.parse(stopped.body)).toMatchObject({ id, status: "cancelled" });
  const again = await callRoute(cancel.POST, call);
  expect([again.status, again.body]).toMatchObject([
    409,
    { code: "conflict", details: { reason: "ended" } },
  ]);
  const retried = await callRoute(retry.POST, call);
  expect(jobView.parse(retried.body)).toMatchObject({ id, status: "queued", finishedAt: null });
  const open = await callRoute(retry.POST, call);
  expect([open.status, open.body]).toMatchObject([
    409,
    { code: "conflict", details: { reason: "open" } },
  ]);
});

test("an invitation's job is done again within the limits and the rights of sending its mail", async () => {
  const party = await addParty();
  const admin = memberOf(party, "admin");
  const { jobId } = await invite(admin, { email: "often@example.test", role: "member" });
  // Five mails an hour to one address: the first was the invitation's own.
  for (let mail = 2; mail <= 5; mail += 1) {
    await stopJob(admin, jobId);
    expect(await retryJob(admin, jobId)).toMatchObject({ status: "queued" });
  }
  await stopJob(admin, jobId);
  await expect(retryJob(admin, jobId)).rejects.toMatchObject({ code: "rate_limited" });

  const owner = memberOf(party, "owner");
  const given = await invite(owner, { email: "partner@example.test", role: "owner" });
  await stopJob(owner, given.jobId);
  await expect(retryJob(admin, given.jobId)).rejects.toMatchObject({ code: "forbidden" });
  expect(await retryJob(owner, given.jobId)).toMatchObject({ status: "queued" });
});

test("a job is lost when nothing was heard of it for a day, however long it takes", async () => {
  const context = await newOrganization();
  const jobId = await add(context);
  const { tenantId, organizationId, traceId } = context;
  const lost = () =>
    withTenant(context, (tx) => failLostJobs(tx, new Date(Date.now() - 24 * 3_600_000)));
  // As if its event had been sent.
  await withEngine((tx) => tx.outboxEvent.deleteMany({ where: { tenantId: context.tenantId } }));
  const waitADay = () =>
    withTenant(context, (tx) =>
      tx.job.updateMany({ data: { queuedAt: new Date(Date.now() - 25 * 3_600_000) } }),
    );
  await waitADay();
  const data = { tenantId, organizationId, traceId, jobId, round: 1 };
  expect(await enterStep({ name: "knowledge/documents.ingest", data }, 0)).toBe("begun");
  expect(await lost()).toEqual([]);
  await waitADay();
  await withTenant(context, (tx) => renewOpenJobs(tx));
  expect(await lost()).toEqual([]);
  await waitADay();
  expect(await lost()).toEqual([jobId]);
  expect(await lost()).toEqual([]);
});

test("whoever has an area's permission passes the door of the routes", () => {
  const callers = [...ROLES.map(permissionsOfRole), permissionsOfKey("secret")];
  for (const permissions of callers)
    for (const kind of KIND_NAMES) {
      const { read, write } = areaOf(kind);
      if (permissions.has(read)) expect([kind, permissions.has("kb:read")]).toEqual([kind, true]);
      if (permissions.has(write)) expect([kind, permissions.has("kb:write")]).toEqual([kind, true]);
    }
});
