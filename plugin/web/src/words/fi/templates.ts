export const templates = {
  shipped: {
    'cmh-60': {
      title: 'Opiskelijoiden tunti',
      summary:
        'Yksi tapaus. Tuoja kutsutaan takaisin 45 minuutin kohdalla, vaikka alku viivästyisi.',
    },
    'bsms-60': {
      title: 'Tunti osana opintoja',
      summary: 'Yksi tapaus, viikoittain, etänä. Aluksi kerrotaan, mitä varten tunti on.',
    },
    'helsinki-90': {
      title: 'Opiskelijoiden puolitoista tuntia',
      summary: 'Yksi tapaus ja aikaa sen ympärillä. Vetäytymisen voi jättää pois.',
    },
    'classic-90': {
      title: 'Perinteinen, yksi tapaus puolessatoista tunnissa',
      summary: 'Pitkä kertomus, ja suurin osa ajasta ryhmän ajatuksille.',
    },
    'two-case-90': {
      title: 'Kaksi tapausta puolessatoista tunnissa',
      summary: 'Esittelystä paluuseen kahdesti, kummallakin kerralla eri tuoja.',
    },
    rehearsal: {
      title: 'Harjoitus',
      summary: 'Kaikki vaiheet muutamassa minuutissa, kokeilemista varten.',
    },
  },
  phases: {
    gathering: 'Kokoontuminen',
    opening: 'Aloitus',
    presentation: 'Tapauksen esittely',
    clarification: 'Tarkentavat kysymykset',
    discussion: 'Keskustelu',
    return: 'Paluu',
    closing: 'Lopetus',
    debrief: 'Ohjaajien purku',
    ended: 'Päättynyt',
  },
} as const;
