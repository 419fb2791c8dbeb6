import { isBuiltin } from "node:module";
import ts from "typescript";

interface Library {
  module: RegExp;
  /** What it exports that calls nobody. */
  harmless?: readonly string[];
}

/** By whose means something outside can be called. */
const LIBRARIES: readonly Library[] = [
  { module: /^(?:node:)?(?:http|https|http2|tls|dgram|dns|dns\/promises|inspector)$/ },
  // What another program or thread does is not seen here.
  { module: /^(?:node:)?(?:child_process|cluster|worker_threads)$/ },
  {
    module: /^(?:node:)?net$/,
    harmless: ["isIP", "isIPv4", "isIPv6", "SocketAddress", "BlockList"],
  },
  { module: /^cheerio(?:\/|$)/, harmless: ["load"] },
  {
    module: /^inngest(?:\/|$)/,
    harmless: ["Middleware", "NonRetriableError", "RetryAfterError", "StepError", "serve"],
  },
  { module: /^next-auth$/ },
  { module: /^jose$/, harmless: ["jwtVerify", "SignJWT", "EncryptJWT", "jwtDecrypt", "errors"] },
];

/** The packages that call nobody by themselves. Any other one counts as a way outside until it is looked into. */
const SILENT = [
  "@hookform/resolvers",
  "@node-rs/argon2",
  "@opentelemetry/api",
  "@opentelemetry/resources",
  "@opentelemetry/sdk-metrics",
  "@opentelemetry/sdk-trace-node",
  "@orama/stemmers",
  "@orama/stopwords",
  "@prisma/client",
  "@prisma/driver-adapter-utils",
  "@tanstack/react-query",
  "chardet",
  "class-variance-authority",
  "clsx",
  "cmdk",
  "cockatiel",
  "csv-parse",
  "diff",
  "eventsource-parser",
  "file-type",
  "geist",
  "htmlparser2",
  "iconv-lite",
  "ipaddr.js",
  "jose/errors",
  "lucide-react",
  "mammoth",
  "marked",
  "next",
  "next-auth/jwt",
  "next-auth/providers",
  "next-auth/react",
  "otpauth",
  "pino",
  "porter2",
  "radix-ui",
  "react",
  "react-dom",
  "react-hook-form",
  "recharts",
  "robots-parser",
  "server-only",
  "sonner",
  "tailwind-merge",
  "tinykeys",
  "tinyld",
  "unpdf",
  "uqr",
  "uuid",
  "yauzl",
  "zod",
];

/** Whether a module is of the source's own, of Node or of a package that calls nobody. */
function isSilent(module: string): boolean {
  if (/^(?:\.|@\/)/.test(module) || isBuiltin(module)) return true;
  return SILENT.some((name) => module === name || module.startsWith(`${name}/`));
}

const GLOBALS = new Set(["fetch", "WebSocket", "EventSource", "XMLHttpRequest"]);
const GLOBAL_OBJECTS = new Set(["globalThis", "window", "self", "global"]);

export interface Finding {
  line: number;
  /** `fetch`, or a module's name. */
  what: string;
}

function isHarmless(module: string, names: readonly string[] | undefined): boolean {
  const library = LIBRARIES.find((one) => one.module.test(module));
  if (!library) return isSilent(module);
  if (!names || names.length === 0) return false;
  return names.every((name) => library.harmless?.includes(name));
}

/** The names that a declaration takes from a module as values; undefined for all of it. */
function namesOf(clause: ts.ImportClause): string[] | undefined {
  const bindings = clause.namedBindings;
  if (clause.name || !bindings || !ts.isNamedImports(bindings)) return undefined;
  return bindings.elements
    .filter(({ isTypeOnly }) => !isTypeOnly)
    .map(({ name, propertyName }) => (propertyName ?? name).text);
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node && ts.isStringLiteralLike(node) ? node.text : undefined;
}

function importedBy(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node)) {
    const module = textOf(node.moduleSpecifier) ?? "";
    const clause = node.importClause;
    if (clause?.isTypeOnly) return undefined;
    const names = clause ? namesOf(clause) : undefined;
    // Types alone, each said to be one.
    if (clause && names?.length === 0) return undefined;
    return isHarmless(module, names) ? undefined : module;
  }
  if (ts.isExportDeclaration(node) && !node.isTypeOnly) {
    const module = textOf(node.moduleSpecifier);
    return module !== undefined && !isHarmless(module, undefined) ? module : undefined;
  }
  if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
    const module = textOf(node.moduleReference.expression) ?? "";
    return node.isTypeOnly || isHarmless(module, undefined) ? undefined : module;
  }
  if (ts.isCallExpression(node)) {
    const { expression } = node;
    const loads =
      expression.kind === ts.SyntaxKind.ImportKeyword ||
      (ts.isIdentifier(expression) && expression.text === "require") ||
      (ts.isPropertyAccessExpression(expression) && expression.name.text === "getBuiltinModule");
    const module = loads ? textOf(node.arguments[0]) : undefined;
    return module !== undefined && !isHarmless(module, undefined) ? module : undefined;
  }
  return undefined;
}

/** Where the name only stands for a property, a type or something of the file's own. */
function isOnlyAName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isQualifiedName(parent) || ts.isTypeReferenceNode(parent)) return true;
  const named = parent as ts.Node & { name?: ts.Node; propertyName?: ts.Node };
  if (ts.isShorthandPropertyAssignment(parent)) return false;
  return named.name === node || named.propertyName === node;
}

function globalUsedBy(node: ts.Node): string | undefined {
  if (ts.isIdentifier(node)) {
    return GLOBALS.has(node.text) && !isOnlyAName(node) ? node.text : undefined;
  }
  const access = ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
  if (!access || !ts.isIdentifier(node.expression)) return undefined;
  const name = ts.isPropertyAccessExpression(node)
    ? node.name.text
    : textOf(node.argumentExpression);
  if (name === "sendBeacon" && node.expression.text === "navigator") return name;
  const global = name !== undefined && GLOBALS.has(name);
  return global && GLOBAL_OBJECTS.has(node.expression.text) ? name : undefined;
}

/** Every place of a source file by which something outside could be called: types and tests' stand-ins are not asked. */
export function findOutsideCalls(path: string, source: string): Finding[] {
  const kind = path.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true, kind);
  const found: Finding[] = [];
  const visit = (node: ts.Node): void => {
    const what = importedBy(node) ?? globalUsedBy(node);
    if (what !== undefined) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      found.push({ line: line + 1, what });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Whether a file calls by way of the resilience module: it imports what calls, not its types alone. */
export function importsResilience(path: string, source: string): boolean {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  return file.statements.some(
    (node) =>
      ts.isImportDeclaration(node) &&
      !node.importClause?.isTypeOnly &&
      /resilience\/(?:call|stream|fetch)-outside$/.test(textOf(node.moduleSpecifier) ?? ""),
  );
}
