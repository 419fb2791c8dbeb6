export interface Texts {
  assistant: string;
  aiNotice: (organization: string) => string;
  greetingBy: string;
  messages: string;
  you: string;
  placeholder: string;
  inputLabel: string;
  send: string;
  close: string;
  tooLong: string;
  footnote: string;
  quoted: string;
  thinking: string;
  queued: string;
  offlineBanner: string;
  offline: string;
  reconnecting: string;
  limited: (seconds: number) => string;
  failedConnection: string;
  failedServer: string;
  failedLimited: string;
  failedUnavailable: string;
  failedRejected: string;
  retry: string;
  sources: (count: number) => string;
  source: (index: number) => string;
  openSource: string;
}

const english: Texts = {
  assistant: "AI assistant",
  aiNotice: (organization) =>
    `You are chatting with an AI, not a person. It answers only from information provided by ${organization}.`,
  greetingBy: "Welcome",
  messages: "Messages",
  you: "You",
  placeholder: "Type your question…",
  inputLabel: "Your question",
  send: "Send",
  close: "Close chat",
  tooLong: "Please shorten your question.",
  footnote: "AI can make mistakes. Check the sources.",
  quoted: "Quoted from our pages",
  thinking: "Looking for an answer…",
  queued: "Waiting to be sent",
  offlineBanner: "You are offline. Your messages are sent when you are back.",
  offline: "Will be sent when you are online again",
  reconnecting: "Connection lost, reconnecting…",
  limited: (seconds) => `Many questions at once. This one continues in ${seconds} s.`,
  failedConnection: "The connection was lost. Your question is still here.",
  failedServer: "Something went wrong on our side. Your question is still here.",
  failedLimited: "Too many questions for now. Please try again in a few minutes.",
  failedUnavailable: "This chat is not available at the moment.",
  failedRejected: "This question could not be accepted.",
  retry: "Try again",
  sources: (count) => (count === 1 ? "Source" : "Sources"),
  source: (index) => `Source ${index}`,
  openSource: "Open page",
};

const german: Texts = {
  assistant: "KI-Assistent",
  aiNotice: (organization) =>
    `Hier antwortet eine KI, kein Mensch. Sie antwortet nur mit Informationen von ${organization}.`,
  greetingBy: "Willkommen",
  messages: "Nachrichten",
  you: "Sie",
  placeholder: "Ihre Frage …",
  inputLabel: "Ihre Frage",
  send: "Senden",
  close: "Chat schließen",
  tooLong: "Bitte kürzen Sie Ihre Frage.",
  footnote: "KI kann sich irren. Prüfen Sie die Quellen.",
  quoted: "Wörtlich von unseren Seiten",
  thinking: "Antwort wird gesucht …",
  queued: "Wartet auf das Senden",
  offlineBanner: "Sie sind offline. Nachrichten werden gesendet, sobald Sie wieder verbunden sind.",
  offline: "Wird gesendet, sobald Sie wieder online sind",
  reconnecting: "Verbindung unterbrochen, neuer Versuch …",
  limited: (seconds) => `Viele Fragen auf einmal. Diese geht in ${seconds} s weiter.`,
  failedConnection: "Die Verbindung ist abgebrochen. Ihre Frage ist noch da.",
  failedServer: "Bei uns ist ein Fehler aufgetreten. Ihre Frage ist noch da.",
  failedLimited:
    "Zu viele Fragen im Moment. Bitte versuchen Sie es in einigen Minuten noch einmal.",
  failedUnavailable: "Dieser Chat ist zurzeit nicht verfügbar.",
  failedRejected: "Diese Frage konnte nicht angenommen werden.",
  retry: "Noch einmal versuchen",
  sources: (count) => (count === 1 ? "Quelle" : "Quellen"),
  source: (index) => `Quelle ${index}`,
  openSource: "Seite öffnen",
};

const spanish: Texts = {
  assistant: "Asistente de IA",
  aiNotice: (organization) =>
    `Está hablando con una IA, no con una persona. Responde solo con información de ${organization}.`,
  greetingBy: "Bienvenida",
  messages: "Mensajes",
  you: "Usted",
  placeholder: "Escriba su pregunta…",
  inputLabel: "Su pregunta",
  send: "Enviar",
  close: "Cerrar el chat",
  tooLong: "Acorte su pregunta, por favor.",
  footnote: "La IA puede equivocarse. Compruebe las fuentes.",
  quoted: "Citado de nuestras páginas",
  thinking: "Buscando una respuesta…",
  queued: "Pendiente de envío",
  offlineBanner: "No hay conexión. Los mensajes se enviarán cuando vuelva.",
  offline: "Se enviará cuando vuelva la conexión",
  reconnecting: "Conexión perdida, reconectando…",
  limited: (seconds) => `Muchas preguntas a la vez. Esta continúa en ${seconds} s.`,
  failedConnection: "Se perdió la conexión. Su pregunta sigue aquí.",
  failedServer: "Se ha producido un error por nuestra parte. Su pregunta sigue aquí.",
  failedLimited: "Demasiadas preguntas por ahora. Inténtelo de nuevo en unos minutos.",
  failedUnavailable: "Este chat no está disponible en este momento.",
  failedRejected: "No se pudo aceptar esta pregunta.",
  retry: "Reintentar",
  sources: (count) => (count === 1 ? "Fuente" : "Fuentes"),
  source: (index) => `Fuente ${index}`,
  openSource: "Abrir la página",
};

const french: Texts = {
  assistant: "Assistant IA",
  aiNotice: (organization) =>
    `Vous parlez à une IA, pas à une personne. Elle répond uniquement avec les informations de ${organization}.`,
  greetingBy: "Bienvenue",
  messages: "Messages",
  you: "Vous",
  placeholder: "Posez votre question…",
  inputLabel: "Votre question",
  send: "Envoyer",
  close: "Fermer le chat",
  tooLong: "Veuillez raccourcir votre question.",
  footnote: "L’IA peut se tromper. Vérifiez les sources.",
  quoted: "Cité de nos pages",
  thinking: "Recherche d’une réponse…",
  queued: "En attente d’envoi",
  offlineBanner: "Vous êtes hors ligne. Vos messages partiront au retour de la connexion.",
  offline: "Sera envoyé au retour de la connexion",
  reconnecting: "Connexion perdue, nouvelle tentative…",
  limited: (seconds) => `Beaucoup de questions à la fois. Celle-ci reprend dans ${seconds} s.`,
  failedConnection: "La connexion a été perdue. Votre question est toujours là.",
  failedServer: "Une erreur s’est produite de notre côté. Votre question est toujours là.",
  failedLimited: "Trop de questions pour le moment. Réessayez dans quelques minutes.",
  failedUnavailable: "Ce chat n’est pas disponible pour le moment.",
  failedRejected: "Cette question n’a pas pu être acceptée.",
  retry: "Réessayer",
  sources: (count) => (count === 1 ? "Source" : "Sources"),
  source: (index) => `Source ${index}`,
  openSource: "Ouvrir la page",
};

const translations: Readonly<Record<string, Texts>> = { de: german, es: spanish, fr: french };

/** The panel's words in a language (ISO 639-1, region ignored); English for those we do not have. */
export function panelTexts(language: string): Texts {
  return translations[language.slice(0, 2).toLowerCase()] ?? english;
}
