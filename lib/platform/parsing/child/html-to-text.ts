import { load } from "cheerio/slim";
import { requireShallow } from "./require-shallow.ts";
import { TextBuilder } from "./text-builder.ts";

type Root = ReturnType<ReturnType<typeof load>["root"]>[0];
type Node = Root["children"][number];
type Element = Extract<Node, { attribs: unknown }>;
type Text = Extract<Node, { data: string }>;

/** Comments and instructions have data too; only a text has this type. */
const isText = (node: Node | Root): node is Text => String(node.type) === "text";

/** Never content: code, controls, media, and what a browser does not show. */
const DROPPED = new Set(
  (
    "script style noscript template head title nav iframe frame object embed applet svg math canvas video " +
    "audio picture map dialog select option button input textarea datalist meter progress"
  ).split(" "),
);
/** Page furniture, dropped when the page does not say which part is its main one. */
const FURNITURE = new Set(["footer", "aside"]);
const BLOCKS = new Set(
  (
    "p div section article main header footer aside blockquote figure figcaption address details summary " +
    "ul ol dl dt dd table caption tr form fieldset legend hr body html center"
  ).split(" "),
);

export interface HtmlText {
  text: string;
  /** The document's own title, else its first heading; may be empty. */
  title: string;
  /** As declared by the html element; may be empty. */
  language: string;
}

/**
 * The readable text of an HTML document: headings as `# …`, lists as `- …` or `1. …`, table rows as
 * `a | b`; no markup survives. `links` keeps the addresses of absolute links in brackets. Every walk is
 * a loop over its own stack: a page of 100,000 nested elements would overflow the call stack.
 */
export function htmlToText(html: string, options: { links: boolean; limit: number }): HtmlText {
  requireShallow(html);
  // htmlparser2 and not parse5: parse5 is quadratic in nesting depth.
  const root = load(html).root()[0];
  const builder = new TextBuilder(options.limit);
  if (!root) return { text: "", title: "", language: "" };
  const found = survey(root);
  new Walker(builder, found, options.links).walk(found.main ?? root);
  const text = builder.toString();
  const heading = /^#{1,6} (.+)$/m.exec(text)?.[1];
  return { text, title: found.title || heading || "", language: found.language };
}

interface Survey {
  title: string;
  language: string;
  main: Element | undefined;
  /** Tables that only arrange the page: they hold headings or further tables. */
  layoutTables: Set<Element>;
}

function survey(root: Root): Survey {
  const found: Survey = { title: "", language: "", main: undefined, layoutTables: new Set() };
  const articles: Element[] = [];
  const stack: { node: Node; table: Element | undefined }[] = [];
  const push = (children: Node[], table: Element | undefined) => {
    for (let i = children.length - 1; i >= 0; i -= 1) stack.push({ node: children[i]!, table });
  };
  push(root.children, undefined);
  for (let entry = stack.pop(); entry; entry = stack.pop()) {
    const { node, table } = entry;
    if (!("attribs" in node)) continue;
    if (node.name === "html") found.language = node.attribs["lang"] ?? "";
    if (node.name === "title" && found.title === "") found.title = ownText(node);
    if (node.name === "article") articles.push(node);
    if (!found.main && (node.name === "main" || node.attribs["role"] === "main")) found.main = node;
    if (table && (node.name === "table" || /^h[1-6]$/.test(node.name))) {
      found.layoutTables.add(table);
    }
    push(node.children, node.name === "table" ? node : table);
  }
  if (!found.main && articles.length === 1) found.main = articles[0];
  return found;
}

/** Text directly inside the element (title, pre); elements inside are walked too. */
function ownText(element: Element): string {
  const stack: Node[] = [element];
  let text = "";
  for (let node = stack.pop(); node; node = stack.pop()) {
    if ("attribs" in node || "children" in node) stack.push(...node.children.toReversed());
    else if (isText(node)) text += node.data;
    if ("attribs" in node && node.name === "br") text += "\n";
  }
  return text;
}

function isHidden(element: Element): boolean {
  const { attribs } = element;
  return (
    "hidden" in attribs ||
    attribs["aria-hidden"] === "true" ||
    /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attribs["style"] ?? "")
  );
}

class Walker {
  private readonly out: TextBuilder;
  private readonly found: Survey;
  private readonly links: boolean;
  private readonly lists: { ordered: boolean; next: number }[] = [];
  /** For each open link, how much text there was before it. */
  private readonly beforeLinks: number[] = [];
  private cellDepth = 0;
  private itemDepth = 0;
  private cellsInRow = 0;

