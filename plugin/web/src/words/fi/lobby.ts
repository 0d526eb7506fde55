export const lobby = {
  title: 'Olet ovella',
  leads: (name: string) => `${name} ohjaa istuntoa ja päästää sinut sisään.`,
  leadsAny: (names: string) => `${names} ohjaavat istuntoa. Joku heistä päästää sinut sisään.`,
  nobodyLeads: 'Ohjaaja ei ole vielä tullut. Voit jäädä odottamaan: pääset sisään, kun hän tulee.',
  reconnecting: 'Ohjaajan yhteys on juuri nyt poikki. Yleensä se palaa pian.',
  notBegun: 'Istunto ei ole vielä alkanut.',
  begun: (time: string, phase: string) => `Istunto alkoi kello ${time}. Nyt: ${phase}.`,
  late: 'Sinut päästetään ehkä sisään vasta seuraavassa välissä, jotta ketään ei keskeytetä.',
  quiet: 'Täällä kukaan ei kuule eikä näe sinua, etkä sinä kuule muita.',
  lost: 'Yhteys on poikki. Sitä yritetään palauttaa koko ajan.',
  signal: {
    title: 'Kerro vain ohjaajille',
    pause: 'Tarvitsen hetken',
    help: 'Ottakaa minuun yhteyttä',
    tech: 'Jokin ei toimi',
  },
  leave: 'Lähde',
} as const;
