/** Outlines from Lucide (ISC licence) that only the talk shows; what draws them is dom/icon.ts. */
export const endIcon = 'M12 5v14M19 12l-7 7-7-7';
export const checkIcon = 'M20 6 9 17l-5-5';
export const alertIcon = 'M12 2a10 10 0 1 0 0 20 10 10 0 1 0 0-20M12 8v4M12 16h.01';
export const outwardIcon = 'M7 7h10v10M7 17 17 7';
/** Turned about for the other opinion. */
export const thumbIcon =
  'M7 10v12M15 5.9 14 10h5.8a2 2 0 0 1 2 2.6l-2.4 8a2 2 0 0 1-1.9 1.4H4a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2h2.8a2 2 0 0 0 1.8-1.1L12 2a3.1 3.1 0 0 1 3 3.9Z';
