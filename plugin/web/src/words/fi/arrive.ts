export const arrive = {
  title: 'Ennen kuin tulet sisään',
  language: 'Kieli',

  what: {
    title: 'Mistä tässä on kyse',
    sentences: [
      'Puhumme pienessä piirissä kohtaamisesta, joka jäi jonkun mieleen: siitä, millainen suhde siinä syntyi.',
      'Tämä ei ole terapiaa, eikä täällä opetella tekniikoita.',
      'Kukaan ei neuvo eikä arvostele: kuvittelemme ja ihmettelemme yhdessä.',
      'Mitä täällä puhutaan, se jää tänne. Stepback ei tallenna mitään. Lupaamme toisillemme, ettemme mekään tallenna.',
      'Saat aina olla hiljaa: vuoron voi jättää väliin ilman syytä.',
    ],
  },
  stepBack: {
    title: 'Vetäytyminen',
    how: 'Se, joka tuo kohtaamisen, kertoo siitä ja vetäytyy sitten. Hänen mikrofoninsa ja kameransa sulkeutuvat, tuoli jää piiriin, ja hän kuuntelee, kun muut kuvittelevat ääneen.',
    feel: 'Voi tuntua oudolta olla vastaamatta, ja se voi olla myös helpotus. Lopuksi ohjaaja kutsuu hänet takaisin, ja hän sanoo niin paljon tai vähän kuin haluaa. Sitä ennenkin hän voi milloin tahansa lähteä tai kertoa jotakin vain ohjaajille.',
  },

  check: {
    title: 'Äänesi ja kuvasi',
    fresh:
      'Selain kysyy, saako tämä sivu käyttää mikrofoniasi ja kameraasi. Vielä kukaan ei kuule eikä näe sinua.',
    try: 'Kokeile mikrofonia ja kameraa',
    tryAgain: 'Yritä uudelleen',
    opening: 'Selain kysyy lupaa. Valitse ”Salli”.',
    onlyYou: 'Vain sinä näet tämän. Kun tulet sisään, molemmat ovat kiinni, kunnes avaat ne itse.',
    without: 'Voit tulla sisään myös ilman niitä: kuulet kaikki.',
    picture: 'Oma kuvasi, jonka näet vain sinä',
    noPicture: 'Kuvaa ei vielä ole',
    microphone: 'Mikrofoni',
    camera: 'Kamera',
    meter: 'Kuinka voimakkaana mikrofoni kuulee sinut',
    levels: ['ei ääntä', 'hiljainen', 'selvä', 'voimakas'],
    speak: 'Sano pari sanaa: palkit liikkuvat, kun mikrofoni kuulee sinut.',
    unnamedMicrophone: (number: number) => `Mikrofoni ${number}`,
    unnamedCamera: (number: number) => `Kamera ${number}`,
  },
  trouble: {
    both: {
      refused:
        'Selain ei anna tämän sivun käyttää mikrofonia ja kameraa. Salli ne osoiterivin vieressä olevista asetuksista ja yritä uudelleen.',
      missing:
        'Mikrofonia ja kameraa ei löytynyt. Kytke ne tai laita ne päälle ja yritä uudelleen.',
      failed:
        'Mikrofoni ja kamera eivät käynnistyneet. Sulje muut ohjelmat, jotka ehkä käyttävät niitä, ja yritä uudelleen.',
    },
    microphone: {
      refused:
        'Selain ei anna tämän sivun käyttää mikrofonia. Salli se osoiterivin vieressä olevista asetuksista ja yritä uudelleen.',
      missing: 'Mikrofonia ei löytynyt. Kytke mikrofoni tai laita se päälle ja yritä uudelleen.',
      failed:
        'Mikrofoni ei käynnistynyt. Sulje muut ohjelmat, jotka ehkä käyttävät sitä, ja yritä uudelleen.',
    },
    camera: {
      refused:
        'Selain ei anna tämän sivun käyttää kameraa. Salli se osoiterivin vieressä olevista asetuksista ja yritä uudelleen.',
      missing:
        'Kameraa ei löytynyt. Olet tervetullut ilmankin; tai kytke kamera ja yritä uudelleen.',
      failed:
        'Kamera ei käynnistynyt. Sulje muut ohjelmat, jotka ehkä käyttävät sitä, ja yritä uudelleen.',
    },
  },
  silent: {
    title: 'Tulet tarkkailijana',
    text: 'Kaikki näkevät, että olet paikalla. Kuuntelet ja olet hiljaa, joten et tarvitse mikrofonia etkä kameraa.',
  },

  you: {
    name: 'Nimesi sellaisena kuin muut sen näkevät',
    named: (name: string) => `Tulet sisään nimellä ${name}.`,
    private: 'Olen rauhallisessa paikassa, ja minulla on kuulokkeet',
    privateWhy: 'Kukaan vieressäsi ei kuule muiden puhetta.',
    promise:
      'Pidän kuulemani omana tietonani enkä mainitse potilaita, ihmisiä tai paikkoja nimeltä',
    promiseWhy:
      'Emme voi estää kuvakaappauksia emmekä muualla tehtyä tallennusta, joten luotamme toistemme sanaan.',
  },
  enter: 'Tule sisään',
  missing: {
    sentence: (what: string) => `Vielä puuttuu: ${what}.`,
    name: 'nimesi',
    private: 'rauhallinen paikka',
    promise: 'lupauksesi',
  },
} as const;
