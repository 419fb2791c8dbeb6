import { describe, expect, it } from "vitest";
import { calendarNames } from "./calendar";
import { kindOfQuestion } from "./question-kind";

describe("kindOfQuestion", () => {
  it.each([
    ["How much is a tandem?", "Tandem: £42", "Tandem: 42 kg"],
    ["Was kostet ein Helm?", "5 € am Tag", "am Montag"],
    ["What are your opening hours?", "9:00 – 18:00", "from 1 April to 31 October"],
    ["When is the tour?", "Fri 18:30", "It is easy."],
    ["Wann ist die Tour?", "samstags", "ab 18 Jahren"],
    ["Quels sont vos horaires ?", "de 9 h 30 à 18 h", "le matin"],
    ["How long does it take?", "4 working days", "£4"],
    ["How far is it?", "60 km", "not far"],
    ["When are you open?", "9:00 – 18:00", "from 1 April"],
    ["What is your phone number?", "01632 960142", "from 9 to 5"],
    ["What is your e-mail address?", "hello@shop.example", "by e-mail"],
    ["How do I book a repair?", "Please book at shop.example/workshop", "We repair bikes."],
    ["Wie buche ich eine Reparatur?", "Bitte rufen Sie an.", "Wir reparieren Räder."],
    ["Where are you?", "14 Quay Lane, Maresford", "by the sea"],
  ])("takes for an answer to %s: %s, and not: %s", (question, answer, other) => {
    const kind = kindOfQuestion(question, "en");
    expect(kind?.answers.test(answer)).toBe(true);
    expect(kind?.answers.test(other)).toBe(false);
  });

  it.each(["Can I bring my dog?", "Do you charge batteries?", "Is it far?"])(
    "sees no figure asked for in: %s",
    (question) => {
      expect(kindOfQuestion(question, "en")).toBeUndefined();
    },
  );
});

describe("calendarNames", () => {
  it.each([
    ["Open on Christmas Day?", "Closed on 25 and 26 December."],
    ["Open on New Year's Day?", "Closed on 1 January."],
    ["Hours in spring?", "March to June"],
    ["An Weihnachten offen?", "Am 25. und 26. Dezember geschlossen."],
    ["Abiertos en verano?", "de junio a agosto"],
    ["Ouvert en hiver ?", "de novembre à février"],
  ])("knows for %s that a timetable says %s", (question, written) => {
    expect(calendarNames(question).some((name) => name.written.test(written))).toBe(true);
  });

  it("names nothing in a question without a date", () => {
    expect(calendarNames("Can you recommend a springer spaniel?")).toEqual([]);
  });
});
