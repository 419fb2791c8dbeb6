import { z } from "zod";
import { citation } from "@/lib/domains/chat/schema";

/** The citations of a result as they are kept, with the documents that they are of. */
export const keptCitations = z.array(citation.extend({ documentId: z.uuid() }));
