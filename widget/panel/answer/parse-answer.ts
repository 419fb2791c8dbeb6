export type Inline =
  | { kind: "text"; text: string }
  | { kind: "reference"; index: number }
  | { kind: "bold"; children: readonly Inline[] };

export type Block =
  | { kind: "paragraph"; lines: readonly (readonly Inline[])[] }
  | { kind: "heading"; content: readonly Inline[] }
  | { kind: "list"; ordered: boolean; start: number; items: readonly (readonly Inline[])[] }
  | { kind: "table"; head: boolean; rows: readonly (readonly (readonly Inline[])[])[] };

export interface AnswerContext {
  /** Numbers that a `[1]` in the text may stand for; others are not the server's citations. */
  citations: ReadonlySet<number>;
  /** More may follow: what is half written yet, and references without their citation, wait. */
  streaming: boolean;
}

const bold = /\*\*([^*\n]+)\*\*/;
const reference = /\[(\d{1,2}(?:, ?\d{1,2}){0,9})\]/;
/** A link or picture with its words; its address may hold one pair of brackets, as `javascript:alert(1)` does. */
const link =
  /!?\[(?! *\d[\d, ]*\])([^[\]\n]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+"[^"\n]*"|\s+'[^'\n]*')?\)/;
const mark = new RegExp([bold, link, reference].map(({ source }) => source).join("|"), "g");

/** Bold and references of one line. Of links and pictures their words are kept; markup stays plain text. */
function parseInline(source: string, context: AnswerContext): Inline[] {
  const parts: Inline[] = [];
  let end = 0;
  const addText = (text: string): void => {
    if (text) parts.push({ kind: "text", text });
  };
  for (const match of source.matchAll(mark)) {
    const [whole, strong, label, numbers] = match;
    addText(source.slice(end, match.index));
    end = match.index + whole.length;
    if (strong !== undefined) {
      parts.push({ kind: "bold", children: parseInline(strong, context) });
      continue;
    }
    if (label !== undefined) {
      parts.push(...parseInline(label, context));
      continue;
    }
    const indexes = (numbers ?? "").split(",").map(Number);
    if (indexes.every((index) => context.citations.has(index)))
      parts.push(...indexes.map((index) => ({ kind: "reference", index }) as const));
    else if (!context.streaming) addText(whole);
  }
  addText(source.slice(end));
  return parts;
}

/** Hides what is half written at the end of a text that is still coming. */
function withoutLooseEnd(source: string): string {
  const text = source
    .replace(/!?\[[\d, ]{0,40}$/, "")
    .replace(/!?\[([^[\]\n]*)(?:\]\([^\s()]*(?:\([^\s()]*\)?)?)?$/, "$1")
    .replace(/[*!]$/, "");
  const lineStart = text.lastIndexOf("\n") + 1;
  const lastLine = text.slice(lineStart);
  const stars = lastLine.split("**").length - 1;
  if (stars % 2 === 0) return text;
  const open = text.lastIndexOf("**");
  return text.slice(0, open) + text.slice(open + 2);
}

const bullet = /^\s{0,6}[-*•]\s+(.*)$/;
const numbered = /^\s{0,6}(\d{1,3})[.)]\s+(.*)$/;
const heading = /^#{1,6}\s+(.*)$/;
const tableRule = /^[\s|:-]+$/;

/** The cells of a table's row. One that a quote cuts off, or that is still coming, has no bar at its end. */
function rowCells(line: string): string[] | undefined {
  const row = line.trim();
  if (!row.startsWith("|") || row.length === 1) return undefined;
  return row
    .slice(1, row.endsWith("|") ? -1 : undefined)
    .split("|")
    .map((cell) => cell.trim());
}

function parseLine(line: string, context: AnswerContext): Block | undefined {
  const inline = (text: string): Inline[] => parseInline(text, context);
  const title = heading.exec(line)?.[1];
  if (title !== undefined) return { kind: "heading", content: inline(title) };
  const item = bullet.exec(line)?.[1];
  if (item !== undefined) return { kind: "list", ordered: false, start: 1, items: [inline(item)] };
  const [, number, step] = numbered.exec(line) ?? [];
  if (step !== undefined)
    return { kind: "list", ordered: true, start: Number(number), items: [inline(step)] };
  const cells = rowCells(line);
  if (cells) {
    const rule = tableRule.test(line);
    return { kind: "table", head: rule, rows: rule ? [] : [cells.map(inline)] };
  }
  if (line.trim() === "") return undefined;
  return { kind: "paragraph", lines: [inline(line)] };
}

function joined(last: Block | undefined, next: Block): Block | undefined {
  if (last?.kind === "paragraph" && next.kind === "paragraph")
    return { ...last, lines: [...last.lines, ...next.lines] };
  if (last?.kind === "list" && next.kind === "list" && last.ordered === next.ordered)
    return { ...last, items: [...last.items, ...next.items] };
  if (last?.kind === "table" && next.kind === "table")
    return {
      ...last,
      // A quote may begin at the rule: what follows it is then no head.
      head: (last.head && last.rows.length > 0) || (next.head && last.rows.length === 1),
      rows: [...last.rows, ...next.rows],
    };
  return undefined;
}

/**
 * An answer's text as blocks to be shown as nodes. It knows paragraphs, lists, tables, headings, bold
 * and references, and nothing that could load or run anything: no addresses, no images, no markup.
 */
export function parseAnswer(source: string, context: AnswerContext): Block[] {
  const text = context.streaming ? withoutLooseEnd(source) : source;
  const blocks: Block[] = [];
  let apart = true;
  for (const line of text.split(/\r?\n/)) {
    const next = parseLine(line, context);
    if (!next) {
      apart = true;
      continue;
    }
    const last = blocks.at(-1);
    // A blank line parts paragraphs and tables; the items of a loose list stay one list.
    const merged = apart && next.kind !== "list" ? undefined : joined(last, next);
    if (merged) blocks[blocks.length - 1] = merged;
    else blocks.push(next);
    apart = false;
  }
  return blocks.filter((block) => block.kind !== "table" || block.rows.length > 0);
}

const spoken = (parts: readonly Inline[]): string =>
  parts
    .map((part) => {
      if (part.kind === "reference") return "";
      return part.kind === "text" ? part.text : spoken(part.children);
    })
    .join("");

/** The words of an answer without its marks, for a screen reader. */
export function plainText(source: string): string {
  const words = source.replace(new RegExp(reference.source, "g"), "");
  return parseAnswer(words, { citations: new Set(), streaming: false })
    .flatMap((block) => {
      switch (block.kind) {
        case "heading":
          return [spoken(block.content)];
        case "paragraph":
          return block.lines.map(spoken);
        case "list":
          return block.items.map(spoken);
        case "table":
          return block.rows.map((row) => row.map(spoken).join(", "));
      }
    })
    .join("\n")
    .replace(/[ \t]+([.,;:!?])/g, "$1")
    .trim();
}
