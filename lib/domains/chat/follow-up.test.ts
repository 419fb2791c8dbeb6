import { expect, it } from "vitest";
import { understoodAlone } from "./follow-up";

const said = (...questions: string[]) =>
  questions.flatMap((text) => [
    { role: "visitor" as const, text },
    { role: "assistant" as const, text: "It costs £20." },
  ]);

it.each([
  ["And for a week?", ["How much is a tandem?"], "How much is a tandem? And for a week?"],
  ["¿Y el sábado?", ["¿Cuándo abren?"], "¿Cuándo abren? ¿Y el sábado?"],
  ["or two?", ["A tandem?", "and a day?"], "A tandem? and a day? or two?"],
  ["Andalusia?", ["How much is a tandem?"], "Andalusia?"],
  ["Where are you?", ["How much is a tandem?"], "Where are you?"],
  ["And for a week?", [], "And for a week?"],
])("%s after %j is understood as %s", (question, before, understood) => {
  expect(understoodAlone({ question, history: said(...before) })).toBe(understood);
});
