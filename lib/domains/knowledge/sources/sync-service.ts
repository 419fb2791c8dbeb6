import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import {
  cancelJob,
  finishJob,
  holdRound,
  setJobRemaining,
  setJobTotal,
} from "@/lib/domains/ops/jobs-service";
import { readRobots } from "@/lib/platform/crawl/robots";
import { Site } from "@/lib/platform/crawl/site";
import { withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import type { EventData } from "@/lib/platform/events/contracts";
import { wakeRelay } from "@/lib/platform/events/relay";
import { planSite, type SitePlan } from "./begin-sync";
import { handOn } from "./gather";
import { addPages } from "./plan-pages";
import { readVisit, type Visit } from "./read-visit";
import {
  allPages,
  countWithStatus,
  findPage,
  lockSource,
  nextPage,
  updateSource,
  type SourceRow,
} from "./repository";
import { settleVisit } from "./settle-visit";
import { SITE_WORDS, type SiteFailure } from "./site-words";

export type SyncJob = EventData<"knowledge/source.sync">;

/**
 * The source while this job is its sync, held with the job until the end of the transaction; a removed one, and one with a
 * newer sync, is not this job's any more. A job that was cancelled or has ended has none.
 */
async function own(tx: TenantTransaction, job: SyncJob): Promise<SourceRow | undefined> {
  // The job first, as whoever cancels it does.
  if (!(await holdRound(tx, job))) return undefined;
  const source = await lockSource(tx, job, job.sourceId);
  if (source?.jobId === job.jobId) return source;
  await cancelJob(tx, job);
  return undefined;
}

async function reportProgress(tx: TenantTransaction, job: SyncJob): Promise<number> {
  const { sourceId } = job;
  const total = await tx.sourcePage.count({ where: { sourceId } });
  const waiting = await countWithStatus(tx, sourceId, "waiting");
  await setJobTotal(tx, job, total);
  await setJobRemaining(tx, job, waiting);
  return waiting;
}

async function fail(job: SyncJob, failure: SiteFailure): Promise<void> {
  await withTenant(job, (tx) =>
    finishJob(tx, job, { code: failure, message: SITE_WORDS[failure] }),
  );
}

/** Of these nothing is kept. */
const EMPTY = ["gone", "skipped"] as const;

/** Pages that belong to a person by now are left alone. */
const ofTheSite = (sourceId: string) => ({
  sourceId,
  OR: [{ reason: null }, { reason: { notIn: ["edited", "document_deleted"] } }],
});

/**
 * Has every page visited again that the site still names or that was read of it. Others would take the room of new ones; they
 * come back when a page links to them.
 */
async function renewPages(
  tx: TenantTransaction,
  sourceId: string,
  named: readonly string[],
): Promise<void> {
  const empty = { status: { in: [...EMPTY] }, documentId: null };
  await tx.sourcePage.deleteMany({
    where: { AND: [ofTheSite(sourceId), empty, { url: { notIn: [...named] } }] },
  });
  await tx.sourcePage.updateMany({
    where: ofTheSite(sourceId),
    data: { status: "waiting", reason: null },
  });
}

async function keepPlan(job: SyncJob, plan: SitePlan): Promise<number> {
  return withTenant(job, async (tx) => {
    if (!(await own(tx, job))) return 0;
    const { start, robotsText, robots, pages, followsLinks, notice } = plan;
    await renewPages(tx, job.sourceId, pages);
    await updateSource(tx, job.sourceId, {
      startUrl: start.href,
      robots: robotsText,
      foundCount: pages.length,
      followsLinks,
      notice,
    });
    await addPages(tx, job, job.sourceId, pages, robots.allows);
    return reportProgress(tx, job);
  });
}

/**
 * Finds out which pages a site has and puts them in line. Returns how many wait. A site that can't be read ends the job
 * with the reason; what was read of it before stays. Of a later round of the job only what was left waits.
 */
export async function beginSync(job: SyncJob, signal: AbortSignal): Promise<number> {
  const begun = await withTenant(job, async (tx) => {
    const source = await own(tx, job);
    const left = source ? await countWithStatus(tx, source.id, "waiting") : 0;
    return source && { address: source.address, left: job.round > 1 ? left : 0 };
  });
  if (!begun || begun.left > 0) return begun?.left ?? 0;
  const plan = await planSite(begun.address, signal);
  if (typeof plan === "string") {
    await fail(job, plan);
    return 0;
  }
  return keepPlan(job, plan);
}

const siteOf = ({ address, startUrl }: SourceRow) => new Site(new URL(startUrl ?? address));

async function keepVisit(job: SyncJob, pageId: string, visit: Visit): Promise<number> {
  const waiting = await withTenant(job, async (tx) => {
    const source = await own(tx, job);
    if (!source) return 0;
    const page = await findPage(tx, source.id, pageId);
    if (page?.status === "waiting") {
      await settleVisit(tx, job, source, page, visit);
      const links = "links" in visit ? visit.links : [];
      const isMoved = visit.found === "nothing" && visit.status === "skipped";
      if (source.followsLinks || isMoved) {
        const { allows } = readRobots(siteOf(source).start.origin, source.robots ?? "");
        await addPages(tx, job, source.id, isMoved ? links.slice(0, 1) : links, allows);
      }
    }
    return reportProgress(tx, job);
  });
  wakeRelay();
  return waiting;
}

/**
 * Visits the next page in line, after the pause that the site asks for, and writes down what came of it. Returns how many
 * still wait. Rejects with the reason of the signal.
 */
export async function visitNext(job: SyncJob, signal: AbortSignal): Promise<number> {
  const next = await withTenant(job, async (tx) => {
    const source = await own(tx, job);
    const page = source ? await nextPage(tx, source.id) : null;
    return source && page ? { source, page } : undefined;
  });
  if (!next) return 0;
  const site = siteOf(next.source);
  const { allows, delayMs } = readRobots(site.start.origin, next.source.robots ?? "");
  if (!allows(next.page.url)) {
    const closed = { found: "nothing", status: "skipped", reason: "robots", links: [] } as const;
    return keepVisit(job, next.page.id, { ...closed, links: [] });
  }
  await wait(delayMs, undefined, { signal });
  return keepVisit(job, next.page.id, await readVisit(next.page, site, signal));
}

/** Why nothing at all was read, if nothing was. */
async function failureOf(tx: TenantTransaction, sourceId: string): Promise<SiteFailure | null> {
  const pages = await allPages(tx, sourceId);
  if (pages.some(({ documentId, status }) => documentId !== null && status !== "failed")) {
    return null;
  }
  const failed = pages.find(({ status }) => status === "failed")?.reason;
  return failed && failed in SITE_WORDS ? (failed as SiteFailure) : "no_pages";
}

/** Ends a sync: hands on what is not indexed yet, and tells when nothing could be read. */
export async function finishSync(job: SyncJob): Promise<void> {
  await withTenant(job, async (tx) => {
    const source = await own(tx, job);
    if (!source) return;
    await handOn(tx, job, source);
    await reportProgress(tx, job);
    const failure = await failureOf(tx, source.id);
    if (!failure) await updateSource(tx, source.id, { lastSyncedAt: new Date() });
    await finishJob(tx, job, failure ? { code: failure, message: SITE_WORDS[failure] } : undefined);
  });
  wakeRelay();
}
