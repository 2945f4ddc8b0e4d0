/**
 * Whether this browser is a kiosk, and of which place: `/?kiosk=12`, or the start page itself. Known to the tab until it is closed;
 * a number of a place, nothing of a person.
 */
const given = new URLSearchParams(window.location.search).get('kiosk') ?? /^\/kiosk-mode\/(\d{1,7})$/.exec(window.location.pathname)?.[1];
if (given && /^\d{1,7}$/.test(given)) sessionStorage.setItem('kiosk', given);

export const kioskPlace: string | null = sessionStorage.getItem('kiosk');
