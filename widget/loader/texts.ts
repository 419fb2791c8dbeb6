/** What the panel is called, in each of our languages. */
export const PANEL_NAME = "Chat";

export interface LoaderTexts {
  open: string;
  /** Before the number of unread ones. */
  unread: string;
  close: string;
  loading: string;
  refused: string;
}

const english: LoaderTexts = {
  open: "Open chat",
  unread: "New messages",
  close: "Close chat",
  loading: "Opening the chat…",
  refused:
    "The chat is not available on this page. Please use the contact details on this website.",
};

const translations: Readonly<Record<string, LoaderTexts>> = {
  de: {
    open: "Chat öffnen",
    unread: "Neue Nachrichten",
    close: "Chat schließen",
    loading: "Der Chat wird geöffnet …",
    refused:
      "Der Chat ist auf dieser Seite nicht verfügbar. Bitte nutzen Sie die Kontaktdaten dieser Website.",
  },
  es: {
    open: "Abrir el chat",
    unread: "Mensajes nuevos",
    close: "Cerrar el chat",
    loading: "Abriendo el chat…",
    refused:
      "El chat no está disponible en esta página. Utilice los datos de contacto de este sitio web.",
  },
  fr: {
    open: "Ouvrir le chat",
    unread: "Nouveaux messages",
    close: "Fermer le chat",
    loading: "Ouverture du chat…",
    refused:
      "Le chat n’est pas disponible sur cette page. Utilisez les coordonnées indiquées sur ce site.",
  },
};

/** The language of the host page by its `lang` attribute, as two letters; empty where it has none. */
export function pageLanguage(): string {
  const language = document.documentElement.lang.slice(0, 2).toLowerCase();
  return /^[a-z]{2}$/.test(language) ? language : "";
}

/** The launcher's words in a language, else in English. */
export function loaderTexts(language: string): LoaderTexts {
  return translations[language] ?? english;
}
