export interface LoaderTexts {
  open: string;
  close: string;
  panel: string;
  loading: string;
  refused: string;
}

const english: LoaderTexts = {
  open: "Open chat",
  close: "Close chat",
  panel: "Chat",
  loading: "Opening the chat…",
  refused:
    "The chat is not available on this page. Please use the contact details on this website.",
};

const translations: Readonly<Record<string, LoaderTexts>> = {
  de: {
    open: "Chat öffnen",
    close: "Chat schließen",
    panel: "Chat",
    loading: "Der Chat wird geöffnet …",
    refused:
      "Der Chat ist auf dieser Seite nicht verfügbar. Bitte nutzen Sie die Kontaktdaten dieser Website.",
  },
  es: {
    open: "Abrir el chat",
    close: "Cerrar el chat",
    panel: "Chat",
    loading: "Abriendo el chat…",
    refused:
      "El chat no está disponible en esta página. Utilice los datos de contacto de este sitio web.",
  },
  fr: {
    open: "Ouvrir le chat",
    close: "Fermer le chat",
    panel: "Chat",
    loading: "Ouverture du chat…",
    refused:
      "Le chat n’est pas disponible sur cette page. Utilisez les coordonnées indiquées sur ce site.",
  },
};

/** The launcher's words in the host page's own language (its `lang` attribute), else in English. */
export function loaderTexts(pageLanguage: string): LoaderTexts {
  return translations[pageLanguage.slice(0, 2).toLowerCase()] ?? english;
}
