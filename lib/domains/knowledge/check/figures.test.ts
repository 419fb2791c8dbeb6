import { describe, expect, it } from "vitest";
import { readFigures } from "./figures";

const valuesOf = (text: string) =>
  Object.fromEntries([...readFigures(text).values].map(([kind, of]) => [kind, [...of.keys()]]));

describe("readFigures", () => {
  it.each<[string, Record<string, string[]>]>([
    ["A tandem costs £42.50 a day.", { price: ["42.5 GBP"] }],
    ["Das kostet 1.200,50 € im Jahr.", { price: ["1200.5 EUR"] }],
    ["It costs 1,200.50 euros.", { price: ["1200.5 EUR"] }],
    ["Open 9:00–18:00", { time: ["540", "1080"] }],
    ["Open from 9 am to 6 p.m.", { time: ["540", "1080"] }],
    ["Von 9 Uhr bis 18.30 Uhr", { time: ["540", "1110"] }],
    ["De 9h30 à 18 h 00", { time: ["570", "1080"] }],
    ["It closes at noon, never at midnight.", { time: ["720", "1440"] }],
    ["Delivery takes two working days.", { duration: ["2880"] }],
    ["Nach 14 Tagen", { duration: ["20160"] }],
    ["120 minutes", { duration: ["120"] }],
    ["A deposit of 20 % is due.", { percentage: ["20"] }],
    ["Monday to Fridays", { day: ["d1", "d5"] }],
    ["Room for 12 cars.", { "number of cars": ["12"] }],
    ["Call 01632 960142", { "phone number": ["01632960142"] }],
    ["Write to Hello@shop.example.", { "e-mail": ["hello@shop.example"] }],
    ["Nothing of the kind.", {}],
  ])("reads %s", (text, expected) => {
    expect(valuesOf(text)).toEqual(expected);
  });

  it("leaves the words", () => {
    expect(readFigures("A tandem costs £42 a day.").rest.replace(/\s+/g, " ")).toBe(
      "A tandem costs a day.",
    );
  });
});
