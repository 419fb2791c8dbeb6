import { CsvError, parse } from "csv-parse/sync";
import { hasVisibleText } from "../../../core/visible-text.ts";
import { findColumns, type Columns } from "./csv-columns.ts";
import { cleanText } from "./clean-text.ts";
import { decodeText } from "./decode-text.ts";
import { ParseFailure, type Parsed, type ParsedFaq, type ParseLimits } from "./protocol.ts";

const DELIMITERS = [",", ";", "\t"];
/** Row numbers named in the warning about rows that were left out. */
const NAMED_ROWS = 10;

/** Questions and answers, one pair a row, with or without a header line. */
export function parseCsv(bytes: Buffer, limits: ParseLimits): Parsed {
  const { text: source, warnings } = decodeText(bytes);
  const { delimiter, columns } = findDelimiter(source);
  const rows = readRows(source, delimiter, limits.csvRows + 2);
  const faqs: ParsedFaq[] = [];
  const incomplete: number[] = [];
  let characters = 0;
  for (const [index, row] of rows.entries()) {
    if (index === 0 && columns.hasHeader) continue;
    if (!row.some(hasVisibleText)) continue;
    const faq = faqOfRow(row, columns);
    if (faq) faqs.push(faq);
    else incomplete.push(index + 1);
    characters += row.reduce((sum, cell) => sum + cell.length, 0);
    if (characters > limits.characters) {
      throw new ParseFailure("too_long", "text limit", { maximum: limits.characters });
    }
  }
  if (faqs.length > limits.csvRows) {
    throw new ParseFailure("too_many_rows", "row limit", { maximum: limits.csvRows });
  }
  if (faqs.length === 0) throw new ParseFailure("empty", "no row with a question and an answer");
  if (incomplete.length > 0) warnings.push(incompleteWarning(incomplete));
  const text = faqs.map((faq) => `## ${oneLine(faq.question)}\n\n${faq.answer}`).join("\n\n");
  return { kind: "csv", title: "", text, language: null, pages: null, faqs, warnings };
}

/** The delimiter under which the first rows make sense as questions and answers. */
function findDelimiter(source: string): { delimiter: string; columns: Columns } {
  for (const delimiter of DELIMITERS) {
    const columns = findColumns(readRows(source, delimiter, 20));
    if (columns) return { delimiter, columns };
  }
  const [header] = readRows(source, ",", 1);
  throw new ParseFailure("missing_columns", `header: ${JSON.stringify(header).slice(0, 200)}`);
}

function readRows(source: string, delimiter: string, to: number): string[][] {
  try {
    return parse(source, {
      bom: true,
      delimiter,
      to,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new ParseFailure("corrupt", error.message, { line: Number(error["lines"] ?? 0) });
  }
}

function faqOfRow(row: string[], columns: Columns): ParsedFaq | undefined {
  const question = cleanText(row[columns.question] ?? "").trim();
  const answer = cleanText(row[columns.answer] ?? "").trim();
  if (!hasVisibleText(question) || !hasVisibleText(answer)) return undefined;
  const cell = columns.alternatives === undefined ? "" : (row[columns.alternatives] ?? "");
  const alternatives = cell.split("|").map((text) => oneLine(cleanText(text)));
  return { question, answer, alternatives: [...new Set(alternatives)].filter(hasVisibleText) };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function incompleteWarning(rows: number[]): string {
  const named = rows.slice(0, NAMED_ROWS).join(", ");
  const more = rows.length > NAMED_ROWS ? ` and ${rows.length - NAMED_ROWS} more` : "";
  return `Rows without a question or an answer were left out: ${named}${more}.`;
}
