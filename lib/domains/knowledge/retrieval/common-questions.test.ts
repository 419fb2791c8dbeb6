import { expect, it } from "vitest";
import { writtenFor } from "./common-questions";

it.each([
  ["When are you open?", "en", "opening hours"],
  ["open on sunday?", "en", "opening hours"],
  ["Where are you?", "en", "address"],
  ["Do I need ID?", "en", "identity"],
  ["Habt ihr sonntags auf?", "de", "Öffnungszeiten"],
  ["Wo seid ihr?", "de", "Adresse"],
  ["¿A qué hora abren?", "es", "horario"],
  ["Où êtes-vous situés ?", "fr", "adresse"],
])("%s is answered under %s: %s", (question, language, word) => {
  expect(writtenFor(question, language).map(([written]) => written)).toEqual([word]);
});

it.each([
  ["Is the cargo bike heavy?", "en"],
  ["Do you have an idea?", "en"],
  ["Are you open on Christmas Day?", "en"],
  ["Was kostet ein Helm?", "de"],
])("%s is none of the common ones", (question, language) => {
  expect(writtenFor(question, language)).toEqual([]);
});
