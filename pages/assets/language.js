// Calendars and dialogs speak the language of the browser; here it is the person's. Before anything else asks.
Object.defineProperties(navigator, {
  language: { get: () => document.documentElement.lang },
  languages: { get: () => [document.documentElement.lang] },
});
