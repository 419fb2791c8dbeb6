import { describe, expect, it } from "vitest";
import { analyze } from "@/lib/domains/knowledge/retrieval/analyze";
import type { RetrievedPassages } from "@/lib/domains/knowledge/search-service";
import { readBusiness } from "@/prisma/seed/demo/read-business";
import { composeExtractiveAnswer } from "./extractive";

type Passage = RetrievedPassages["passages"][number];

function passage(title: string, text: string, more: Partial<Passage> = {}): Passage {
  const bare = {
    documentId: title,
    chunkId: title,
    kind: "document",
    url: null,
    heading: "",
    language: "en",
    score: 1,
    alike: false,
  } as const;
  return { ...bare, alternatives: [], title, text, ...more };
}

/** All words of a question are as rare, unless a test says otherwise. */
function answer(question: string, passages: Passage[], more: Partial<RetrievedPassages> = {}) {
  const rarity = new Map(
    ["en", "de"].flatMap((language) => analyze(question, language)).map((term) => [term, 1]),
  );
  const found = { passages, language: "en", rarity, confidence: 0.9, answerable: true, ...more };
  return composeExtractiveAnswer(question, found);
}

const PRICES = `All prices are for one bike.

| Bike | Half day | Full day |
| --- | --- | --- |
| City bike | £14 | £20 |
| Tandem | £30 | £42 |

## Deposit

Please bring a card. We reserve this much:

- Tandem: £80
- City bike: £50`;

const HOURS = `## Summer hours

We are here for you.

| Day | Shop |
| --- | --- |
| Monday to Saturday | 9:00 – 18:00 |
| Sunday | 10:00 – 16:00 |

## Public holidays

We are closed on 25 and 26 December.

## Groups

Write to us. Groups are welcome on every day.`;