  constructor(out: TextBuilder, found: Survey, links: boolean) {
    this.out = out;
    this.found = found;
    this.links = links;
  }

  walk(start: Root | Element): void {
    const stack: { node: Node | Root; leave: boolean; layout: boolean }[] = [
      { node: start, leave: false, layout: false },
    ];
    for (let entry = stack.pop(); entry; entry = stack.pop()) {
      const { node, leave, layout } = entry;
      if (isText(node)) {
        this.out.inline(node.data);
        continue;
      }
      if (!("children" in node)) continue;
      if ("attribs" in node) {
        if (leave) {
          this.leave(node, layout);
          continue;
        }
        if (!this.enter(node, layout)) continue;
        stack.push({ node, leave: true, layout });
      }
      const inside =
        "attribs" in node && node.name === "table" ? this.found.layoutTables.has(node) : layout;
      for (let i = node.children.length - 1; i >= 0; i -= 1) {
        stack.push({ node: node.children[i]!, leave: false, layout: inside });
      }
    }
  }

  /** False when nothing inside the element is to be read. */
  private enter(element: Element, layout: boolean): boolean {
    const { name } = element;
    if (DROPPED.has(name) || isHidden(element)) return false;
    if (FURNITURE.has(name) && !this.found.main) return false;
    if (name === "a") this.beforeLinks.push(this.out.length);
    if (name === "br") this.breakLine();
    else if (/^h[1-6]$/.test(name)) this.enterHeading(Number(name[1]));
    else if (name === "li") this.enterItem();
    else if (name === "ul" || name === "ol") this.enterList(element);
    else if (name === "pre" && this.cellDepth === 0) {
      this.out.verbatim(ownText(element));
      return false;
    } else if ((name === "td" || name === "th") && !layout) this.enterCell();
    else if (name === "tr" && !layout) {
      this.breakLine();
      this.cellsInRow = 0;
    } else if (BLOCKS.has(name) || name === "td" || name === "th") this.breakBlock();
    return true;
  }

  private leave(element: Element, layout: boolean): void {
    const { name } = element;
    if (name === "a") this.addAddress(element, this.beforeLinks.pop());
    else if (/^h[1-6]$/.test(name)) {
      this.breakBlock();
      this.out.mark("");
    } else if (name === "li") {
      this.itemDepth -= 1;
      this.breakLine();
      this.out.mark("");
    } else if (name === "ul" || name === "ol") {
      this.lists.pop();
      this.breakBlock();
    } else if ((name === "td" || name === "th") && !layout) this.cellDepth -= 1;
    else if (name === "tr" && !layout) this.breakLine();
    else if (BLOCKS.has(name) || name === "td" || name === "th") this.breakBlock();
  }

  private enterHeading(level: number): void {
    this.breakBlock();
    if (this.cellDepth === 0) this.out.mark(`${"#".repeat(level)} `);
  }

  private enterList(element: Element): void {
    this.breakBlock();
    const start = Number(element.attribs["start"] ?? 1);
    this.lists.push({
      ordered: element.name === "ol",
      next: Number.isSafeInteger(start) ? start : 1,
    });
  }

  private enterItem(): void {
    this.breakLine();
    this.itemDepth += 1;
    if (this.cellDepth > 0) return;
    const list = this.lists.at(-1);
    const indent = "  ".repeat(Math.min(Math.max(this.lists.length - 1, 0), 8));
    this.out.mark(list?.ordered ? `${indent}${list.next++}. ` : `${indent}- `);
  }

  private enterCell(): void {
    if (this.cellsInRow > 0) this.out.inline(" | ");
    this.cellsInRow += 1;
    this.cellDepth += 1;
  }

  /** A table row and a list item stay together: what would be a block there is a line or a blank. */
  private breakBlock(): void {
    if (this.cellDepth > 0) this.out.inline(" ");
    else if (this.itemDepth > 0) this.out.lineBreak();
    else this.out.block();
  }

  private breakLine(): void {
    if (this.cellDepth > 0) this.out.inline(" ");
    else this.out.lineBreak();
  }

  private addAddress(link: Element, before: number | undefined): void {
    // A link around an image alone would leave a bare address.
    if (!this.links || before === this.out.length) return;
    const address = (link.attribs["href"] ?? "").trim();
    if (!/^(?:https?:\/\/|mailto:|tel:)\S{1,500}$/i.test(address)) return;
    const shown = address.replace(/^(?:mailto:|tel:)/i, "");
    if (!this.out.endsWith(shown)) this.out.inline(` (${shown})`);
  }
}
