import "server-only";
import type { z } from "zod";

type Issue = z.core.$ZodRawIssue;
type Size = z.core.$ZodIssueTooBig["origin"];

const TYPES: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
  file: "a file",
  null: "null",
};

const FORMATS: Readonly<Record<string, string>> = {
  email: "an email address",
  url: "a web address",
  uuid: "a UUID",
  datetime: "a time as in 2026-01-31T09:00:00Z",
  date: "a date as in 2026-01-31",
};

/** One of them, and several. */
const UNITS: Partial<Record<Size, readonly [string, string]>> = {
  string: ["character", "characters"],
  array: ["entry", "entries"],
  file: ["byte", "bytes"],
};

function sized(origin: Size, bound: string, limit: number | bigint): string {
  const unit = UNITS[origin];
  const amount = limit.toLocaleString("en");
  if (!unit) return `Must be ${bound} ${amount}`;
  return `Must have ${bound} ${amount} ${unit[limit === 1 ? 0 : 1]}`;
}

/**
 * What is wrong with a value, in words for people who do not know the library that found it. Only asked where a schema
 * says nothing of its own.
 */
export function plainMessage(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined) return "Is required";
      return `Must be ${TYPES[issue.expected] ?? "of another type"}`;
    case "invalid_value":
      if (issue.input === undefined) return "Is required";
      return issue.values.length === 1
        ? `Must be ${String(issue.values[0])}`
        : `Must be one of ${issue.values.map(String).join(", ")}`;
    case "too_big":
      return sized(issue.origin, issue.inclusive ? "at most" : "less than", issue.maximum);
    case "too_small":
      return sized(issue.origin, issue.inclusive ? "at least" : "more than", issue.minimum);
    case "invalid_format":
      return FORMATS[issue.format]
        ? `Must be ${FORMATS[issue.format]}`
        : "Is not in the right form";
    case "not_multiple_of":
      return `Must be a multiple of ${issue.divisor}`;
    case "unrecognized_keys":
      return "Unknown field";
    default:
      return "Is not valid";
  }
}
