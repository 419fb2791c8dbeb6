import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { widgetLook } from "@/lib/domains/access/widget/schema";
import type { NewContent } from "@/lib/domains/knowledge/add-service";

const profile = z.object({
  name: z.string(),
  organizationSlug: z.string(),
  widget: widgetLook.extend({ name: z.string(), greeting: z.string() }),
});

const faqs = z.array(
  z.object({
    externalId: z.string(),
    url: z.string().optional(),
    question: z.string(),
    answer: z.string(),
    alternatives: z.array(z.string()),
  }),
);

export type Business = z.infer<typeof profile> & { contents: NewContent[] };

const FRONT_MATTER = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/;

function parseDocument(text: string, name: string): NewContent {
  const match = FRONT_MATTER.exec(text);
  if (!match) throw new Error(`${name} has no front matter.`);
  const fields = Object.fromEntries(
    (match[1] ?? "").split("\n").map((line) => {
      const colon = line.indexOf(":");
      return [
        line.slice(0, colon).trim(),
        line
          .slice(colon + 1)
          .trim()
          .replace(/^"|"$/g, ""),
      ];
    }),
  );
  const { title, url, externalId } = z
    .object({ title: z.string(), url: z.string(), externalId: z.string() })
    .parse(fields);
  return {
    kind: "document",
    origin: "text",
    title,
    url,
    externalId,
    body: (match[2] ?? "").trim(),
  };
}

/** The profile, documents and FAQs of a demo business, from its folder beside this file. */
export async function readBusiness(folder: string): Promise<Business> {
  const root = join(process.cwd(), "prisma/seed/demo", folder);
  const json = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(join(root, name), "utf8"));
  const names = (await readdir(join(root, "documents"))).sort();
  const documents = await Promise.all(
    names.map(async (name) =>
      parseDocument(await readFile(join(root, "documents", name), "utf8"), name),
    ),
  );
  const entries = faqs
    .parse(await json("faqs.json"))
    .map(({ externalId, url, question, answer, alternatives }): NewContent => ({
      kind: "faq",
      origin: "text",
      title: question,
      body: answer,
      alternatives,
      url,
      externalId,
    }));
  return { ...profile.parse(await json("business.json")), contents: [...documents, ...entries] };
}
