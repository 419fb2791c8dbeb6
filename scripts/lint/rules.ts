import type { Rule } from "eslint";
import { basename } from "node:path";

type Program = Parameters<NonNullable<Rule.RuleListener["Program"]>>[0];

/** Packages that a browser may load as well. */
const anywhere = /^(\.|@\/|(zod|tinyld)(\/|$))/;
/** A service or a repository of a domain, always on the server. */
const serverFile = /^(service|repository)(\.|-|$)|-(service|repository)\./;

function importSources(program: Program): string[] {
  return program.body.flatMap((node) =>
    node.type === "ImportDeclaration" ? [String(node.source.value)] : [],
  );
}

/** A server file says so in its first line, so that a browser bundle with it in fails to build. */
const serverOnlyFirst: Rule.RuleModule = {
  meta: { type: "problem", schema: [], messages: { first: 'Begin with import "server-only".' } },
  create(context) {
    return {
      Program(program) {
        const [first, ...others] = importSources(program);
        if (first === "server-only") return;
        const outside = [first, ...others].some((source) => source && !anywhere.test(source));
        if (outside || serverFile.test(basename(context.filename))) {
          context.report({ node: program, messageId: "first" });
        }
      },
    };
  },
};

/** Every export of a "use server" file is an endpoint: it must have gone through defineAction. */
const wrappedActions: Rule.RuleModule = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      wrapped: 'A "use server" file exports only constants made by defineAction(…) or its like.',
    },
  },
  create(context) {
    const isServerActions = context.sourceCode.ast.body.some(
      (node) => "directive" in node && node.directive === "use server",
    );
    if (!isServerActions) return {};
    return {
      ExportAllDeclaration: (node) => context.report({ node, messageId: "wrapped" }),
      ExportDefaultDeclaration: (node) => context.report({ node, messageId: "wrapped" }),
      ExportNamedDeclaration(node) {
        if ("exportKind" in node && node.exportKind === "type") return;
        const { declaration } = node;
        const wrapped =
          declaration?.type === "VariableDeclaration" &&
          declaration.declarations.every(
            ({ init }) =>
              init?.type === "CallExpression" &&
              init.callee.type === "Identifier" &&
              /^define\w*Action$/.test(init.callee.name),
          );
        if (!wrapped) context.report({ node, messageId: "wrapped" });
      },
    };
  },
};

/**
 * What outlives a transaction leaks to whoever gets the connection next: on the embedded Postgres to
 * everybody, since it is one session.
 */
const sessionFeature = new RegExp(
  [
    String.raw`(?:^|;)\s*(?:RESET|LISTEN|UNLISTEN|NOTIFY|DISCARD|DEALLOCATE|PREPARE)\s+\w`,
    String.raw`(?:^|;)\s*SET\s+(?!LOCAL\b|CONSTRAINTS\b|TRANSACTION\b)\w`,
    String.raw`\bCREATE\s+(?:TEMP|TEMPORARY)\b`,
    String.raw`\bset_config\s*\([^()]*,\s*false\s*\)`,
    String.raw`\bpg_(?:try_)?advisory_lock(?:_shared)?\s*\(`,
  ].join("|"),
  "i",
);

const noSessionSql: Rule.RuleModule = {
  meta: {
    type: "problem",
    schema: [],
    messages: { session: "SQL must not change the session: use SET LOCAL or its like." },
  },
  create(context) {
    const check = (node: Rule.Node, text: unknown) => {
      // Prose also begins with "Set …" or "Listen to …"; SQL here is written in capitals.
      if (typeof text !== "string" || !sessionFeature.test(text)) return;
      if (/[A-Z]{3,}|set_config|advisory/.test(text))
        context.report({ node, messageId: "session" });
    };
    return {
      Literal: (node) => check(node, node.value),
      TemplateLiteral: (node) =>
        check(node, node.quasis.map(({ value }) => value.cooked).join("$1")),
    };
  },
};

export const frontdeskRules = {
  rules: {
    "server-only-first": serverOnlyFirst,
    "wrapped-actions": wrappedActions,
    "no-session-sql": noSessionSql,
  },
};
