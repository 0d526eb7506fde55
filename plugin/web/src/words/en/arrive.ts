/** The arrival screen: the explanation, the promises, and the check of sound and picture. */
export const arrive = {
  title: 'Before you come in',
  language: 'Language',

  what: {
    title: 'What this is',
    sentences: [
      'A few of us talk about an encounter that moved one of us: about the relationship in it.',
      'It is not therapy, and it does not teach techniques.',
      'Nobody gives advice, and nobody is marked: we imagine and wonder together.',
      'What is said here stays here. Stepback records nothing. We promise one another not to record either.',
      'You may always stay silent: passing needs no reason.',
    ],
  },
  stepBack: {
    title: 'The step back',
    how: 'Whoever brings the encounter tells it, and then steps back. Their microphone and camera go off, their chair stays in the circle, and they listen while the others imagine aloud.',
    feel: 'It can feel strange not to answer, and it can be a relief. At the end a leader invites them in again, to say as much or as little as they like. Until then they can leave, or tell the leaders something in private, at any moment.',
  },

  check: {
    title: 'Your sound and picture',
    fresh:
      'Your browser will ask whether this page may use your microphone and camera. Nobody hears or sees you yet.',
    try: 'Try microphone and camera',
    tryAgain: 'Try again',
    opening: 'Your browser is asking. Please choose “Allow”.',
    onlyYou: 'Only you see this. When you come in, both are off until you open them yourself.',
    without: 'You can come in without them too: you hear everyone.',
    picture: 'Your own picture, which only you see',
    noPicture: 'No picture yet',
    microphone: 'Microphone',
    camera: 'Camera',
    meter: 'How loud your microphone hears you',
    levels: ['silent', 'quiet', 'clear', 'loud'],
    speak: 'Say a few words: the bars move when it hears you.',
    unnamedMicrophone: (number: number) => `Microphone ${number}`,
    unnamedCamera: (number: number) => `Camera ${number}`,
  },
  trouble: {
    both: {
      refused:
        'Your browser does not let this page use microphone and camera. Allow them in the settings beside the page’s address, then try again.',
      missing:
        'No microphone and no camera were found. Plug them in or switch them on, then try again.',
      failed:
        'Microphone and camera did not start. Close other programs that may use them, then try again.',
    },
    microphone: {
      refused:
        'Your browser does not let this page use the microphone. Allow it in the settings beside the page’s address, then try again.',
      missing: 'No microphone was found. Plug one in or switch it on, then try again.',
      failed: 'The microphone did not start. Close other programs that may use it, then try again.',
    },
    camera: {
      refused:
        'Your browser does not let this page use the camera. Allow it in the settings beside the page’s address, then try again.',
      missing: 'No camera was found. You are welcome without one; or plug one in, then try again.',
      failed: 'The camera did not start. Close other programs that may use it, then try again.',
    },
  },
  silent: {
    title: 'You come as an observer',
    text: 'Everyone sees that you are here. You listen and stay silent, so you need neither microphone nor camera.',
  },

  you: {
    name: 'Your name, as the others will see it',
    named: (name: string) => `You come in as ${name}.`,
    private: 'I am in a private place, with headphones',
    privateWhy: 'Nobody beside you can overhear the others.',
    promise: 'What I hear here I keep to myself, and I name no patient, person or place',
    promiseWhy:
      'We cannot prevent screenshots or a recording made elsewhere, so we rely on each other’s word.',
  },
  enter: 'Come in',
  missing: {
    sentence: (what: string) => `Still missing: ${what}.`,
    name: 'your name',
    private: 'a private place',
    promise: 'your promise',
  },
} as const;
