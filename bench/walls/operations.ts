import { noteFailure } from "@/lib/domains/knowledge/ingestion/repository";
import { findDocument, listDocuments } from "@/lib/domains/knowledge/repository";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import type { Target } from "./fill.ts";

const PAGE = 20;

export interface Operation {
  name: string;
  /** Rows that its statement must read or write each time. */
  rows: number;
  perform: (tx: TenantTransaction, target: Target) => Promise<unknown>;
}

/** The product's own functions, so that what is measured is what it does. */
export const OPERATIONS: readonly Operation[] = [
  {
    name: `list ${PAGE} documents`,
    // The product reads one more to know whether another page follows.
    rows: PAGE + 1,
    perform: (tx) => listDocuments(tx, { limit: PAGE }, undefined),
  },
  {
    name: "read one by id",
    rows: 1,
    perform: (tx, { documentId }) => findDocument(tx, documentId),
  },
  {
    name: "update one",
    rows: 1,
    perform: (tx, { documentId: id }) =>
      noteFailure(tx, { id, revision: 1 }, { code: "internal", message: "Opening times" }),
  },
];
