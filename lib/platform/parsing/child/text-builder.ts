import { ParseFailure } from "./protocol.ts";

/**
 * Puts Markdown-like text together from inline pieces and block breaks: blanks collapse as a browser
 * collapses them, blocks are apart by one empty line, list items and table rows by one line end.
 */
export class TextBuilder {
  private readonly parts: string[] = [];
  private readonly limit: number;
  private line = "";
  /** Characters so far, roughly: line ends and marks are not counted. */
  length = 0;
  private prefix = "";
  private pendingBreak: "" | "\n" | "\n\n" = "";
  private pendingBlank = false;

  constructor(limit: number) {
    this.limit = limit;
  }

  /** Running text; any run of white space is one blank. */
  inline(text: string): void {
    const words = text.replace(/\s+/g, " ");
    if (words === "") return;
    if (words.startsWith(" ")) this.pendingBlank = true;
    const body = words.trim();
    if (body === "") return;
    this.line += (this.pendingBlank && this.line !== "" ? " " : "") + body;
    this.pendingBlank = words.endsWith(" ");
    this.count(body.length + 1);
  }

  endsWith(text: string): boolean {
    return this.line.endsWith(text);
  }

  /** Starts a new line; what follows belongs to the same block. */
  lineBreak(): void {
    this.endLine("\n");
  }

  /** Ends the block: an empty line before whatever follows. */
  block(): void {
    this.endLine("\n\n");
  }

  /** Puts a mark ("# ", "- ") before the next text; without text there is no mark. */
  mark(prefix: string): void {
    this.prefix = prefix;
  }

  /** Lines as they are, each indented so that none is taken for a heading or a list. */
  verbatim(text: string): void {
    this.block();
    for (const line of text.trimEnd().replace(/^\n/, "").split("\n")) {
      this.line = `    ${line}`;
      this.count(line.length + 5);
      this.lineBreak();
    }
    this.block();
  }

  toString(): string {
    this.endLine("");
    return this.parts.join("");
  }

  private endLine(next: "" | "\n" | "\n\n"): void {
    if (this.line !== "") {
      this.parts.push(this.parts.length === 0 ? "" : this.pendingBreak, this.prefix, this.line);
      this.prefix = "";
      this.line = "";
      this.pendingBreak = next;
    } else if (next.length > this.pendingBreak.length) {
      this.pendingBreak = next;
    }
    this.pendingBlank = false;
  }

  private count(characters: number): void {
    this.length += characters;
    if (this.length > this.limit) {
      throw new ParseFailure("too_long", "text limit", { maximum: this.limit });
    }
  }
}
