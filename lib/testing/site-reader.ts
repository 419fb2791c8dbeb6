import { withEngine, withTenant } from "@/lib/platform/db/transaction";
import { addSource, readPages, syncSource } from "@/lib/domains/knowledge/sources/service";
import type { TenantContext } from "@/lib/tenancy/context";
import { DrivenEngine, waitingEvents } from "./drive-function";
import type { TestSite } from "./site";

const FUNCTIONS: Record<string, string> = {
  "knowledge/source.sync": "knowledge-sync-site",
  "knowledge/documents.ingest": "knowledge-ingest-documents",
  "knowledge/document.deleted": "knowledge-purge-document",
};

/** Has a test's site read by the jobs themselves, and tells what came of it. */
export class SiteReader {
  readonly #engine: DrivenEngine;
  readonly #site: TestSite;

  /** @param eventUrl takes the events that functions send. */
  constructor(site: TestSite, eventUrl: string) {
    this.#site = site;
    this.#engine = new DrivenEngine(eventUrl);
  }

  /** Runs what waits in the outbox to its end, and what that makes wait. */
  async work(context: TenantContext): Promise<void> {
    for (;;) {
      const events = await waitingEvents(context);
      await withEngine((tx) => tx.outboxEvent.deleteMany());
      if (events.length === 0) return;
      for (const event of events) {
        const id = FUNCTIONS[event.name];
        if (id) await this.#engine.run(id, event);
      }
    }
  }

  async add(context: TenantContext) {
    const address = `${this.#site.url}/`;
    const added = await addSource(context, { address, schedule: "off" });
    await this.work(context);
    return added;
  }

  async again(context: TenantContext, id: string) {
    this.#site.asked.length = 0;
    const started = await syncSource(context, id);
    await this.work(context);
    return started;
  }

  /** What became of each page, by its path. */
  async pages(context: TenantContext, id: string): Promise<Record<string, string>> {
    const { pages } = await readPages(context, id, { limit: 100 });
    return Object.fromEntries(
      pages.map(({ url, status, reason }) => [
        url.slice(this.#site.url.length),
        reason ? `${status}: ${reason}` : status,
      ]),
    );
  }
}

/** The organization's documents by their addresses. */
export const documentsOf = (context: TenantContext) =>
  withTenant(context, (tx) =>
    tx.knowledgeDocument.findMany({
      where: { deletedAt: null },
      orderBy: { url: "asc" },
      select: { id: true, title: true, body: true, url: true, status: true, revision: true },
    }),
  );
