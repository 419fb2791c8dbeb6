import "server-only";
import type { Mail } from "@/lib/platform/mail/send-mail";
import type { MessagesPage } from "./schema";

type Words = Record<
  "subject" | "intro" | "you" | "assistant" | "person" | "sources" | "unasked",
  string
>;

const ENGLISH: Words = {
  subject: "Your conversation with",
  intro: "This is the conversation that you asked to have sent to you. Times are in UTC.",
  you: "You",
  assistant: "AI assistant",
  person: "Team",
  sources: "Sources",
  unasked:
    "If you did not ask for this mail, somebody mistyped their address. Nothing else follows.",
};

const WORDS: Readonly<Record<string, Words>> = {
  de: {
    subject: "Ihr Gespräch mit",
    intro: "Dies ist das Gespräch, das Sie sich senden ließen. Die Zeiten sind in UTC angegeben.",
    you: "Sie",
    assistant: "KI-Assistent",
    person: "Team",
    sources: "Quellen",
    unasked:
      "Wenn Sie diese E-Mail nicht angefordert haben, hat sich jemand bei der Adresse vertippt. Es folgt nichts weiter.",
  },
  es: {
    subject: "Su conversación con",
    intro: "Esta es la conversación que pidió recibir. Las horas están en UTC.",
    you: "Usted",
    assistant: "Asistente de IA",
    person: "Equipo",
    sources: "Fuentes",
    unasked: "Si no pidió este correo, alguien escribió mal su dirección. No recibirá ningún otro.",
  },
  fr: {
    subject: "Votre conversation avec",
    intro: "Voici la conversation que vous avez demandé à recevoir. Les heures sont en UTC.",
    you: "Vous",
    assistant: "Assistant IA",
    person: "Équipe",
    sources: "Sources",
    unasked:
      "Si vous n’avez pas demandé ce message, quelqu’un s’est trompé d’adresse. Rien d’autre ne suivra.",
  },
};

/** A name is anybody's own words: on one line, and short enough to be no message of its own. */
function inLine(name: string): string {
  const line = name.replace(/[\s\p{C}]+/gu, " ").trim();
  return [...line].slice(0, 60).join("");
}

/** A conversation as a mail of plain text alone: markup in a message stays the characters that it is. */
export function transcriptMail(
  { email, language, organization }: { email: string; language: string; organization: string },
  messages: MessagesPage["messages"],
): Mail {
  const words = WORDS[language] ?? ENGLISH;
  const time = new Intl.DateTimeFormat(WORDS[language] ? language : "en", {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: "UTC",
  });
  const parts = messages.map(({ role, text, createdAt, authorName, citations }) => {
    const who =
      role === "visitor"
        ? words.you
        : role === "member"
          ? inLine(authorName ?? words.person)
          : words.assistant;
    const sources = citations.map(({ index, title, url }) =>
      [`[${index}]`, inLine(title), ...(url ? [url] : [])].join(" "),
    );
    return [
      `${who} · ${time.format(new Date(createdAt))}`,
      text,
      ...(sources.length > 0 ? [`${words.sources}:`, ...sources] : []),
    ].join("\n");
  });
  return {
    to: email,
    subject: `${words.subject} ${inLine(organization)}`,
    text: [words.intro, ...parts, words.unasked].join("\n\n"),
  };
}
