import { describe, expect, it } from "vitest";
import { ProblemError } from "@/lib/core/problem";
import { fieldFaults } from "./field-faults";

const values = { question: "When?", words: "a, b", alternatives: ["Open?", "Closed?"] };

function refused(...errors: [field: string, message: string][]): ProblemError {
  return new ProblemError({
    title: "The input is not valid",
    status: 422,
    detail: "Some fields need a correction.",
    code: "invalid_input",
    errors: errors.map(([field, message]) => ({ field, message })),
  });
}

describe("fieldFaults", () => {
  it("places what the server says of a field, however deep it names it, in the form's order", () => {
    const problem = refused(
      ["alternatives.1", "Must not be empty"],
      ["input.question", "At most 300 characters"],
    );
    expect(fieldFaults(problem, values)).toEqual({
      faults: [
        { name: "question", message: "At most 300 characters" },
        { name: "alternatives.1", message: "Must not be empty" },
      ],
      elsewhere: false,
    });
  });

  it("places what it says of a part at the field that the part was typed into", () => {
    const { faults } = fieldFaults(refused(["words.4", "At most 100 characters"]), values);
    expect(faults).toEqual([{ name: "words", message: "At most 100 characters" }]);
  });

  it("says the first of two of one field", () => {
    const { faults } = fieldFaults(refused(["question", "One"], ["question", "Two"]), values);
    expect(faults).toEqual([{ name: "question", message: "One" }]);
  });

  it("says that there is something about none of its fields", () => {
    expect(fieldFaults(refused(["token", "Too long"]), values).elsewhere).toBe(true);
    expect(fieldFaults(refused(), values)).toEqual({ faults: [], elsewhere: true });
    const both = refused(["token", "Too long"], ["question", "Empty"]);
    expect(fieldFaults(both, values).elsewhere).toBe(true);
    expect(fieldFaults(both, values).faults).toHaveLength(1);
  });
});
