export const controls = {
  label: 'Mikrofonisi, kamerasi ja muuta',
  microphone: 'Mikrofoni',
  camera: 'Kamera',
  device: {
    off: 'kiinni',
    opening: 'avautuu …',
    on: 'auki',
    refused: 'ei lupaa',
    missing: 'ei löydy',
    failed: 'ei käynnistynyt',
  },
  hand: 'Käsi',
  raised: 'ylhäällä',
  selfView: 'Oma kuva',
  notPrivate: 'En ole nyt rauhassa',
  privateAgain: 'Olen taas rauhassa',
  tell: 'Kerro ohjaajille',
  leave: 'Lähde',
  soundBlocked: 'Selain odottaa yhtä painallusta, ennen kuin kuulet ketään.',
  hear: 'Kuuntele',
  again: 'Yritä uudelleen',
  without: 'Jatka ilman',
  closedByLeader: 'Ohjaaja sulki mikrofonisi. Voit avata sen uudelleen.',
  privateIs: 'Kukaan ei kuule eikä näe sinua, etkä sinä kuule mitään.',
  troubleBoth: {
    refused:
      'Selain ei anna tämän sivun käyttää mikrofonia ja kameraa. Salli ne osoiterivin vieressä olevista asetuksista ja yritä uudelleen.',
    missing: 'Mikrofonia eikä kameraa löytynyt. Kuulet kaikki ilman niitäkin.',
    failed:
      'Mikrofoni ja kamera eivät käynnistyneet. Sulje muut ohjelmat, jotka ehkä käyttävät niitä, ja yritä uudelleen.',
  },
  why: {
    lost: 'Yhteyttä yritetään uudelleen; sitä ennen mitään ei voi avata.',
    private: 'Paina ensin ”Olen taas rauhassa”.',
    steppedBack: 'Olet vetäytynyt: se on todella kiinni, kunnes avaat sen itse paluun jälkeen.',
    observer: 'Tarkkailijat kuuntelevat ja ovat hiljaa.',
    presenting: 'Esittelyn aikana puhuvat tuoja ja ohjaajat.',
    phase: (title: string) => `Vaiheen ”${title}” aikana sinä kuuntelet.`,
  },

  leaving: {
    title: 'Lähdetkö istunnosta?',
    member: 'Tuolisi pysyy paikallaan istunnon ajan, ja sama linkki tuo sinut takaisin siihen.',
    presenter:
      'Muut voivat jatkaa tapauksesi parissa. Tuolisi pysyy piirissä, ja sama linkki tuo sinut takaisin siihen.',
    leader: (name: string) => `${name} jatkaa ohjaamista. Sama linkki tuo sinut takaisin.`,
    onlyLeader:
      'Muita ohjaajia ei ole yhteydessä. Ilman ohjaajaa istunto jatkuu kaksi minuuttia ja jää sitten odottamaan; viiden minuutin kuluttua kaikki voivat hyvästellä.',
    debrief: 'Purku jatkuu ilman sinua.',
    yes: 'Lähde',
    no: 'Jää tänne',
  },

  signal: {
    title: 'Kerro vain ohjaajille',
    text: 'Vain ohjaajat näkevät tämän. Se poistetaan, kun he ovat hoitaneet asian.',
    pause: 'Tarvitsen tauon',
    help: 'Ottakaa minuun yhteyttä',
    tech: 'Jokin ei toimi',
    comeBack: 'Haluaisin palata piiriin',
    sending: 'Matkalla ohjaajille …',
    told: (what: string, sentence: string) => `”${what}”: ${sentence}`,
    fate: {
      sent: 'Lähetetty ohjaajille.',
      unseen: 'Kukaan ohjaaja ei ole vielä nähnyt tätä. Viesti säilyy heillä.',
      noLeader: 'Yksikään ohjaaja ei ole yhteydessä. Seuraava ohjaaja näkee tämän.',
      seen: (names: string) => `Tämän on nähnyt ${names}.`,
      aLeader: 'ohjaaja',
      done: 'Hoidettu.',
    },
    takeBack: 'Peru viesti',
    failed: 'Viesti ei mennyt perille. Yritä uudelleen.',
    close: 'Sulje',
  },

  listening: {
    title: 'Kukaan ei kuule eikä näe sinua.\nSinä kuulet kaikki.',
    titleSeen: 'Kukaan ei kuule sinua.\nSinä kuulet kaikki.',
    titlePrivate:
      'Kukaan ei kuule eikä näe sinua, etkä sinä kuule mitään, ennen kuin olet taas rauhassa.',
    titleDeaf: 'Kukaan ei kuule eikä näe sinua. Paina ”Kuuntele”, niin kuulet kaikki.',
    titleLost: 'Kukaan ei kuule eikä näe sinua. Kuulet taas kaikki, kun yhteys palaa.',
    off: 'Mikrofonisi ja kamerasi ovat kiinni, kunnes avaat ne itse paluun jälkeen.',
    offSeen: 'Mikrofonisi on kiinni, kunnes avaat sen itse paluun jälkeen.',
    chair: 'Tuolisi pysyy piirissä.',
    back: (minutes: number, time: string) =>
      minutes === 1
        ? `Sinut kutsutaan takaisin minuutin kuluttua, klo ${time}.`
        : `Sinut kutsutaan takaisin ${minutes} minuutin kuluttua, klo ${time}.`,
    soon: 'Sinut kutsutaan takaisin heti, kun ohjaajat löytävät sopivan hetken.',
    held: 'Kello seisoo, kunnes ohjaaja palaa.',
    tell: 'Kerro vain ohjaajille',
    leave: 'Lähde istunnosta',
  },

  invited: {
    returned: 'Sinut on kutsuttu takaisin',
    returnedText:
      'Sano niin paljon tai vähän kuin haluat. Kukaan ei kuule eikä näe sinua, ennen kuin painat painiketta.',
    arrived: 'Olet piirissä',
    arrivedText: 'Kukaan ei vielä kuule eikä näe sinua: mikrofoni ja kamera odottavat sinua.',
    reconnected: 'Olet taas tuolissasi',
    reconnectedText: 'Mikrofonisi ja kamerasi sulkeutuivat, kun yhteys katkesi.',
    both: 'Avaa mikrofoni ja kamera',
    microphone: 'Avaa mikrofoni',
    onlyMicrophone: 'Vain mikrofoni',
    camera: 'Avaa kamera',
    silent: 'Olen vielä hiljaa',
    notYet: 'Olen vain läsnä',
    private: 'Kerroit, ettet ole rauhassa. Paina ensin ”Olen taas rauhassa”; sitten voit avata ne.',
  },

  wayBack: {
    text: 'Jos tämä laite pettää, pääset tästä linkistä takaisin tuoliisi.',
    whose: 'oma paluusi',
    close: 'Sulje ilmoitus',
  },

  records: {
    you: 'Laitteesi tallentaa. Kaikki näkevät sen.',
    other: (name: string) => `Laite tallentaa: ${name}.`,
  },

  held: {
    title: 'Paikalla ei ole ohjaajaa',
    text: 'Istunto odottaa, ja kello seisoo. Se jatkuu heti, kun ohjaaja palaa. Jos ohjaajaa ei ole viiteen minuuttiin, kaikki voivat puhua ja hyvästellä.',
    steppedBack:
      'Olet yhä vetäytyneenä, eikä kukaan kuule tai näe sinua. Jos ohjaajaa ei ole viiteen minuuttiin, kaikki voivat puhua ja hyvästellä, sinäkin.',
  },

  pending: {
    stepBack: 'Vetäytyminen.',
    advance: (title: string) => `Seuraavaksi: ${title}.`,
    mute: (name: string) => `Mikrofoni suljettu: ${name}.`,
    muteYou: 'Mikrofonisi on suljettu.',
    remove: (name: string) => `Poistettu: ${name}.`,
    someone: 'joku',
    lock: 'Ovi on kiinni.',
    close: (name: string) => `${name} sulki mikrofonin tai kameran.`,
    closeYou: 'Suljit mikrofonisi tai kamerasi.',
    notKept: 'Voimassa, ei vielä tallennettu.',
    more: (count: number) => (count === 1 ? 'Ja yksi muu.' : `Ja ${count} muuta.`),
    trouble: {
      disk: 'Palvelin ei pysty nyt tallentamaan muutoksia. Voit silti sulkea ja vaientaa. Kaikki muu odottaa.',
      clock:
        'Palvelimen kelloa on muutettu, joten ajat ja minuutit voivat olla väärin. Seuraa omaa kelloasi ja kerro asiasta palvelimen ylläpitäjille.',
    },
  },

  notice: {
    close: 'Sulje ilmoitus',
    why: {
      badMessage: 'Pyyntöä ei voitu toteuttaa tällaisena. Yritä uudelleen.',
      unknownType: 'Palvelin ei tunne tätä. Se voi olla vanhempi kuin tämä sivu.',
      badToken: 'Linkkisi ei enää kelpaa tähän. Pyydä uusi.',
      notJoined: 'Et ollut juuri silloin istunnossa. Yritä uudelleen.',
      notPermitted: 'Tämä ei ole sinulle nyt mahdollista.',
      wrongPhase: 'Tämä ei ole mahdollista tässä vaiheessa.',
      noPresenter: 'Kukaan ei voi vielä vetäytyä: ensin on valittava tuoja.',
      unknownSession: 'Tätä istuntoa ei enää ole.',
      unknownParticipant: 'Hän ei ole enää täällä.',
      sessionFull: 'Kaikki kuusitoista tuolia ovat varattuja.',
      sessionLocked: 'Ovi on kiinni.',
      sessionEnded: 'Istunto on päättynyt.',
      rateLimited: 'Se kävi vähän nopeasti. Yritä hetken päästä uudelleen.',
      tooLarge: 'Se oli liian pitkä lähetettäväksi.',
      superseded: 'Tuolisi on siirtynyt toiselle sivulle.',
      removed: 'Ohjaaja on sulkenut tämän istunnon sinulta.',
      restarting: 'Palvelin käynnistyy uudelleen, ja palaat hetken päästä. Yritä sitten uudelleen.',
      whoIsThis: 'Tuoja on poissa. Kerro ensin, onko tämä joku, joka oli jo täällä.',
      notKept:
        'Palvelin ei pysty nyt tallentamaan tätä, joten mikään ei muuttunut. Yritä hetken päästä uudelleen.',
      lostPhase:
        'Vaiheen vaihtoa ei ollut vielä tallennettu, kun yhteys katkesi. Se ei ole nyt voimassa. Tarkista vaihe.',
      lostChange:
        'Muutosta ei ollut vielä tallennettu, kun yhteys katkesi. Se ei ole nyt voimassa. Tarkista, keitä täällä on ja onko ovi kiinni.',
      network: 'Se ei mennyt perille: yhteys katkesi hetkeksi. Yritä uudelleen.',
    },
    microphone: (why: string) => `Mikrofonisi pysyy kiinni. ${why}`,
    camera: (why: string) => `Kamerasi pysyy kiinni. ${why}`,
    chat: (why: string) => `Viestiäsi ei lähetetty. ${why}`,
    signal: (why: string) => `Ohjaajat eivät saaneet tietoa. ${why}`,
  },

  chat: {
    title: 'Viestit',
    unkept: 'Näitä ei tallenneta: ne katoavat, kun lähdet tältä sivulta.',
    empty: 'Kukaan ei ole vielä kirjoittanut.',
    field: 'Kirjoita kaikille paikalla oleville',
    send: 'Lähetä',
    you: 'Sinä',
  },

  roster: {
    title: 'Keitä täällä on',
    leaders: 'Ohjaajat',
    circle: 'Piirissä',
    observers: 'Tarkkailijat',
    observersWhy: 'He kuuntelevat, ja heidän nimensä näkyvät aina tässä.',
    waiting: 'Odottavat ulkopuolella',
    facilitator: 'ohjaaja',
    coFacilitator: 'apuohjaaja',
    presenter: 'tuoja',
    listening: 'tuoja, vetäytynyt',
    reconnecting: 'tuoli odottaa, yhteys on poikki',
    silent: 'yhteys ei vastaa',
    records: 'laite tallentaa',
    you: 'sinä',
    close: 'Sulje',
  },
} as const;
