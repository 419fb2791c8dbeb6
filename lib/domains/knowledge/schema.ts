import { z } from "zod";
import { hasVisibleText } from "@/lib/core/visible-text";

/** 5 million characters: more than any handbook, and what one ingestion can index in bounded time. */
const MAX_TEXT = 5_000_000;
const MAX_TITLE = 300;
const MAX_ALTERNATIVES = 50;

// Lone surrogates and NUL cannot be stored as UTF-8 text by Postgres.
const storable = (value: string) => value.isWellFormed() && !value.includes("\0");
const text = (max: number) =>
  z
    .string()
    .max(max, `At most ${max.toLocaleString("en")} characters`)
    .refine(storable, "Not valid Unicode text");
const filled = (max: number) => text(max).refine(hasVisibleText, "Must not be empty");

const webUrl = z
  .url({ protocol: /^https?$/, error: "Must be an http(s) address" })
  .max(2000, "At most 2,000 characters")
  .describe("Where people find it; shown as the source's link.");
const externalId = filled(200).describe("Your own id for it. The same one again updates.");

export const documentInput = z.strictObject({
  title: filled(MAX_TITLE),
  text: filled(MAX_TEXT),
  url: webUrl.optional(),
  externalId: externalId.optional(),
});

/** A document as people type it: an address that is left empty is none. */
export const typedDocument = documentInput.pick({ title: true, text: true }).extend({
  url: z
    .string()
    .trim()
    .transform((typed) => typed || null)
    .pipe(webUrl.nullable()),
});
export type TypedDocument = z.output<typeof typedDocument>;
/** The same of a file, whose text nobody types: it may be empty or longer. */
export const typedFileDocument = typedDocument.extend({ text: z.string() });

export const bulkInput = z.strictObject({
  documents: z
    .array(documentInput)
    .min(1, "Send at least one document")
    .max(100, "At most 100 documents in one call")
    .superRefine((documents, context) => {
      const seen = new Set<string>();
      documents.forEach(({ externalId }, index) => {
        if (externalId === undefined) return;
        if (seen.has(externalId)) {
          context.addIssue({
            code: "custom",
            path: [index, "externalId"],
            message: "The same externalId stands twice in this call",
          });
        }
        seen.add(externalId);
      });
    }),
});

export const uploadFields = z.strictObject({
  file: z.file("Send the file in a field named file"),
  title: filled(MAX_TITLE).optional(),
});

export const documentPatch = z
  .strictObject({
    title: filled(MAX_TITLE).optional(),
    text: filled(MAX_TEXT).optional(),
    url: webUrl.nullable().optional(),
    externalId: externalId.nullable().optional(),
  })
  .refine((patch) => Object.keys(patch).length > 0, "Change at least one field");

const alternatives = z
  .array(filled(MAX_TITLE))
  .max(MAX_ALTERNATIVES, `At most ${MAX_ALTERNATIVES}`);

export const faqInput = z.strictObject({
  question: filled(MAX_TITLE),
  answer: filled(20_000),
  alternatives: alternatives.default([]),
  url: webUrl.optional(),
  externalId: externalId.optional(),
});

/** A FAQ as people type it. */
export const typedFaq = faqInput.pick({ question: true, answer: true }).extend({ alternatives });
export type TypedFaq = z.output<typeof typedFaq>;

export const faqPatch = z
  .strictObject({
    question: filled(MAX_TITLE).optional(),
    answer: filled(20_000).optional(),
    alternatives: alternatives.optional(),
    url: webUrl.nullable().optional(),
    externalId: externalId.nullable().optional(),
  })
  .refine((patch) => Object.keys(patch).length > 0, "Change at least one field");

export const idParams = z.strictObject({ id: z.uuid() });

const documentStatus = z.enum(["queued", "processing", "available", "failed"]);

export const listQuery = z.strictObject({
  cursor: z
    .uuid("Not a cursor of this list")
    .optional()
    .describe("`nextCursor` of the page before."),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  search: z
    .string()
    .trim()
    .max(200)
    .optional()
    .describe("A part of a title, file name, external id or FAQ's answer."),
  status: documentStatus.optional(),
  kind: z.enum(["document", "faq"]).optional(),
  cited: z
    .enum(["never"])
    .optional()
    .describe("`never`: what search serves and no answer to a visitor has cited yet."),
});
export type ListQuery = z.infer<typeof listQuery>;

/** What is known of all documents beside what they say. */
const citationsView = z.object({
  recent: z.int().describe("In how many answers to visitors it was cited in the last 30 days."),
  lastAt: z.iso.datetime().nullable().describe("When it was last cited; null if it never was."),
});

export const faqListQuery = listQuery.omit({ kind: true });

export const searchInput = z.strictObject({
  query: filled(1000),
  limit: z.int().min(1).max(50).default(10),
});

export const acceptedView = z.object({ id: z.uuid(), jobId: z.uuid(), status: documentStatus });
export type AcceptedView = z.infer<typeof acceptedView>;

export const bulkView = z.object({
  documents: z.array(
    z.object({ id: z.uuid(), externalId: z.string().nullable(), status: documentStatus }),
  ),
  jobId: z.uuid(),
});
export type BulkView = z.infer<typeof bulkView>;

export const documentView = z.object({
  id: z.uuid(),
  kind: z.enum(["document", "faq"]),
  externalId: z.string().nullable(),
  title: z.string(),
  url: z.string().nullable(),
  status: documentStatus,
  chunks: z.int().describe("Passages that it is searched by."),
  vectors: z
    .enum(["pending", "complete"])
    .describe("Whether search by meaning has it, too. Search by words has what is available."),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
  searchable: z
    .boolean()
    .describe(
      "Whether search serves it. While a change is being indexed, or has failed, that is the version before.",
    ),
  warnings: z
    .array(z.string())
    .describe("What was left out while reading its file, in words for people."),
  fileName: z.string().nullable(),
  language: z.string().nullable(),
  site: z
    .enum(["followed", "edited"])
    .nullable()
    .describe("Read from a website: it follows the site, until a person edits it."),
  jobId: z.uuid().nullable().describe("The newest job that indexes it."),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type DocumentView = z.infer<typeof documentView>;

export const listedDocument = documentView.extend({ citations: citationsView });
export type ListedDocument = z.infer<typeof listedDocument>;

export const documentDetail = listedDocument.extend({
  text: z.string().nullable().describe("Null until its file has been read."),
});
export type DocumentDetail = z.infer<typeof documentDetail>;

export const faqView = documentView.extend({
  question: z.string(),
  answer: z.string(),
  alternatives: z.array(z.string()),
});
export type FaqView = z.infer<typeof faqView>;

export const documentList = z.object({
  documents: z.array(listedDocument),
  nextCursor: z.string().nullable(),
});
export type DocumentList = z.infer<typeof documentList>;

export const faqList = z.object({ faqs: z.array(faqView), nextCursor: z.string().nullable() });
export type FaqList = z.infer<typeof faqList>;

export const searchView = z.object({
  results: z.array(
    z.object({
      documentId: z.uuid(),
      chunkId: z.uuid(),
      title: z.string(),
      url: z.string().nullable(),
      text: z.string(),
      score: z.number().describe("Comparable within this answer alone."),
    }),
  ),
  confidence: z.number().describe("How likely the knowledge answers the query at all, 0 to 1."),
  tookMs: z.number(),
});
export type SearchView = z.infer<typeof searchView>;
