export const debrief = {
  title: 'Ohjaajien purku',
  text: 'Muut ovat lähteneet. Täällä ovat vain ohjaajat, eikä tästä jää mitään talteen.',
  ask: 'Voitte kysyä toisiltanne',
  end: 'Päätä istunto',
  sure: 'Istunto sulkeutuu kaikilta ohjaajilta. Sitä ei voi avata uudelleen.',
  reallyEnd: 'Päätä nyt',
  stay: 'Jää vielä hetkeksi',
} as const;
