/** What came of a page of tenants or organizations. */
export type PageVisit = {
  /** The last id, from which the next page goes on; null after the last page. */
  next: string | null;
  visited: number;
  failed: number;
};
