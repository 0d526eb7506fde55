export const farewell = {
  ended: {
    title: 'Istunto on päättynyt',
    text: 'Kiitos, että olit mukana.',
    next: 'Voit sulkea tämän sivun. Jos jokin jää mieleesi, puhu siitä jonkun kanssa, johon luotat.',
  },
  left: {
    title: 'Olet lähtenyt',
    text: 'Kukaan ei nyt kuule eikä näe sinua, etkä sinä kuule muita.',
    next: 'Jos haluat palata, sama linkki päästää sinut takaisin niin kauan kuin istunto jatkuu.',
  },
  removed: {
    title: 'Ohjaaja on sulkenut tämän istunnon sinulta',
    text: 'Linkkisi ei enää avaa sitä.',
    next: 'Jos tämä ihmetyttää tai satuttaa, kirjoita ohjaajalle tai sille, joka lähetti sinulle linkin.',
  },
  superseded: {
    title: 'Olet tässä istunnossa toisaalla',
    text: 'Linkkisi avattiin toisessa välilehdessä tai toisella laitteella, ja tuolisi siirtyi sinne. Täällä ei kuulu mitään, eikä täältä lähde mitään.',
    next: 'Voit jatkaa siellä tai tuoda tuolisi takaisin tälle sivulle.',
  },
  full: {
    title: 'Kaikki tuolit ovat varattuja',
    text: 'Paikalla on kuusitoista ihmistä, eikä piiriin mahdu enempää.',
    next: 'Odota hetki ja yritä uudelleen, tai kysy ohjaajalta.',
  },
  locked: {
    title: 'Ovi on nyt kiinni',
    text: 'Ohjaaja ei päästä sisään uusia, jotta ryhmä saa rauhassa jatkaa.',
    next: 'Kerro ohjaajalle, että olet täällä, ja yritä uudelleen.',
  },
  badToken: {
    title: 'Tämä linkki ei avaa mitään',
    text: 'Se on vanhentunut, tai osa siitä on jäänyt matkalle.',
    next: 'Kopioi koko linkki vielä kerran tai pyydä lähettäjältä uusi.',
  },
  unknownSession: {
    title: 'Tätä istuntoa ei enää ole',
    text: 'Se on päättynyt ja unohdettu, niin kuin kuuluukin; tai linkki kuuluu toiselle palvelimelle.',
    next: 'Pyydä linkin lähettäjältä seuraava linkki.',
  },
  noLink: {
    title: 'Sisään pääsee linkillä',
    text: 'Stepback on Balint-ryhmien kohtaamispaikka: lääkärit ja opiskelijat puhuvat piirissä kohtaamisesta, joka jäi mieleen.',
    next: 'Avaa saamasi linkki. Jos sinulla ei ole linkkiä, kysy sitä ryhmäsi ohjaajalta.',
  },
  notAllowed: {
    title: 'Tämä sivusto ei vielä saa näyttää Stepbackia',
    text: 'Palvelin antaa istunnon näkyä vain niillä sivustoilla, joihin sen on käsketty luottaa.',
    next: 'Kysy asiaa palvelimen ylläpitäjältä.',
  },
  outdated: {
    title: 'Tämä sivu on palvelimelle liian vanha',
    text: 'Se ei osaa lukea, mitä palvelin kertoo istunnosta. Täällä ei kuulu mitään, eikä täältä lähde mitään.',
    next: 'Lataa tämä sivu uudelleen. Jos se ei auta, kerro siitä sille, joka lähetti sinulle linkin.',
  },
  unreachable: {
    title: 'Palvelin ei vastaa',
    text: 'Oma yhteytesi voi olla poikki, tai palvelin on poissa käytöstä.',
    next: 'Tarkista, että olet verkossa, ja yritä uudelleen.',
  },
  again: {
    left: 'Palaa sisään',
    superseded: 'Tuo tuolini tänne',
    other: 'Yritä uudelleen',
  },
  support: 'Jos haluat puhua jonkun kanssa',

  connecting: {
    first: 'Avataan ovea …',
    again: 'Viedään sinua takaisin tuolillesi …',
    keeps: 'Tuolisi odottaa sinua. Sinun ei tarvitse tehdä mitään.',
  },
  unsupported: {
    title: 'Tällä selaimella ei voi osallistua',
    text: 'Siitä puuttuu jotakin, mitä äänen lähettäminen ja kuuleminen täällä vaatii.',
    insecureTitle: 'Tämä osoite ei ole suojattu',
    insecure:
      'Selain antaa mikrofonin ja kameran vain sivuille, joiden osoite on suojattu ja alkaa https.',
    insecureNext: 'Pyydä linkin lähettäjältä linkki, jonka alussa on https.',
    next: 'Avaa linkkisi tuoreella Chromella tai Edgellä, tietokoneen Firefoxilla tai vähintään Safari 26:lla.',
    lacking: (what: string) => `Puuttuu: ${what}.`,
    missing: {
      secureContext: 'suojattu osoite',
      webSocket: 'jatkuva yhteys (WebSocket)',
      webCodecs: 'äänen ja kuvan pakkaus (WebCodecs)',
      opus: 'äänimuoto Opus',
      audioWorklet: 'äänen käsittely (AudioWorklet)',
    },
  },
} as const;
