import "server-only";
import { createHash } from "node:crypto";
import { breather } from "@/lib/core/breather";
import { embedder } from "@/lib/platform/ai/embeddings";
import type { Scope } from "@/lib/platform/db/scope";
import { withTenant } from "@/lib/platform/db/transaction";
import type { Passage } from "../retrieval/passage";
import { loadCandidates } from "../retrieval/passage-repository";
import { nearestPassages, passagesWithSameWords } from "./candidates-repository";
import { comparePassages, type Finding } from "./compare";
import {
  addFlags,
  findFlagsOf,
  liveChunkIds,
  markChecked,
  removeFlags,
  type NewFlag,
} from "./repository";
import { contentOf } from "./statements";

/** Of a document so many passages are compared, each with the few nearest ones. */
const PASSAGES = 100;
/** So many flags one document may raise: more are one and the same trouble. */
const FLAGS = 10;
/** So much of a passage is kept with a flag, in characters. */
const SHOWN = 1_200;
const TERMS = 60;

const headingOf = ({ heading, title, kind }: Pick<Passage, "heading" | "title" | "kind">) =>
  kind === "faq" ? title : heading;
const shown = (text: string) => text.trim().slice(0, SHOWN).toWellFormed();

interface Side {
  passage: Passage;
  text: string;
}

function flagOf(one: Passage, other: Passage, finding: Finding): NewFlag {
  const sides: [Side, Side] = [
    { passage: one, text: shown(finding.first) },
    { passage: other, text: shown(finding.second) },
  ];
  const isFirst = one.documentId < other.documentId;
  const [first, second] = isFirst ? sides : [sides[1], sides[0]];
  const differences = finding.differences.map((difference) =>
    isFirst ? difference : { ...difference, first: difference.second, second: difference.first },
  );
  const parts = [first, second].flatMap(({ passage, text }) => [
    passage.documentId,
    headingOf(passage),
    text,
  ]);
  return {
    kind: finding.kind,
    fingerprint: createHash("sha256")
      .update([finding.kind, ...parts].join("\0"))
      .digest("hex"),
    firstDocumentId: first.passage.documentId,
    firstHeading: headingOf(first.passage),
    firstText: first.text,
    secondDocumentId: second.passage.documentId,
    secondHeading: headingOf(second.passage),
    secondText: second.text,
    differences,
  };
}

const isPassage = (found: Awaited<ReturnType<typeof loadCandidates>>[number]): Passage => ({
  ...found,
  score: 0,
  alike: false,
});

/** A passage and those that it may repeat or contradict. */
async function neighboursOf(scope: Scope, chunkId: string, own: readonly string[]) {
  const name = embedder()?.name;
  return withTenant(scope, async (tx) => {
    const [passage] = (await loadCandidates(tx, scope, [chunkId])).map(isPassage);
    if (!passage) return undefined;
    const near = name ? await nearestPassages(tx, scope, chunkId, own, name) : [];
    const terms = [...contentOf(passage.text, passage.language)].slice(0, TERMS);
    const ids = near.length > 0 ? near : await passagesWithSameWords(tx, scope, terms, own);
    return { passage, others: (await loadCandidates(tx, scope, ids)).map(isPassage) };
  });
}

interface Document {
  id: string;
  liveRevision: number;
}

/** A flag counts for as long as the document still says its side of it. */
async function settle(
  scope: Scope,
  document: Document,
  passages: readonly Passage[],
  flags: readonly NewFlag[],
): Promise<void> {
  const says = (heading: string, text: string) =>
    passages.some((passage) => headingOf(passage) === heading && passage.text.includes(text));
  await withTenant(scope, async (tx) => {
    if (!(await markChecked(tx, scope, document))) return;
    const outdated = (await findFlagsOf(tx, document.id)).filter((flag) =>
      flag.firstDocumentId === document.id
        ? !says(flag.firstHeading, flag.firstText)
        : !says(flag.secondHeading, flag.secondText),
    );
    await removeFlags(
      tx,
      outdated.map(({ id }) => id),
    );
    await addFlags(tx, scope, flags);
  });
}

/**
 * Compares what a document says now with the nearest passages of others, flags what is said twice or differently, and
 * takes back what it does not say any more. Does nothing when another revision went live meanwhile. Throws the signal's
 * reason when it aborts.
 */
export async function checkDocument(
  scope: Scope,
  document: Document,
  signal: AbortSignal,
): Promise<void> {
  const own = await withTenant(scope, (tx) => liveChunkIds(tx, document));
  const passages: Passage[] = [];
  const flags = new Map<string, NewFlag>();
  const breathe = breather();
  for (const chunkId of own.slice(0, PASSAGES)) {
    signal.throwIfAborted();
    const found = await neighboursOf(scope, chunkId, own);
    if (!found) continue;
    passages.push(found.passage);
    for (const other of found.others) {
      for (const finding of comparePassages(found.passage, other)) {
        const flag = flagOf(found.passage, other, finding);
        if (flags.size < FLAGS) flags.set(flag.fingerprint, flag);
      }
      await breathe();
    }
  }
  await settle(scope, document, passages, [...flags.values()]);
}