describe("composeExtractiveAnswer", () => {
  const prices = passage("Rental prices", PRICES);
  const hours = passage("Opening hours", HOURS);

  it("says the row that was asked for, with its table's head", () => {
    const { text, outcome } = answer("How much is a tandem for a day?", [prices]);
    expect(outcome).toBe("answered");
    expect(text).toContain(
      "| Bike | Half day | Full day |\n| --- | --- | --- |\n| Tandem | £30 | £42 |",
    );
    expect(text).not.toContain("City bike | £14");
  });

  it("takes the right words from a passage that was not found first", () => {
    const first = passage("Tandems", "Our tandems are blue. A tandem is for two on a long day.");
    const { text, citations } = answer("How much is a tandem for a day?", [
      first,
      { ...prices, score: 0.8 },
    ]);
    expect(citations[0]).toMatchObject({ index: 1, title: "Rental prices" });
    expect(text).toContain("£42");
  });

  it("says all rows under the heading that names what is asked", () => {
    const { text } = answer("What are your opening hours in summer?", [hours]);
    expect(text).toContain("9:00 – 18:00");
    expect(text).toContain("10:00 – 16:00");
  });

  it("knows how a timetable writes a holiday", () => {
    expect(answer("Are you open on Christmas Day?", [hours]).text).toBe(
      "We are closed on 25 and 26 December. [1]",
    );
  });

  it("says a list's item with the sentence that opens it", () => {
    expect(answer("How high is the deposit for a tandem?", [prices]).text).toContain(
      "We reserve this much:\n- Tandem: £80",
    );
  });

  it("says a short FAQ whole and cuts a long one", () => {
    const asked = { kind: "faq" } as const;
    const short = passage("Can I park?", "Yes. It costs £2.", asked);
    expect(answer("Where can I park?", [short]).text).toBe("Yes. It costs £2. [1]");
    const long = passage(
      "Can I park?",
      `${"Words and words. ".repeat(60)}You can park here.`,
      asked,
    );
    const { text } = answer("Can I park here?", [long]);
    expect(text).toContain("You can park here.");
    expect(text.length).toBeLessThan(600);
  });

  it("quotes: each sentence stands word for word in the source it cites", () => {
    const { receipt, citations } = answer("When are you open on Sunday?", [hours, prices]);
    expect(receipt.length).toBeGreaterThan(0);
    expect(new Set(receipt.map(({ status }) => status))).toEqual(new Set(["quoted"]));
    for (const { quote } of citations) expect(`${HOURS}${PRICES}`).toContain(quote);
  });

  it("is the honest no in the question's language below the threshold and without passages", () => {
    const below = answer("Was?", [prices], { answerable: false, confidence: 0.1, language: "de" });
    expect(below).toMatchObject({
      outcome: "no_answer",
      citations: [],
      receipt: [],
      confidence: 0.1,
    });
    expect(below.text).toContain("keine Informationen");
    expect(answer("Anything?", []).outcome).toBe("no_answer");
  });

  it("answers a greeting and thanks politely, in the visitor's language", () => {
    const nothing = { answerable: false, confidence: 0 };
    expect(answer("Hi!", [prices], nothing)).toMatchObject({
      outcome: "no_answer",
      text: "Hello! What would you like to know?",
    });
    expect(answer("danke", [], { ...nothing, language: "de" }).text).toContain("Gern!");
    expect(answer("Hi, do you rent boats?", [], nothing).text).toContain("don't have information");
  });

  it("quotes all that it says of a source", () => {
    const { text, citations } = answer("What are your opening hours?", [
      passage("Opening hours", HOURS.replace("closed on 25", "open 9:00 – 12:00 on 25")),
    ]);
    const said = text.split("\n").filter((line) => line.startsWith("| ") && !line.includes("---"));
    expect(said.length).toBeGreaterThan(0);
    for (const line of said) expect(citations[0]?.quote).toContain(line);
  });

  it("says a table whole when most of it answers", () => {
    const week = passage(
      "Opening hours",
      `| Day | Shop |
| --- | --- |
| Tuesday to Friday | 9:00 – 18:00 |
| Saturday | 9:00 – 16:00 |
| Sunday and Monday | closed |`,
    );
    expect(answer("What are your opening hours?", [week]).text).toContain("| closed |");
    expect(answer("Are you open on Saturday?", [week]).text).not.toContain("Tuesday");
  });

  it("says of a link its words and of a picture what it shows", () => {
    const lake = passage(
      "Lake",
      "See [our (old) map](https://a.example/x_(y).pdf) of ![the lake](l.png).",
    );
    expect(answer("Where is the lake?", [lake]).text).toBe("See our (old) map of the lake. [1]");
  });

  it("says what a table or a list stands under", () => {
    expect(answer("How high is the deposit for a tandem?", [prices]).text).toContain("**Deposit**");
  });

  it("does not take for an answer what is said of something else than the question names", () => {
    const pay = passage("Can I pay in cash?", "Yes, in the shop.", { kind: "faq" });
    expect(answer("Can I pay with Bitcoin?", [pay]).outcome).toBe("no_answer");
    expect(answer("Can I pay in Cash?", [pay]).outcome).toBe("answered");
    const inGerman = answer("Kann ich mit Karte zahlen?", [{ ...pay, alike: true }], {
      language: "de",
    });
    expect(inGerman.outcome).toBe("answered");
  });

  it("says the yes or no of a FAQ to its own questions alone", () => {
    const cash = passage("Can I pay in cash?", "Yes, in the shop. We take cards as well.", {
      kind: "faq",
      alternatives: ["Is money accepted?"],
    });
    const ask = (question: string) => answer(question, [cash]);
    expect(ask("can I pay in cash").text).toBe("Yes, in the shop. We take cards as well. [1]");
    expect(ask("Do you accept money?").text).toBe("Yes, in the shop. We take cards as well. [1]");
    expect(ask("Do you take bitcoin?").text).toBe("We take cards as well. [1]");
    expect(ask("Do you sell pizza?").outcome).toBe("no_answer");
    expect(ask("Do you take wedding photographs?").outcome).toBe("no_answer");
    const only = passage("Can I pay in cash?", "Yes, in the shop.", { kind: "faq" });
    expect(answer("can I pay with bitcoin", [only]).outcome).toBe("no_answer");
  });

  it("says nothing of a passage that says too little of the question, unless it means the same", () => {
    const shoes = passage("Tours", "Wear comfortable shoes.");
    const ask = (more: Partial<Passage>, rarity: [string, number][]) =>
      answer("Do you sell running shoes?", [{ ...shoes, ...more }], { rarity: new Map(rarity) })
        .outcome;
    expect(
      ask({}, [
        ["sell", 1],
        ["run", 1],
        ["shoe", 1],
      ]),
    ).toBe("no_answer");
    expect(
      ask({ alike: true }, [
        ["sell", 1],
        ["run", 1],
        ["shoe", 1],
      ]),
    ).toBe("answered");
    // What the organization seldom says decides.
    expect(
      ask({}, [
        ["sell", 1],
        ["run", 1],
        ["shoe", 4],
      ]),
    ).toBe("answered");
  });

  it("tells of what is named, not of what only shares the words around it", async () => {
    const { contents } = await readBusiness("larkspoke");
    const found = (externalId: string, score: number) => {
      const {
        kind,
        title,
        body,
        alternatives = [],
      } = contents.find((content) => content.externalId === externalId)!;
      return passage(title, body, { kind, alternatives, score, alike: true });
    };
    // As the embedded model ranks them: the puncture and the loan bike come first.
    const chain = answer("What does a new chain cost?", [
      found("faq-repair-while-wait", 1.08),
      found("workshop-prices", 0.97),
    ]);
    expect(chain.citations[0]?.title).toBe("Repair prices");
    expect(chain.text).toContain("| Replace a chain | £22 |");
    expect(chain.text).not.toContain("Puncture");
    const repair = answer("How do I book a repair?", [
      found("faq-loan-bike", 1.2),
      found("workshop-booking-and-turnaround", 1.07),
      found("faq-pay-cash", 1.03),
    ]);
    expect(repair.text).toMatch(/^For services please book at larkspoke\.example\/workshop/);
  });

  it("takes a FAQ in another language for what it was found for, since no word tells what it is asked", () => {
    const german = { language: "de", alike: true };
    const hire = passage(
      "Kann ich ein Faltrad ausleihen?",
      "Das Brompton gibt es für 20 Euro am Tag.",
      { ...german, kind: "faq" },
    );
    const window = passage("Laden", "Im Schaufenster steht ein Brompton.", german);
    const { citations } = answer("Is the Brompton for rent?", [hire, { ...window, score: 0.9 }]);
    expect(citations[0]?.title).toBe(hire.title);
  });

  it("goes on with the steps of a way, whatever telephone numbers stand in a table", () => {
    const booking = passage(
      "Workshop",
      `To book a repair, bring the bike first. Then we name a day together.

| Workshop | Telephone |
| --- | --- |
| Quay Lane | 01632 960142 |`,
    );
    expect(answer("How do I book a repair?", [booking]).text).toContain("Then we name a day");
    expect(answer("Which phone number books a repair?", [booking]).text).toContain("960142");
  });

  it("says nothing of a FAQ that says no word of the question", () => {
    const seats = passage("How can I take children along?", "With a child seat.", { kind: "faq" });
    expect(answer("Do you sell wedding cakes?", [seats]).outcome).toBe("no_answer");
  });
});
